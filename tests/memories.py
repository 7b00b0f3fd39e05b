"""Fresh memories for tests, and plain values to fill them with.

An empty database is made once a run and copied, so that each test has its own at once.
"""

from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

from coach.domain.activity import Activity, LoadSource, Origin, Provenance, Sport
from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing, DayEntry, Section
from coach.domain.connection import Connection, SourceName
from coach.domain.decision import Action, Envelope, Intensity, TrainingDecision
from coach.domain.fact import Fact, FactKind
from coach.domain.glimpse import Glimpse
from coach.domain.morning import Morning
from coach.domain.night import Night
from coach.domain.workout import REST_DAY
from coach.memory.database import SqlMemory, open_memory
from coach.memory.sealing import Sealing
from coach.memory.shelf import utc_now

MONDAY = date(2026, 3, 9)
SIX = datetime(2026, 3, 9, 6, tzinfo=UTC)
KEY = urlsafe_b64encode(b"thirty-two bytes only for tests!").decode()
"""What seals credentials in tests; no test looks for a key file at home."""

_EMPTY: list[bytes] = []


def address_of(path: Path) -> str:
    """Return the URL of a database file."""
    return f"sqlite+aiosqlite:///{path}"


@asynccontextmanager
async def fresh_memory(
    folder: Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    name: str = "coach.db",
    sealing: Sealing | None = None,
) -> AsyncIterator[SqlMemory]:
    """Open an empty memory in a folder (`tmp_path`); a file that is there already is opened."""
    sealing = sealing or Sealing(KEY)
    path = folder / name
    if not _EMPTY:
        async with open_memory(address_of(path)):
            pass  # closing carries the write-ahead log into the file
        _EMPTY.append(_bytes(path))
    _put_empty(path)
    async with open_memory(address_of(path), clock=clock, sealing=sealing) as memory:
        yield memory


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _put_empty(path: Path) -> None:
    if not path.exists():
        path.write_bytes(_EMPTY[0])


async def someone(memory: SqlMemory, chat_id: int | None = 1, name: str = "Anna") -> Athlete:
    """Admit an athlete in Berlin, pushed at 06:30."""
    return await memory.enrol(
        chat_id=chat_id, name=name, timezone="Europe/Berlin", push_time=time(6, 30)
    )


def source(
    file: str | None = "ride.fit",
    *,
    origin: Origin = Origin.UPLOAD,
    vendor_id: str | None = None,
) -> Provenance:
    """Return where a record came from."""
    return Provenance(origin=origin, fetched_at=SIX, vendor_id=vendor_id, file=file)


def ride(  # noqa: PLR0913  # a ride has many measures; each test names the few it is about
    day: date = MONDAY,
    *,
    at: time = time(8),
    after_s: float = 0,
    hours: float = 1.0,
    load: float | None = 60.0,
    load_source: LoadSource | None = LoadSource.POWER,
    sport: Sport = Sport.CYCLING,
    name: str | None = None,
    provenance: Provenance | None = None,
) -> Activity:
    """Return one activity, starting at a time of a day in UTC."""
    return Activity(
        sport=sport,
        start=datetime.combine(day, at, UTC) + timedelta(seconds=after_s),
        local_date=day,
        duration_s=hours * 3600,
        elapsed_s=hours * 3600,
        load=load,
        load_source=load_source,
        name=name,
        provenance=provenance or source(),
    )


def night(day: date = MONDAY, origin: Origin = Origin.OURA, **measures: float) -> Night:
    """Return what one source says of the night before a day."""
    return Night(local_date=day, provenance=source("nights.json", origin=origin), **measures)


def fact(kind: FactKind = FactKind.PAIN, day: date = MONDAY, words: str = "sore knee") -> Fact:
    """Return something said in the morning of a day."""
    said_at = datetime.combine(day, time(7), UTC)
    return Fact(kind=kind, local_date=day, said_at=said_at, words=words, value=4)


def connection(
    athlete_id: int,
    source: SourceName = SourceName.OURA,
    *,
    account: str = "ring-7",
    token: str = "first token",  # noqa: S107  # no vendor gave it
    at: datetime = SIX,
) -> Connection:
    """Return a new connection, not stored yet."""
    return Connection(
        athlete_id=athlete_id,
        source=source,
        account=account,
        credentials={"access_token": token, "refresh_token": f"{token}, again"},
        scopes=("personal", "daily"),
        connected_at=at,
        state_since=at,
    )


def glimpse() -> Glimpse:
    """Return what Strava's API shows of Sunday's ride."""
    return Glimpse(
        vendor_id="g-1",
        name="Col de Vence",
        sport=Sport.CYCLING,
        start=datetime(2026, 3, 8, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        local_date=MONDAY - timedelta(days=1),
        duration_s=5400,
        distance_m=41_000.5,
        fetched_at=SIX,
    )


def entry(athlete_id: int, day: date = MONDAY, reason: str = "You slept well.") -> DayEntry:
    """Return a decided day."""
    decision = TrainingDecision(
        action=Action.RECOVER,
        reason=reason,
        intensity_recommendation=Intensity.LOW,
        flags=(),
        confidence=0.8,
        workout=REST_DAY,
        envelope=Envelope(allowed_actions=(Action.RECOVER,)),
    )
    told = Section(heading="Today", lines=(reason,))
    briefing = Briefing(
        local_date=day, sections=(told,), decision=decision, morning=Morning(readiness=71)
    )
    return DayEntry(
        athlete_id=athlete_id,
        local_date=day,
        briefing=briefing,
        mission_digest=None,
        made_at=datetime.combine(day, time(6), UTC),
    )
