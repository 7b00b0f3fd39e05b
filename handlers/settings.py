"""`/settings`, `/pause` and `/resume`: when the morning comes, by buttons and by words."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import cache
from html import escape
from zoneinfo import ZoneInfo, available_timezones

from coach.domain.athlete import Athlete
from handlers import texts
from handlers.desk import Answer, Turn
from handlers.keyboards import PUSH_TIMES

LONGEST = 60  # what is longer is no zone and no time
CLOCK = re.compile(
    r"(?<!\S)([0-9]{1,2})(?:[:.]([0-9]{2}))?(?: ?([ap])\.?m\.?)?(?!\S)", re.IGNORECASE
)


class UnclearError(Exception):
    """A word of `/settings` was not understood; the message is the answer."""


async def settings(turn: Turn) -> Sequence[Answer]:
    """Show the settings, or take the words behind the command."""
    athlete = turn.athlete
    if turn.words:
        await asyncio.to_thread(_zones)  # some hundred files are looked at, the first time
    try:
        athlete = _with(athlete, turn.words[:LONGEST])
    except UnclearError as unclear:
        return (Answer(html=str(unclear)),)
    if athlete != turn.athlete:
        await turn.desk.roster.change(athlete)
    return (_shown(athlete, turn.now),)


async def push_at(turn: Turn) -> Sequence[Answer]:
    """Take a time from a button."""
    if (turn.words, f"at:{turn.words}") not in [button for row in PUSH_TIMES for button in row]:
        return (Answer(html=texts.FORGED),)
    athlete = replace(turn.athlete, push_time=time.fromisoformat(turn.words))
    await turn.desk.roster.change(athlete)
    return (replace(_shown(athlete, turn.now), replaces=True),)


async def pause(turn: Turn) -> Sequence[Answer]:
    """Stop the mornings."""
    if turn.athlete.paused:
        return (Answer(html=texts.ALREADY_PAUSED),)
    await turn.desk.roster.change(replace(turn.athlete, paused=True))
    return (Answer(html=texts.PAUSED),)


async def resume(turn: Turn) -> Sequence[Answer]:
    """Bring the mornings back."""
    when = f"at {turn.athlete.push_time:%H:%M}"
    if not turn.athlete.paused:
        return (Answer(html=texts.NOT_PAUSED.format(when=when)),)
    await turn.desk.roster.change(replace(turn.athlete, paused=False))
    return (Answer(html=texts.RESUMED.format(when=when)),)


def _with(athlete: Athlete, words: str) -> Athlete:
    """Return the athlete with a time, a zone or both changed; raises UnclearError."""
    for clock in CLOCK.finditer(words):
        athlete = replace(athlete, push_time=_time(clock))
    place = " ".join(CLOCK.sub(" ", words).split())
    return replace(athlete, timezone=_zone(place)) if place else athlete


def _time(clock: re.Match[str]) -> time:
    """Read `6:45`, `06.45`, `7` and `6:45 pm`."""
    hour, minute, half = int(clock[1]), int(clock[2] or 0), (clock[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
        half = ""
    if half or hour > 23 or minute > 59:
        raise UnclearError(texts.SETTINGS_UNCLEAR.format(word=escape(clock[0])))
    return time(hour, minute)


def _zone(word: str) -> str:
    """Find a zone by its name or its city, whatever the case: `new york`."""
    wanted = word.lower().replace(" ", "_")
    found = [zone for zone in _zones() if zone.lower() == wanted]
    found = found or [zone for zone in _zones() if zone.lower().rpartition("/")[2] == wanted]
    match found:
        case [zone]:
            return zone
        case []:
            raise UnclearError(texts.SETTINGS_UNCLEAR.format(word=escape(word)))
        case many:
            zones = ", ".join(many[:5])
            raise UnclearError(texts.SETTINGS_MANY.format(word=escape(word), zones=zones))


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(z for z in available_timezones() if not z.startswith(("posix", "right"))))


def _shown(athlete: Athlete, now: datetime) -> Answer:
    html = texts.SETTINGS.format(
        timezone=escape(athlete.timezone),
        clock=f"{now.astimezone(ZoneInfo(athlete.timezone)):%H:%M}",
        push_time=f"{athlete.push_time:%H:%M}",
        paused=" · paused" if athlete.paused else "",
    )
    return Answer(html=html, rows=PUSH_TIMES)
