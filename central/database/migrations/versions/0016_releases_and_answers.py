"""Releases that the hub has paused by itself, at which limit; codes in commands' answers."""

import sqlalchemy as sa
from alembic import op

revision = "0016_releases_and_answers"
down_revision = "0015_releases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release_limits",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("percent", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_limits")),
    )
    with op.batch_alter_table("opened_releases") as table:
        table.add_column(sa.Column("held_ring", sa.Text(), nullable=True))
        table.add_column(sa.Column("held_back", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("held_kiosks", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("kiosk_updates") as table:
        table.add_column(
            sa.Column("forgiven", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("command_orders") as table:
        table.add_column(sa.Column("code", sa.Text(), nullable=True))
        table.add_column(sa.Column("figures", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("command_orders") as table:
        table.drop_column("figures")
        table.drop_column("code")
    with op.batch_alter_table("kiosk_updates") as table:
        table.drop_column("forgiven")
    with op.batch_alter_table("opened_releases") as table:
        for name in ("held_kiosks", "held_back", "held_ring"):
            table.drop_column(name)
    op.drop_table("release_limits")
