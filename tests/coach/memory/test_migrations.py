"""The migrations, the tables in code and the number that a start compares stay one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from coach.memory import schema
from coach.memory.search_index import is_of_index
from coach.memory.upgrading import MIGRATIONS, upgrade


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{tmp_path / 'coach.db'}")
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _tables(connection: Connection) -> dict[str, str]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {
        name: " ".join(sorted(sql.replace("(", " ").replace(")", " ").replace(",", " ").split()))
        for name, sql in rows
        if name not in ("alembic_version", "sqlite_sequence")
    }


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or not is_of_index(name)


def test_the_revisions_a_start_knows_are_the_migrations_there_are() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    scripts = ScriptDirectory.from_config(config).walk_revisions()

    assert tuple(script.revision for script in scripts)[::-1] == schema.REVISIONS


def test_migrated_tables_are_the_tables_in_code(connection: Connection) -> None:
    upgrade(connection)

    opts = {"compare_type": True, "include_name": _is_ours}
    context = MigrationContext.configure(connection, opts=opts)

    assert compare_metadata(context, schema.metadata) == []


def test_a_new_database_is_made_as_the_migrations_would_make_it(
    connection: Connection, tmp_path: Path
) -> None:
    upgrade(connection)
    engine = create_engine(f"sqlite:///{tmp_path / 'new.db'}")

    with engine.begin() as fresh:
        schema.metadata.create_all(fresh)
        made = _tables(fresh)
    engine.dispose()

    assert made == _tables(connection)
