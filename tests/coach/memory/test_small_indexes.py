"""What is asked often is found by small indexes, whichever database there is."""

import subprocess
import sys

from sqlalchemy import create_mock_engine
from sqlalchemy.schema import DDLElement

from coach.memory import schema


def test_postgresql_indexes_only_who_is_pushed_and_what_is_still_open() -> None:
    said: list[str] = []

    def note(statement: DDLElement, *_: object, **__: object) -> None:
        said.append(str(statement.compile(dialect=engine.dialect)))

    engine = create_mock_engine("postgresql+psycopg2://", note)
    schema.metadata.create_all(engine, checkfirst=False)

    small = {
        line.split()[2] for line in said if line.startswith("CREATE INDEX") and " WHERE " in line
    }
    assert small >= {"ix_athlete_due", "ix_fact_standing", "ix_push_follow_up", "ix_inbox_undone"}


def test_a_bot_on_sqlite_carries_nothing_of_postgresql() -> None:
    asking = (
        "import sys, coach.memory.database; print('sqlalchemy.dialects.postgresql' in sys.modules)"
    )

    told = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", asking], capture_output=True, text=True, check=True
    )

    assert told.stdout.strip() == "False"
