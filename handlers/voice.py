"""Voice notes: listened to where a model can, shown back in words, then taken as if typed.

What was recorded stays in memory for a moment; it is neither kept nor logged.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram.error import TelegramError

from coach.model_ports import BudgetSpentError, NoAnswerError
from coach.talk_ports import Follower, Voice
from handlers import checkin, texts
from handlers.desk import Answer, Turn
from handlers.received import Spoken
from handlers.render import escaped

LONGEST_S = 180
LISTEN_S = 12.0
"""For fetching a voice note and having it written down; the answer needs its time after it."""
MOST_BYTES = 20_000_000
MOST_WORDS = 4096
"""As long as a typed message may be, in characters."""


async def voice(turn: Turn) -> Sequence[Answer]:
    """Listen to a voice note and answer what it says, in one message."""
    spoken = turn.received.spoken if turn.received else None
    if turn.desk.transcriber is None or spoken is None:
        return (Answer(html=texts.VOICE),)
    if turn.desk.rush.is_on(turn.athlete.id, turn.said_at):
        return (Answer(html=texts.VOICE_FAILED),)
    if spoken.seconds > LONGEST_S or spoken.size > MOST_BYTES:
        return (Answer(html=texts.VOICE_LONG.format(minutes=LONGEST_S // 60)),)
    try:
        async with asyncio.timeout(LISTEN_S):
            words = await _written_down(turn, spoken)
    except BudgetSpentError:
        return (Answer(html=texts.VOICE_BUDGET),)
    except (NoAnswerError, TelegramError, TimeoutError):
        return (Answer(html=texts.VOICE_FAILED),)
    return await _answered(turn, words) if words else (Answer(html=texts.VOICE_EMPTY),)


async def _written_down(turn: Turn, spoken: Spoken) -> str:
    if turn.desk.transcriber is None:
        raise NoAnswerError
    recorded = Voice(
        content=await spoken.fetch(), name=spoken.name, seconds=spoken.seconds,
        athlete_id=turn.athlete.id, local_date=turn.athlete.date_at(turn.now),
    )  # fmt: skip
    return (await turn.desk.transcriber.transcribe(recorded)).strip()[:MOST_WORDS]


async def _answered(turn: Turn, words: str) -> Sequence[Answer]:
    """Take the words as if they were typed; what was heard stands above the first answer."""
    heard = texts.VOICE_HEARD.format(words=words)
    follower = _Below(heard, turn.follower)
    await follower.show("")
    answers = await checkin.hear(replace(turn, words=words, follower=follower))
    first, *others = answers or (Answer(html=""),)
    return (replace(first, html=f"{escaped(heard)}\n\n{first.html}".strip()), *others)


@dataclass(frozen=True)
class _Below:
    """Shows words below what was heard."""

    heard: str
    follower: Follower

    async def show(self, text: str) -> None:
        await self.follower.show(f"{self.heard}\n\n{text}".strip())

    async def stopped(self) -> None:
        await self.follower.stopped()
