"""What banks' files say: of payments, and of money without a payment."""

import sqlalchemy as sa
from alembic import op

revision = "0008_settlement"
down_revision = "0007_city_services"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("payments", sa.Column("settled", sa.Text(), nullable=True))
    op.add_column("payments", sa.Column("settled_ms", sa.BigInteger(), nullable=True))
    create_bank_files()
    create_unmatched_money()


def downgrade() -> None:
    op.drop_table("unmatched_money")
    op.drop_table("bank_files")
    op.drop_column("payments", "settled_ms")
    op.drop_column("payments", "settled")


def create_bank_files() -> None:
    op.create_table(
        "bank_files",
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("first_day_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_day_ms", sa.BigInteger(), nullable=False),
        sa.Column("taken_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("file", name=op.f("pk_bank_files")),
    )


def create_unmatched_money() -> None:
    op.create_table(
        "unmatched_money",
        sa.Column("terminal", sa.Text(), nullable=False),
        sa.Column("rrn", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("bank_ms", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", "rrn", name=op.f("pk_unmatched_money")),
    )
