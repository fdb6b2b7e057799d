"""Payments as folded from the journals."""

import sqlalchemy as sa
from alembic import op

revision = "0003_payments"
down_revision = "0002_fleet"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_payments()


def downgrade() -> None:
    op.drop_table("payments")


def create_payments() -> None:
    op.create_table(
        "payments",
        sa.Column("transaction_id", sa.LargeBinary(), nullable=False),
        sa.Column("branch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("journal", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("first_seq", sa.BigInteger(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("at_trusted", sa.Boolean(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("bill_id", sa.Text(), nullable=False),
        sa.Column("payment_id", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("bill_kind", sa.Text(), nullable=True),
        sa.Column("reference_version", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("approved_amount", sa.BigInteger(), nullable=True),
        sa.Column("rrn", sa.Text(), nullable=True),
        sa.Column("trace", sa.Text(), nullable=True),
        sa.Column("pan", sa.Text(), nullable=True),
        sa.Column("terminal", sa.Text(), nullable=True),
        sa.Column("merchant", sa.Text(), nullable=True),
        sa.Column("terminal_time", sa.Text(), nullable=True),
        sa.Column("found_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("receipt_reason", sa.Text(), nullable=True),
        sa.Column("decided_ms", sa.BigInteger(), nullable=True),
        sa.Column("approved_id", sa.BigInteger(), nullable=True),
        sa.Column("duplicate_of", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("transaction_id", "branch", name=op.f("pk_payments")),
    )
    op.create_index(op.f("ix_payments_at_ms"), "payments", ["at_ms"], unique=False)
    op.create_index(
        op.f("ix_payments_bill_id_payment_id"), "payments", ["bill_id", "payment_id"], unique=False
    )
