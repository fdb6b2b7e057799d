"""The tables that migrations make are the tables that the models mean, on both databases."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text

import central.tables
from central.database import migrate, open_engine, resolve_url, schema_differences
from central.database.migrations import NewerDatabase, configuration


def test_migrated_tables_are_the_models_tables(engine: Engine) -> None:
    with engine.connect() as connection:
        assert schema_differences(connection) == []
        names = set(engine.dialect.get_table_names(connection))
    assert names - {"alembic_version"} == set(central.tables.METADATA.tables)


def test_the_comparison_sees_a_missing_index(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_payments_at_ms"))
    with engine.connect() as connection:
        assert len(schema_differences(connection)) == 1


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert schema_differences(connection) == []


def test_a_database_of_a_newer_program_is_refused_untouched(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    with pytest.raises(NewerDatabase, match="newer version"):
        migrate(engine)


def test_an_interrupted_migration_leaves_nothing(database_url: str, tmp_path: Path) -> None:
    engine = open_engine(resolve_url({}, tmp_path, database_url))
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        raise ZeroDivisionError
    with engine.connect() as connection:
        assert not engine.dialect.get_table_names(connection)
    migrate(engine)
    with engine.connect() as connection:
        assert schema_differences(connection) == []
    engine.dispose()


def test_what_city_csv_had_set_for_kiosks_is_set_for_the_city_and_goes_back(
    engine: Engine,
) -> None:
    config = configuration()

    def move(step: str) -> None:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            (command.upgrade if step == "head" else command.downgrade)(config, step)

    move("0012_kiosk_uploads")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO city_settings (id, display_name, municipal_services, "
                "bill_organisations, call_centre, support_phone, bills_max_age_h) "
                "VALUES (1, 'q', '6', '261', '137', '02833228888', 72)"
            )
        )
    move("head")
    with engine.connect() as connection:
        assert schema_differences(connection) == []
        moved = connection.execute(text('SELECT scope, "key", value FROM configuration_values'))
        assert {tuple(row) for row in moved} == {
            ("city", "support_phone", "02833228888"),
            ("city", "bills_max_age_h", "72"),
        }
    move("0012_kiosk_uploads")
    with engine.connect() as connection:
        back = connection.execute(
            text(
                "SELECT support_phone, bills_max_age_h, lookups_per_visit, bills_per_payment "
                "FROM city_settings"
            )
        )
        assert tuple(back.one()) == ("02833228888", 72, None, None)
