"""How kiosks were over the last weeks."""

import sqlalchemy as sa
from alembic import op

revision = "0011_kiosk_samples"
down_revision = "0010_commands"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_samples",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("boot", sa.LargeBinary(), nullable=False),
        sa.Column("uptime_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("measured_ms", sa.BigInteger(), nullable=False),
        sa.Column("told_later", sa.Boolean(), nullable=False),
        sa.Column("queue", sa.BigInteger(), nullable=False),
        sa.Column("lag_ms", sa.BigInteger(), nullable=False),
        sa.Column("disk_free_percent", sa.BigInteger(), nullable=True),
        sa.Column("memory_free_percent", sa.BigInteger(), nullable=True),
        sa.Column("processor_busy_percent", sa.BigInteger(), nullable=True),
        sa.Column("celsius", sa.Double(), nullable=True),
        sa.Column("unwell", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("device", "boot", "uptime_ms", name=op.f("pk_kiosk_samples")),
    )
    op.create_index(
        "ix_kiosk_samples_device_measured_ms",
        "kiosk_samples",
        ["device", "measured_ms"],
        unique=False,
    )
    op.add_column("kiosk_reports", sa.Column("sampled_ms", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("kiosk_reports", "sampled_ms")
    op.drop_table("kiosk_samples")
