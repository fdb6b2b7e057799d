"""Files that were carried from kiosks without a line, and the answers to them."""

import sqlalchemy as sa
from alembic import op

revision = "0014_courier_files"
down_revision = "0013_downlink"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "courier_files",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("made_ms", sa.BigInteger(), nullable=False),
        sa.Column("taken_ms", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("batches", sa.BigInteger(), nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.BigInteger(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_courier_files")),
    )
    op.create_index(op.f("ix_courier_files_device"), "courier_files", ["device"], unique=False)


def downgrade() -> None:
    op.drop_table("courier_files")
