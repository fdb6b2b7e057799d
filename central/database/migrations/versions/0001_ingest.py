"""What ingest keeps: events, journals, parked and refused ones, backups."""

import sqlalchemy as sa
from alembic import op

revision = "0001_ingest"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_backups()
    create_events()
    create_hub_state()
    create_journals()
    create_quarantine()
    create_journal_branches()
    create_parked_events()


def downgrade() -> None:
    op.drop_table("parked_events")
    op.drop_table("journal_branches")
    op.drop_table("quarantine")
    op.drop_table("journals")
    op.drop_table("hub_state")
    op.drop_table("events")
    op.drop_table("backups")


def create_backups() -> None:
    op.create_table(
        "backups",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("started_ms", sa.BigInteger(), nullable=False),
        sa.Column("finished_ms", sa.BigInteger(), nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backups")),
    )


def create_events() -> None:
    op.create_table(
        "events",
        sa.Column(
            "ingest_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("journal", sa.LargeBinary(), nullable=False),
        sa.Column("branch", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("transaction_id", sa.LargeBinary(), nullable=True),
        sa.Column("utc_ms", sa.BigInteger(), nullable=False),
        sa.Column("received_ms", sa.BigInteger(), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("ingest_id", name=op.f("pk_events")),
        sa.UniqueConstraint("journal", "branch", "seq", name=op.f("uq_events_journal_branch_seq")),
    )
    op.create_index(
        "ix_events_transaction_id",
        "events",
        ["transaction_id"],
        unique=False,
        sqlite_where=sa.text("transaction_id IS NOT NULL"),
        postgresql_where=sa.text("transaction_id IS NOT NULL"),
    )


def create_hub_state() -> None:
    op.create_table(
        "hub_state",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("epoch", sa.BigInteger(), nullable=False),
        sa.Column("journal", sa.LargeBinary(), nullable=True),
        sa.Column("restored", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hub_state")),
    )


def create_journals() -> None:
    op.create_table(
        "journals",
        sa.Column("journal", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        sa.Column("software", sa.Text(), nullable=False),
        sa.Column("tracking_prefix", sa.BigInteger(), nullable=True),
        sa.Column("predecessor", sa.LargeBinary(), nullable=True),
        sa.Column("predecessor_seq", sa.BigInteger(), nullable=True),
        sa.Column("predecessor_hash", sa.LargeBinary(), nullable=True),
        sa.Column("through", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("backed_up", sa.BigInteger(), nullable=False),
        sa.Column("announced_seq", sa.BigInteger(), nullable=False),
        sa.Column("first_received_ms", sa.BigInteger(), nullable=False),
        sa.Column("last_received_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("journal", name=op.f("pk_journals")),
    )
    op.create_index(op.f("ix_journals_device"), "journals", ["device"], unique=False)


def create_quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
    )
    op.create_index(op.f("ix_quarantine_device"), "quarantine", ["device"], unique=False)


def create_journal_branches() -> None:
    op.create_table(
        "journal_branches",
        sa.Column("journal", sa.LargeBinary(), nullable=False),
        sa.Column("branch", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fork_seq", sa.BigInteger(), nullable=False),
        sa.Column("through", sa.BigInteger(), nullable=False),
        sa.Column("head_hash", sa.LargeBinary(), nullable=False),
        sa.Column("first_received_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal"], ["journals.journal"], name=op.f("fk_journal_branches_journal_journals")
        ),
        sa.PrimaryKeyConstraint("journal", "branch", name=op.f("pk_journal_branches")),
    )


def create_parked_events() -> None:
    op.create_table(
        "parked_events",
        sa.Column(
            "ingest_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("journal", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("transaction_id", sa.LargeBinary(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("parked_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ingest_id"], ["events.ingest_id"], name=op.f("fk_parked_events_ingest_id_events")
        ),
        sa.PrimaryKeyConstraint("ingest_id", name=op.f("pk_parked_events")),
    )
    op.create_index(
        op.f("ix_parked_events_transaction_id"), "parked_events", ["transaction_id"], unique=False
    )
