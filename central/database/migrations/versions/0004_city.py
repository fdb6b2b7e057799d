"""The data of the city and the versions published from it."""

import sqlalchemy as sa
from alembic import op

revision = "0004_city"
down_revision = "0003_payments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_city_bill_kinds()
    create_city_districts()
    create_city_loads()
    create_city_settings()
    create_reference_versions()
    create_city_neighbourhoods()
    create_city_offices()
    create_city_properties()
    create_city_bills()


def downgrade() -> None:
    op.drop_table("city_bills")
    op.drop_table("city_properties")
    op.drop_table("city_offices")
    op.drop_table("city_neighbourhoods")
    op.drop_table("reference_versions")
    op.drop_table("city_settings")
    op.drop_table("city_loads")
    op.drop_table("city_districts")
    op.drop_table("city_bill_kinds")


def create_city_bill_kinds() -> None:
    op.create_table(
        "city_bill_kinds",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("levy_title", sa.Text(), nullable=False),
        sa.Column("discount_title", sa.Text(), nullable=False),
        sa.Column("late_fee_title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_city_bill_kinds")),
    )


def create_city_districts() -> None:
    op.create_table(
        "city_districts",
        sa.Column("district", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("head_office", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("district", name=op.f("pk_city_districts")),
    )


def create_city_loads() -> None:
    op.create_table(
        "city_loads",
        sa.Column(
            "load",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("loaded_ms", sa.BigInteger(), nullable=False),
        sa.Column("as_of_ms", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("load", name=op.f("pk_city_loads")),
    )


def create_city_settings() -> None:
    op.create_table(
        "city_settings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("municipal_services", sa.Text(), nullable=False),
        sa.Column("bill_organisations", sa.Text(), nullable=False),
        sa.Column("call_centre", sa.Text(), nullable=False),
        sa.Column("support_phone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_city_settings")),
    )


def create_reference_versions() -> None:
    op.create_table(
        "reference_versions",
        sa.Column("dataset", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("created_ms", sa.BigInteger(), nullable=False),
        sa.Column("as_of_ms", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("dataset", "scope", "version", name=op.f("pk_reference_versions")),
    )


def create_city_neighbourhoods() -> None:
    op.create_table(
        "city_neighbourhoods",
        sa.Column("district", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district"],
            ["city_districts.district"],
            name=op.f("fk_city_neighbourhoods_district_city_districts"),
        ),
        sa.PrimaryKeyConstraint("district", "name", name=op.f("pk_city_neighbourhoods")),
    )


def create_city_offices() -> None:
    op.create_table(
        "city_offices",
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("district", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district"],
            ["city_districts.district"],
            name=op.f("fk_city_offices_district_city_districts"),
        ),
        sa.PrimaryKeyConstraint("office", name=op.f("pk_city_offices")),
    )


def create_city_properties() -> None:
    op.create_table(
        "city_properties",
        sa.Column("property_code", sa.Text(), nullable=False),
        sa.Column("district", sa.BigInteger(), nullable=False),
        sa.Column("neighbourhood", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district"],
            ["city_districts.district"],
            name=op.f("fk_city_properties_district_city_districts"),
        ),
        sa.PrimaryKeyConstraint("property_code", name=op.f("pk_city_properties")),
    )


def create_city_bills() -> None:
    op.create_table(
        "city_bills",
        sa.Column("bill_id", sa.Text(), nullable=False),
        sa.Column("payment_id", sa.Text(), nullable=False),
        sa.Column("district", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.BigInteger(), nullable=False),
        sa.Column("property_code", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("levy", sa.BigInteger(), nullable=False),
        sa.Column("discount", sa.BigInteger(), nullable=False),
        sa.Column("late_fee", sa.BigInteger(), nullable=False),
        sa.Column("due_ms", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("paid_ms", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["kind"], ["city_bill_kinds.kind"], name=op.f("fk_city_bills_kind_city_bill_kinds")
        ),
        sa.ForeignKeyConstraint(
            ["property_code"],
            ["city_properties.property_code"],
            name=op.f("fk_city_bills_property_code_city_properties"),
        ),
        sa.PrimaryKeyConstraint("bill_id", "payment_id", name=op.f("pk_city_bills")),
    )
    op.create_index(op.f("ix_city_bills_district"), "city_bills", ["district"], unique=False)
    op.create_index(
        op.f("ix_city_bills_property_code"), "city_bills", ["property_code"], unique=False
    )
