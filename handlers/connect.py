"""`/connect`: sources with their state, connected, changed and ended by buttons and a paste."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from html import escape

from coach.domain.connection import Connection, SourceName
from coach.errors import CoachError, TryAgainError
from coach.sourcing.vendors import HABITS, Way
from handlers import checkin, texts
from handlers import connect_texts as words
from handlers.desk import Answer, Button, Turn
from handlers.render import escaped, fit

LONGEST_S = 18.0
"""A vendor's answer to a paste is waited for so long; then it is asked for anew."""
WAITS_MIN = (0, 30, 60, 90)
_IN_THE_CHAT = (Way.KEY, Way.LINK)


async def connect(turn: Turn) -> Sequence[Answer]:
    """Show the sources."""
    return (await _overview(turn),)


async def link(turn: Turn) -> Sequence[Answer]:
    """Say how a source is connected, and wait for what is to be pasted."""
    source, desk = _source(turn.words), turn.desk
    if source is None:
        return (Answer(html=texts.FORGED),)
    match desk.connecting.way(source):
        case Way.KEY:
            await desk.connecting.ask(turn.athlete.id, source)
            return (Answer(html=words.ASK_KEY),)
        case Way.LINK:
            address = await desk.connecting.ask(turn.athlete.id, source)
            html = words.ASK_LINK.format(link=escape(address or ""), label=source.label)
            return (Answer(html=html),)
        case Way.NO_APP:
            return (Answer(html=words.NO_APP),)
        case Way.OPERATOR:
            return (Answer(html=words.STRAVA.format(operator=words.STRAVA_ON)),)
        case Way.OFF:
            return (Answer(html=words.STRAVA.format(operator=words.STRAVA_OFF)),)


async def hear_or_paste(turn: Turn) -> Sequence[Answer]:
    """Take a key or an address where one was asked for; all else is words to the coach."""
    connecting = turn.desk.connecting
    secret = connecting.secret_in(turn.athlete.id, turn.words)
    if secret is None:
        return await checkin.hear(turn)
    source = connecting.asked_for(turn.athlete.id)
    erased = await turn.received.erase() if source and turn.received else True
    remark = () if erased else (Answer(html=words.ERASE_YOURSELF),)
    return (await _pasted(turn, secret, source), *remark)


async def unlink(turn: Turn) -> Sequence[Answer]:
    """Ask whether a source shall be disconnected."""
    source = _source(turn.words)
    if source is None:
        return (Answer(html=texts.FORGED),)
    rows = ((("Yes, disconnect", f"part:{source}"),),)
    sure = words.SURE_STRAVA if source is SourceName.STRAVA else words.SURE
    return (Answer(html=sure.format(label=source.label), rows=rows),)


async def part(turn: Turn) -> Sequence[Answer]:
    """Disconnect a source."""
    source = _source(turn.words)
    if source is None:
        return (Answer(html=texts.FORGED),)
    left = await turn.desk.connecting.disconnect(turn.athlete.id, source)
    if left is None:
        return (Answer(html=words.NOT_THERE.format(label=source.label), replaces=True),)
    can = turn.desk.connecting.way(source) in _IN_THE_CHAT
    parted = words.PARTED_FOR_NOW if can else words.PARTED
    html = parted.format(label=source.label, left=escaped(left))
    return (Answer(html=html, replaces=True),)


async def calendar(turn: Turn) -> Sequence[Answer]:
    """Switch a source's calendar on or off."""
    name, _, switch = turn.words.partition(":")
    source = _source(name)
    if source is None or switch not in ("on", "off"):
        return (Answer(html=texts.FORGED),)
    on = switch == "on"
    await turn.desk.connecting.switch_calendar(turn.athlete.id, source, on=on)
    html = (words.CALENDAR_ON if on else words.CALENDAR_OFF).format(label=source.label)
    return (Answer(html=html),)


async def wait(turn: Turn) -> Sequence[Answer]:
    """Take how long the morning waits for a late night."""
    if turn.words not in map(str, WAITS_MIN):
        return (Answer(html=texts.FORGED),)
    athlete = replace(turn.athlete, night_wait_min=int(turn.words))
    await turn.desk.roster.change(athlete)
    return (replace(await _overview(replace(turn, athlete=athlete)), replaces=True),)


async def _pasted(turn: Turn, secret: str, source: SourceName | None) -> Answer:
    connecting = turn.desk.connecting
    try:
        async with asyncio.timeout(LONGEST_S):
            connection = await connecting.paste(turn.athlete.id, secret)
    except TimeoutError:
        return Answer(html=words.SLOW.format(label=source.label if source else ""))
    except TryAgainError as error:
        return Answer(html=f"{escaped(str(error))} {words.AGAIN}")
    except CoachError as error:
        return Answer(html=escaped(str(error)))
    html = words.CONNECTED.format(label=connection.source.label)
    return Answer(html=html, then=partial(connecting.begin, connection))


async def _overview(turn: Turn) -> Answer:
    connecting, athlete = turn.desk.connecting, turn.athlete
    found = {one.source: one for one in await connecting.connections(athlete.id)}
    lines = await connecting.connection_lines(athlete.id, turn.now)
    seen = await connecting.glimpse_line(athlete.id, turn.now)
    html = [words.HEAD, *map(escaped, [*lines, seen] if seen else lines), ""]
    nights = any(HABITS[source].nights for source in found)
    if not found:
        html.append(words.NOBODY)
    elif nights:
        minutes = _waits(turn)
        html.append(words.WAITING.format(minutes=minutes) if minutes else words.NO_WAITING)
    rows = [row for source in SourceName if (row := tuple(_buttons(turn, source, found)))]
    rows += [tuple(_wait_buttons())] if nights else []
    return Answer(html=fit(html).strip(), rows=tuple(rows))


def _waits(turn: Turn) -> int:
    own = turn.athlete.night_wait_min
    return turn.desk.night_wait_min if own is None else own


def _wait_buttons() -> Iterator[Button]:
    for minutes in WAITS_MIN:
        yield (f"Wait {minutes} min" if minutes else "Don't wait"), f"wait:{minutes}"


def _buttons(
    turn: Turn, source: SourceName, found: dict[SourceName, Connection]
) -> Iterator[Button]:
    connection, way = found.get(source), turn.desk.connecting.way(source)
    can = way in _IN_THE_CHAT
    if connection is None:
        yield (f"Connect {source.label}" if can else f"About {source.label}"), f"link:{source}"
        return
    if connection.state.needs_athlete and can:
        yield f"Connect {source.label} again", f"link:{source}"
    if HABITS[source].calendar:
        switch = "off" if connection.calendar else "on"
        yield f"Calendar {switch}", f"cal:{source}:{switch}"
    yield f"Disconnect {source.label}", f"unlink:{source}"


def _source(name: str) -> SourceName | None:
    return SourceName(name) if name in set(SourceName) else None
