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

MOST_WORDS = 4
CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")


class UnclearError(Exception):
    """A word of `/settings` was not understood; the message is the answer."""


async def settings(turn: Turn) -> Sequence[Answer]:
    """Show the settings, or take the words behind the command."""
    athlete = turn.athlete
    if turn.words:
        await asyncio.to_thread(_zones)  # some hundred files are looked at, the first time
    try:
        for word in turn.words.split()[:MOST_WORDS]:
            athlete = _with(athlete, word)
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


def _with(athlete: Athlete, word: str) -> Athlete:
    """Return the athlete with a time or a zone changed; raises UnclearError."""
    if word[0].isdigit():
        return replace(athlete, push_time=_time(word))
    return replace(athlete, timezone=_zone(word))


def _time(word: str) -> time:
    if not CLOCK.fullmatch(word):
        raise UnclearError(texts.SETTINGS_UNCLEAR.format(word=escape(word)))
    return time.fromisoformat(word.zfill(5))


def _zone(word: str) -> str:
    """Find a zone by its name or its city, whatever the case."""
    wanted = word.lower()
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
