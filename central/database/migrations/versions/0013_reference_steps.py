"""Deltas of reference data: the digest that they must come to, and the steps to older versions."""

import sqlalchemy as sa
from alembic import op

revision = "0013_reference_steps"
down_revision = "0012_kiosk_uploads"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "reference_versions", sa.Column("records_digest", sa.LargeBinary(), nullable=True)
    )
    op.create_table(
        "reference_steps",
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("back", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("dataset", "scope", "version", name=op.f("pk_reference_steps")),
    )
    op.create_index(
        op.f("ix_reference_steps_dataset_scope_digest"),
        "reference_steps",
        ["dataset", "scope", "digest"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("reference_steps")
    op.drop_column("reference_versions", "records_digest")
