"""For whom releases are open, and what came of them at kiosks."""

import sqlalchemy as sa
from alembic import op

revision = "0015_releases"
down_revision = "0014_courier_files"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opened_releases",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("ring", sa.Text(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_opened_releases")),
    )
    op.create_table(
        "device_rings",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("ring", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_device_rings")),
    )
    op.create_table(
        "kiosk_updates",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", "version", name=op.f("pk_kiosk_updates")),
    )


def downgrade() -> None:
    op.drop_table("kiosk_updates")
    op.drop_table("device_rings")
    op.drop_table("opened_releases")
