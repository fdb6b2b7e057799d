"""Devices, their keys and what they last said."""

import sqlalchemy as sa
from alembic import op

revision = "0002_fleet"
down_revision = "0001_ingest"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_devices()
    create_kiosk_reports()
    create_device_keys()


def downgrade() -> None:
    op.drop_table("device_keys")
    op.drop_table("kiosk_reports")
    op.drop_table("devices")


def create_devices() -> None:
    op.create_table(
        "devices",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("district", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("office_name", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("tls_fingerprint", sa.Text(), nullable=False),
        sa.Column("certificate_serial", sa.Text(), nullable=False),
        sa.Column("certificate_expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("enrolled_ms", sa.BigInteger(), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.Column("revoked_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_devices")),
    )


def create_kiosk_reports() -> None:
    op.create_table(
        "kiosk_reports",
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("status_ms", sa.BigInteger(), nullable=True),
        sa.Column("seen_ms", sa.BigInteger(), nullable=False),
        sa.Column("boot", sa.LargeBinary(), nullable=True),
        sa.Column("software", sa.Text(), nullable=True),
        sa.Column("telemetry_ms", sa.BigInteger(), nullable=True),
        sa.Column("telemetry", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("queue", sa.BigInteger(), nullable=False),
        sa.Column("acknowledged", sa.BigInteger(), nullable=False),
        sa.Column("progress_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_kiosk_reports")),
    )


def create_device_keys() -> None:
    op.create_table(
        "device_keys",
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("registered_ms", sa.BigInteger(), nullable=False),
        sa.Column("revoked_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device"], ["devices.device"], name=op.f("fk_device_keys_device_devices")
        ),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_device_keys")),
    )
    op.create_index(op.f("ix_device_keys_device"), "device_keys", ["device"], unique=False)
