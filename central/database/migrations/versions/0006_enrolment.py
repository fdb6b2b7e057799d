"""Claims and the prefixes allotted with them."""

import sqlalchemy as sa
from alembic import op

revision = "0006_enrolment"
down_revision = "0005_staff"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_claims()
    create_allotted_prefixes()


def downgrade() -> None:
    op.drop_table("allotted_prefixes")
    op.drop_table("claims")


def create_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("claim", sa.LargeBinary(), nullable=False),
        sa.Column("mac_key", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("district", sa.BigInteger(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("office_name", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("device_url", sa.Text(), nullable=False),
        sa.Column("broker_host", sa.Text(), nullable=False),
        sa.Column("broker_port", sa.BigInteger(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("expires_ms", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("request_key", sa.LargeBinary(), nullable=True),
        sa.Column("chain", sa.LargeBinary(), nullable=True),
        sa.Column("used_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_claims")),
        sa.UniqueConstraint("device", name=op.f("uq_claims_device")),
    )


def create_allotted_prefixes() -> None:
    op.create_table(
        "allotted_prefixes",
        sa.Column("prefix", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("claim", sa.LargeBinary(), nullable=False),
        sa.Column("allotted_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim"], ["claims.claim"], name=op.f("fk_allotted_prefixes_claim_claims")
        ),
        sa.PrimaryKeyConstraint("prefix", name=op.f("pk_allotted_prefixes")),
    )
    op.create_index(
        op.f("ix_allotted_prefixes_claim"), "allotted_prefixes", ["claim"], unique=False
    )
