"""Deltas of reference data, and configuration that was settings of the city."""

import sqlalchemy as sa
from alembic import op

revision = "0013_downlink"
down_revision = "0012_kiosk_uploads"
branch_labels = None
depends_on = None

MOVED = ("support_phone", "bills_max_age_h", "lookups_per_visit", "bills_per_payment")


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
    op.create_table(
        "configuration_values",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("changed_ms", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "key", name=op.f("pk_configuration_values")),
    )
    move_settings()
    for name in MOVED:
        op.drop_column("city_settings", name)


def move_settings() -> None:
    """As set for the whole city, at the time of the load that brought them."""
    settings = sa.table("city_settings", *map(sa.column, MOVED))
    loads = sa.table("city_loads", sa.column("loaded_ms"))
    columns = ("scope", "key", "value", "change", "changed_ms", "by")
    values = sa.table("configuration_values", *map(sa.column, columns))
    loaded_ms = sa.select(sa.func.coalesce(sa.func.max(loads.c.loaded_ms), 0)).scalar_subquery()
    for name in MOVED:
        was_set = sa.select(
            sa.literal("city"), sa.literal(name), sa.cast(settings.c[name], sa.Text()),
            sa.literal(1), loaded_ms, sa.literal("city.csv"),
        ).where(settings.c[name].is_not(None))  # fmt: skip
        op.execute(values.insert().from_select(columns, was_set))


def move_settings_back() -> None:
    """What is set for a district or a device has no place there, and is lost."""
    for name in MOVED:
        kind = "TEXT" if name == "support_phone" else "BIGINT"
        op.execute(
            f"UPDATE city_settings SET {name} = COALESCE("  # noqa: S608 (names above)
            f"(SELECT CAST(value AS {kind}) FROM configuration_values WHERE scope = 'city' "
            f"AND \"key\" = '{name}' AND value <> 'none'), {name})"
        )


def downgrade() -> None:
    op.add_column(
        "city_settings",
        sa.Column("support_phone", sa.Text(), nullable=False, server_default="137"),
    )
    for name in MOVED[1:]:
        op.add_column("city_settings", sa.Column(name, sa.BigInteger(), nullable=True))
    move_settings_back()
    op.drop_table("configuration_values")
    op.drop_table("reference_steps")
    op.drop_column("reference_versions", "records_digest")
