"""What kiosks sent when they were told to."""

import sqlalchemy as sa
from alembic import op

revision = "0012_kiosk_uploads"
down_revision = "0011_kiosk_samples"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_uploads",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_kiosk_uploads")),
    )
    op.create_index(
        op.f("ix_kiosk_uploads_device_kind"), "kiosk_uploads", ["device", "kind"], unique=False
    )


def downgrade() -> None:
    op.drop_table("kiosk_uploads")
