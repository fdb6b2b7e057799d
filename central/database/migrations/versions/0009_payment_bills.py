"""The bills of a payment: one to five rows instead of one bill in the payment's own row."""

import sqlalchemy as sa
from alembic import op

revision = "0009_payment_bills"
down_revision = "0008_settlement"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_payment_bills()
    op.add_column(
        "payments", sa.Column("bill_count", sa.BigInteger(), nullable=False, server_default="0")
    )
    move_bills()
    op.drop_index(op.f("ix_payments_bill_id_payment_id"), table_name="payments")
    for column in ("bill_id", "payment_id", "standing", "bill_kind"):
        op.drop_column("payments", column)


def downgrade() -> None:
    """A payment of several bills keeps the first alone; `pishkhan hub rebuild` folds it anew."""
    for column in ("bill_id", "payment_id"):
        op.add_column("payments", sa.Column(column, sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "payments", sa.Column("standing", sa.Text(), nullable=False, server_default="unverified")
    )
    op.add_column("payments", sa.Column("bill_kind", sa.Text(), nullable=True))
    move_first_bills_back()
    op.create_index(
        op.f("ix_payments_bill_id_payment_id"), "payments", ["bill_id", "payment_id"], unique=False
    )
    op.drop_column("payments", "bill_count")
    op.drop_table("payment_bills")


def create_payment_bills() -> None:
    op.create_table(
        "payment_bills",
        sa.Column("transaction_id", sa.LargeBinary(), nullable=False),
        sa.Column("branch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bill_id", sa.Text(), nullable=False),
        sa.Column("payment_id", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("bill_kind", sa.Text(), nullable=True),
        sa.Column("duplicate_of", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint(
            "transaction_id", "branch", "position", name=op.f("pk_payment_bills")
        ),
    )
    op.create_index(
        op.f("ix_payment_bills_bill_id_payment_id"),
        "payment_bills",
        ["bill_id", "payment_id"],
        unique=False,
    )


def move_bills() -> None:
    op.execute(
        "INSERT INTO payment_bills (transaction_id, branch, position, bill_id, payment_id, "
        "amount, standing, bill_kind, duplicate_of) "
        "SELECT transaction_id, branch, 0, bill_id, payment_id, amount, standing, bill_kind, "
        "duplicate_of FROM payments WHERE bill_id <> ''"
    )
    op.execute("UPDATE payments SET bill_count = 1 WHERE bill_id <> ''")


def move_first_bills_back() -> None:
    for column in ("bill_id", "payment_id", "standing", "bill_kind"):
        of_first = (
            f"SELECT b.{column} FROM payment_bills b "  # noqa: S608 (names above)
            "WHERE b.transaction_id = payments.transaction_id AND b.branch = payments.branch "
            "AND b.position = 0"
        )
        op.execute(
            f"UPDATE payments SET {column} = ({of_first}) WHERE bill_count > 0"  # noqa: S608
        )
