"""Made-up athletes for measuring: one with a history and a week of mornings, copied many times.

Copies are made inside the database, so that filling takes seconds; each has a chat of its own.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.house import House, open_house
from bot.settings import Settings
from coach.domain.activity import Activity, LoadSource, Origin, Provenance, Sport
from coach.domain.night import Night
from coach.ports import Harvest

NOW = datetime(2026, 3, 11, 6, 30, tzinfo=UTC)
_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)
_WEEK = (0, 60, 75, 60, 0, 180, 90)
_MINUTES_LOAD = 0.9


def settings_for(url: str, token: str, folder: Path, people: int) -> Settings:
    """Return settings of a bot on a local server that admits everybody there."""
    return Settings(
        _env_file=None,
        _env_prefix="NO_SETTING_BEGINS_LIKE_THIS_",
        telegram_bot_token=token,
        telegram_api_base_url=url,
        lanterne_data_dir=folder,
        allowed_chat_ids=tuple(range(1, people + 1)),
        mission_file="keep_fit",
        timezone="UTC",
    )


async def fill(settings: Settings, *, athletes: int, days: int) -> None:
    """Fill a new database with athletes who have trained for so many days."""
    async with open_house(settings, clock=lambda: NOW) as house:
        await _first_athlete(house, days)
    with closing(_database(settings)) as database:
        _copy(database, athletes)


def make_due(settings: Settings, athletes: int | None = None) -> None:
    """Forget today's briefings and pushes, and let all, or so many, be due a minute ago.

    All others are due in a day.
    """
    due = (NOW - timedelta(minutes=1) - datetime(1970, 1, 1, tzinfo=UTC)) // _MICROSECOND
    with closing(_database(settings)) as database:
        database.execute("DELETE FROM push")
        database.execute("DELETE FROM day WHERE local_date = ?", (NOW.date().isoformat(),))
        database.execute("UPDATE athlete SET next_push_at = ?", (due + _DAY // _MICROSECOND,))
        first = "UPDATE athlete SET next_push_at = ? WHERE id <= ?"
        database.execute(first, (due, sys.maxsize if athletes is None else athletes))
        database.commit()


def history(days: int, today: date) -> Harvest:
    """Return rides and nights of the days before `today`, the last night among them."""
    dates = [today - ago * _DAY for ago in range(days, -1, -1)]
    return Harvest(
        file="made up",
        activities=tuple(ride for day in dates[:-1] for ride in _rides(day)),
        nights=tuple(_night(day) for day in dates),
    )


async def _first_athlete(house: House, days: int) -> None:
    athlete = await house.memory.enrol(chat_id=1, name="A", timezone="UTC", push_time=time(6, 30))
    if days == 0:
        return
    await house.memory.record(athlete.id, [history(days, NOW.date())])
    for ago in range(7, 0, -1):
        await house.coach.brief_many({athlete.id: NOW.date() - ago * _DAY}, NOW - ago * _DAY)


def _copy(database: sqlite3.Connection, athletes: int) -> None:
    """Copy the first athlete with every row of theirs; whatever columns there are."""
    database.execute(
        "CREATE TEMP TABLE new AS SELECT value AS id FROM json_each(?)",
        (json.dumps(list(range(2, athletes + 1))),),
    )
    _copy_rows(database, "athlete", "id", {"id": "new.id", "chat_id": "new.id"})
    for table in _tables_of_athletes(database):
        _copy_rows(database, table, "athlete_id", {"athlete_id": "new.id", "id": None})
    database.commit()


def _copy_rows(
    database: sqlite3.Connection, table: str, owner: str, given: Mapping[str, str | None]
) -> None:
    """Copy a table's rows of athlete 1 for each new one; a column given None numbers itself."""
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    sources = {name: given.get(name, f"{table}.{name}") for name in columns}
    taken = {name: source for name, source in sources.items() if source is not None}
    database.execute(
        f"INSERT INTO {table} ({', '.join(taken)}) SELECT {', '.join(taken.values())} "  # noqa: S608  # names of our own tables
        f"FROM {table}, new WHERE {table}.{owner} = 1"
    )


def _tables_of_athletes(database: sqlite3.Connection) -> list[str]:
    tables = [
        row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    return [
        table
        for table in tables
        if any(row[1] == "athlete_id" for row in database.execute(f"PRAGMA table_info({table})"))
    ]


def _database(settings: Settings) -> sqlite3.Connection:
    return sqlite3.connect(settings.lanterne_data_dir / "lanterne.db", timeout=30)


def _rides(day: date) -> Iterator[Activity]:
    minutes = _WEEK[day.weekday()]
    if minutes:
        yield Activity(
            sport=Sport.CYCLING,
            start=datetime.combine(day, time(17), tzinfo=UTC),
            local_date=day,
            duration_s=minutes * 60,
            elapsed_s=minutes * 60,
            distance_m=minutes * 500,
            average_power_w=180,
            normalized_power_w=190,
            average_heart_rate_bpm=138,
            load=minutes * _MINUTES_LOAD,
            load_source=LoadSource.POWER,
            intensity_factor=0.75,
            provenance=_provenance(day),
        )


def _night(day: date) -> Night:
    swing = day.toordinal() % 5
    return Night(
        local_date=day,
        readiness=72 + 2 * swing,
        sleep_score=75 + swing,
        sleep_h=7 + swing / 10,
        hrv_ms=56 + 2 * swing,
        resting_heart_rate_bpm=50 - swing / 2,
        provenance=_provenance(day),
    )


def _provenance(day: date) -> Provenance:
    return Provenance(origin=Origin.SAMPLE, fetched_at=datetime.combine(day, time(20), tzinfo=UTC))
