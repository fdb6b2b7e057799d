"""Accounts of staff and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0005_staff"
down_revision = "0004_city"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_staff_accounts()
    create_staff_refused_sign_ins()
    create_staff_sessions()


def downgrade() -> None:
    op.drop_table("staff_sessions")
    op.drop_table("staff_refused_sign_ins")
    op.drop_table("staff_accounts")


def create_staff_accounts() -> None:
    op.create_table(
        "staff_accounts",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("disabled_ms", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_staff_accounts")),
    )


def create_staff_refused_sign_ins() -> None:
    op.create_table(
        "staff_refused_sign_ins",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_refused_sign_ins")),
    )
    op.create_index(
        op.f("ix_staff_refused_sign_ins_account_at_ms"),
        "staff_refused_sign_ins",
        ["account", "at_ms"],
        unique=False,
    )
    op.create_index(
        op.f("ix_staff_refused_sign_ins_address_at_ms"),
        "staff_refused_sign_ins",
        ["address", "at_ms"],
        unique=False,
    )


def create_staff_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("opened_ms", sa.BigInteger(), nullable=False),
        sa.Column("seen_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"],
            ["staff_accounts.account"],
            name=op.f("fk_staff_sessions_account_staff_accounts"),
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_sessions")),
    )
    op.create_index(op.f("ix_staff_sessions_account"), "staff_sessions", ["account"], unique=False)
