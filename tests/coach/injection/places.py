"""Where words of others come in: each field, how it is filled, and what fills no field.

A field of the database that holds text stands here by name, or with why nobody can write into it.
"""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from bot.sample import sample_mission
from coach.agents.summaries import Past, summarise
from coach.domain.activity import Origin
from coach.domain.fact import FactKind
from coach.domain.quoting import quoted
from coach.domain.summary import Span
from coach.ports import Harvest
from coach.source_ports import Wanted
from coach.sources.oura_details import tags
from missions import MissionError
from tests.chats import MORNING
from tests.coach.conversing_scenes import DAY
from tests.coach.injection.attacks import ATTACKS, Attack
from tests.coach.injection.captivity import Captivity
from tests.coach.sources.orders import RIDER, context, read_bytes
from tests.fit_files import Ride
from tests.fit_files import ride as fit_file
from tests.memories import connection, fact, glimpse, ride, source

EVE = DAY - timedelta(days=1)
FIRST = MORNING - timedelta(days=8)
MOST_SAID = 4096
"""Telegram's limit for a message."""
_ILLEGAL = dict.fromkeys([*range(32), 127, *map(ord, "\u0085\u2028\u2029\ufffe\ud800")])
Plant = Callable[[Captivity, Sequence[Attack], Path], Awaitable[None]]


@dataclass(frozen=True)
class Place:
    """One field; `at_once` attacks fit into it beside each other.

    What does not arrive at any model (`arrives`) must not even by chance.
    """

    name: str
    plant: Plant
    at_once: int = 10
    arrives: bool = True


async def _activity_name(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
    rides = [ride(EVE, at=time(n), name=one.text, hours=0.4) for n, one in enumerate(attacks)]
    await there.memory.record(there.athlete.id, [Harvest(file="x", activities=tuple(rides))])


def _file(name: str, content: Callable[[str, datetime], bytes]) -> Plant:
    """Return what plants attacks in real files, read as a worker would."""

    async def plant(there: Captivity, attacks: Sequence[Attack], folder: Path) -> None:
        for one in attacks:
            begun = FIRST + timedelta(hours=3 * ATTACKS.index(one))
            called = name.replace("ATTACK", "".join(_letters(one.text))[:80])
            harvest = read_bytes(folder, called, content(one.text, begun))
            assert harvest.refused is None, (one.name, harvest.refused)
            await there.memory.record(there.athlete.id, [harvest])

    return plant


def _letters(text: str) -> list[str]:
    return [sign for sign in text if sign not in '/\0"' and not "\ud800" <= sign <= "\udfff"]


def _gpx(text: str, begun: datetime) -> bytes:
    words = escape(text.translate(_ILLEGAL))
    points = "".join(
        f'<trkpt lat="{47 + n / 1000}" lon="8"><time>{_iso(begun, n * 30)}</time></trkpt>'
        for n in range(40)
    )
    about = f"<metadata><name>{words}</name><desc>{words}</desc></metadata>"
    track = f"<trk><name>{words}</name><cmt>{words}</cmt><type>cycling</type><trkseg>{points}"
    return (
        f'<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">{about}'
        f"{track}</trkseg></trk></gpx>"
    ).encode()


def _tcx(text: str, begun: datetime) -> bytes:
    points = "".join(
        f"<Trackpoint><Time>{_iso(begun, n * 30)}</Time><DistanceMeters>{n * 200}</DistanceMeters>"
        "</Trackpoint>" for n in range(40)
    )  # fmt: skip
    return (
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">'
        f'<Activities><Activity Sport="Biking"><Id>{_iso(begun, 0)}</Id>'
        f'<Lap StartTime="{_iso(begun, 0)}"><TotalTimeSeconds>1170</TotalTimeSeconds>'
        f"<DistanceMeters>7800</DistanceMeters><Track>{points}</Track></Lap>"
        f"<Notes>{escape(text.translate(_ILLEGAL))}</Notes></Activity></Activities>"
        "</TrainingCenterDatabase>"
    ).encode()


def _fit(text: str, begun: datetime) -> bytes:
    assert text
    return fit_file(Ride(start=begun, timer_s=1200, every_s=60, watts=lambda _: 150))


def _activities_of_intervals(text: str, begun: datetime) -> bytes:
    row = {
        "id": text, "start_date_local": f"{begun:%Y-%m-%dT%H:%M:%S}", "type": "Ride", "name": text,
        "moving_time": 1200, "icu_training_load": 20, "description": text, "source": text,
    }  # fmt: skip
    return json.dumps([row]).encode()


def _wellness_of_intervals(text: str, begun: datetime) -> bytes:
    row = {"id": f"{begun:%Y-%m-%d}", "restingHR": 50, "soreness": 2, "mood": 2, "comments": text}
    return json.dumps([row]).encode()


def _iso(begun: datetime, seconds: int) -> str:
    return f"{begun + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"


async def _oura_tag(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
    wanted = Wanted(first=EVE, last=DAY, thresholds=RIDER, timezone="Europe/Berlin")
    told = [{"start_day": str(EVE), "tag_type_code": "custom", "custom_name": one.mark,
             "comment": one.text} for one in attacks]  # fmt: skip
    facts = tags(told, wanted, replace(context(), fetched_at=MORNING))
    await there.memory.record(there.athlete.id, [Harvest(file="oura", facts=facts)])


def _fact(kind: FactKind, day: date, **changes: object) -> Plant:
    async def plant(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
        await there.forget_what_was_said()
        facts = [replace(fact(kind, day, one.text[:MOST_SAID]), **changes) for one in attacks]  # type: ignore[arg-type]  # fields of a fact
        await there.memory.note(there.athlete.id, facts)

    return plant


def _message(direction: str) -> Plant:
    async def plant(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
        for one in attacks:
            text = one.text[:MOST_SAID]
            said = text if direction == "in" else f"Noted: {quoted(text)}."
            await there.memory.write_down(there.athlete.id, direction, said, there.now)

    return plant


async def _summary(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
    first = DAY - timedelta(days=DAY.weekday() + 7)
    told = [replace(fact(FactKind.SYMPTOM, first, one.text), value=None) for one in attacks]
    last = first + timedelta(days=6)
    past = Past(span=Span.WEEK, first=first, last=last, facts=told, activities=[ride(first)])
    summary = summarise(past, there.now)
    assert summary is not None
    await there.memory.keep_summaries(there.athlete.id, [summary])


async def _athletes_name(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
    await there.memory.change(replace(there.athlete, name=" ".join(one.text for one in attacks)))


async def _mission(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
    name, goal = (json.dumps(one.bare, ensure_ascii=False) for one in (attacks[0], attacks[-1]))
    text = sample_mission(DAY).replace('"A made-up gran fondo"', name)
    with suppress(MissionError):  # too long for a name
        there.train_for(text.replace('"the sample gran fondo"', goal))


async def _vendor(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
    words = " ".join(one.text for one in attacks)
    old = connection(there.athlete.id, account=words)
    await there.memory.sources.disconnect(there.athlete.id, old.source)
    await there.memory.sources.connect(replace(old, state_words=words))
    shown = [replace(glimpse(), vendor_id=one.mark, name=one.text) for one in attacks]
    await there.memory.keep_glimpses(there.athlete.id, shown)


async def _provenance(there: Captivity, attacks: Sequence[Attack], _: Path) -> None:
    rides = [
        ride(EVE, at=time(n), hours=0.4,
             provenance=source(one.text, origin=Origin.INTERVALS, vendor_id=one.text))
        for n, one in enumerate(attacks)
    ]  # fmt: skip
    await there.memory.record(there.athlete.id, [Harvest(file="x", activities=tuple(rides))])


PLACES = (
    Place("an activity's name", _activity_name),
    Place("where an activity is from", _provenance, arrives=False),
    Place("a GPX file", _file("a.gpx", _gpx)),
    Place(
        "a GPX file's name",
        _file("ATTACK.gpx", lambda _, begun: _gpx("Ride", begun)),
        arrives=False,
    ),
    Place("a TCX file", _file("a.tcx", _tcx)),
    Place("a FIT file's name", _file("ATTACK.fit", _fit), arrives=False),
    Place("intervals.icu's activities", _file("activities.json", _activities_of_intervals)),
    Place("intervals.icu's wellness", _file("ATTACK.json", _wellness_of_intervals), arrives=False),
    Place("an Oura tag", _oura_tag, at_once=6),
    Place("a note", _fact(FactKind.NOTE, EVE, value=None)),
    Place("a symptom that no class knows", _fact(FactKind.SYMPTOM, DAY, value=None), at_once=4),
    Place("a pain's words", _fact(FactKind.PAIN, EVE, site="left knee"), at_once=6),
    Place("gear that no code knows", _fact(FactKind.EQUIPMENT, DAY, value=None)),
    Place("an earlier message", _message("in")),
    Place("an earlier answer", _message("out")),
    Place("a summary", _summary, at_once=3),
    Place("the athlete's name", _athletes_name, at_once=60, arrives=False),
    Place("the mission's name and goal", _mission, at_once=2, arrives=False),
    Place("what a vendor says", _vendor, at_once=60, arrives=False),
)

WRITTEN_BY: Mapping[str, str] = {
    "athlete.name": "the athlete's name",
    "mission.text": "the mission's name and goal",
    "activity.name": "an activity's name",
    "activity.file": "where an activity is from",
    "activity.vendor_id": "where an activity is from",
    "fact.words": "a note",
    "message.text": "an earlier message",
    "summary.document": "a summary",
    "connection.account": "what a vendor says",
    "connection.state_words": "what a vendor says",
    "glimpse.name": "what a vendor says",
    "glimpse.vendor_id": "what a vendor says",
}
"""Columns of text that others write into, and the place of the table above that tries them."""

BY_CODE: Mapping[str, str] = {
    "night.file": "read by nobody but the export, like an activity's",
    "night.vendor_id": "read by nobody but the export",
    "night_detail.file": "read by nobody but the export",
    "night_detail.vendor_id": "read by nobody but the export",
    "night_detail.contributors": "names of a closed set with scores",
    "night_detail.stress_summary": "one of a closed set",
    "fact.site": "a place that the rules know, or letters of a place that a model read",
    "fact.code": "of closed sets; a tag's code is never told",
    "fact.quality": "of closed sets",
    "day.briefing": "worded by code, or checked before it was kept",
    "offer.words": "worded by code of facts",
    "offer.body": "checked when it was offered, and again on the yes",
    "model_call.answered_model": "the operator's ledger",
    "model_call.request_id": "the operator's ledger",
    "connection.credentials": "sealed, told nobody",
    "connection.cursor": "handed back to its vendor alone",
    "inbox.body": "updates on their way, emptied when they are done",
}
"""Columns of text that a stranger's words do not get out of, and why."""

CLOSED = frozenset({
    "timezone", "push_time", "mission_digest", "digest", "sport", "local_date", "load_source",
    "origin", "kind", "closed_on", "until", "direction", "session", "state", "provider", "model",
    "prompt", "prompt_sha256", "outcome", "span", "first", "met", "source", "scopes",
    "newest_data_on",
})  # fmt: skip
"""Names of columns that hold codes, dates and zones of our own, in every table."""
