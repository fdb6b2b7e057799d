"""Commands to kiosks and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0010_commands"
down_revision = "0009_payment_bills"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "command_orders",
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("counter", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("ordered_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("finished_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("epoch", "counter", name=op.f("pk_command_orders")),
    )
    op.create_index(
        op.f("ix_command_orders_device_ordered_ms"),
        "command_orders",
        ["device", "ordered_ms"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("command_orders")
