"""Services and fees; offices' hours and places; lines and instalments of bills; more settings."""

import sqlalchemy as sa
from alembic import op

revision = "0007_city_services"
down_revision = "0006_enrolment"
branch_labels = None
depends_on = None

TEXTS = {
    "city_settings": ("display_name_en", "public_url"),
    "city_offices": ("name_en", "address_en", "hours"),
    "city_bill_kinds": (
        "title_en", "levy_title_en", "discount_title_en", "late_fee_title_en", "levy_rule",
        "levy_rule_en", "discount_rule", "discount_rule_en", "late_fee_rule", "late_fee_rule_en",
    ),
    "city_bills": ("title_en",),
}  # fmt: skip
NUMBERS = {
    "city_settings": ("bills_max_age_h", "lookups_per_visit", "bills_per_payment"),
    "city_bills": ("instalment", "instalments"),
}
DEGREES = {"city_offices": ("lat", "lon")}


def upgrade() -> None:
    for table, column in texts():
        op.add_column(table, sa.Column(column, sa.Text(), nullable=True))
    for table, column in numbers():
        op.add_column(table, sa.Column(column, sa.BigInteger(), nullable=True))
    for table, column in degrees():
        op.add_column(table, sa.Column(column, sa.Double(), nullable=True))
    create_bill_items()
    create_services()
    create_service_lines()
    create_fees()


def downgrade() -> None:
    for table in ("city_fees", "city_service_lines", "city_services", "city_bill_items"):
        op.drop_table(table)
    for table, column in (*degrees(), *numbers(), *texts()):
        op.drop_column(table, column)


def texts() -> list[tuple[str, str]]:
    return [(table, column) for table, columns in TEXTS.items() for column in columns]


def numbers() -> list[tuple[str, str]]:
    return [(table, column) for table, columns in NUMBERS.items() for column in columns]


def degrees() -> list[tuple[str, str]]:
    return [(table, column) for table, columns in DEGREES.items() for column in columns]


def create_bill_items() -> None:
    op.create_table(
        "city_bill_items",
        sa.Column("bill_id", sa.Text(), nullable=False),
        sa.Column("payment_id", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("rule_en", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint(
            "bill_id", "payment_id", "position", name=op.f("pk_city_bill_items")
        ),
    )


def create_services() -> None:
    op.create_table(
        "city_services",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("summary_en", sa.Text(), nullable=True),
        sa.Column("offices", sa.Text(), nullable=False),
        sa.Column("fee", sa.Text(), nullable=True),
        sa.Column("fee_note", sa.Text(), nullable=True),
        sa.Column("fee_note_en", sa.Text(), nullable=True),
        sa.Column("days", sa.BigInteger(), nullable=True),
        sa.Column("order", sa.BigInteger(), nullable=False),
        sa.Column("icon", sa.Text(), nullable=False),
        sa.Column("online", sa.Text(), nullable=True),
        sa.Column("online_en", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("service", name=op.f("pk_city_services")),
    )


def create_service_lines() -> None:
    op.create_table(
        "city_service_lines",
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["service"],
            ["city_services.service"],
            name=op.f("fk_city_service_lines_service_city_services"),
        ),
        sa.PrimaryKeyConstraint("service", "part", "position", name=op.f("pk_city_service_lines")),
    )


def create_fees() -> None:
    op.create_table(
        "city_fees",
        sa.Column("fee", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("text_en", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("unit_en", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_en", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("fee", name=op.f("pk_city_fees")),
    )
