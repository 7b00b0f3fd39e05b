"""One push: from a claimed row to a message in the chat, with a state committed at each step."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import httpx
from aiolimiter import AsyncLimiter
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import ExtBot

from bot.ledger import Ledger
from bot.limits import UNLIMITED
from coach.domain.briefing import DayEntry
from coach.ports import Push, PushState, Roster
from handlers import texts
from handlers.access import Door
from handlers.desk import Answer
from handlers.refusals import seconds
from handlers.speak import say
from handlers.today import as_answer

log = logging.getLogger(__name__)

RESENT_FOR = timedelta(minutes=15)
LATEST = timedelta(hours=3)
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Causes that prove that a request did not reach Telegram."""
STATES: tuple[tuple[type[TelegramError], PushState], ...] = (
    (RetryAfter, "claimed"),
    (InvalidToken, "claimed"),
    (TimedOut, "unknown"),
    (Forbidden, "failed"),
    (BadRequest, "failed"),
    (NetworkError, "claimed"),  # the server said so itself: nothing was sent
)
"""What an answer of Telegram's leaves a push in; an answer that is none of these is ambiguous."""
GONE = ("chat not found", "user is deactivated", "bot was blocked")


@dataclass(frozen=True, kw_only=True)
class Job:
    """A claimed push with its day; `entry` is None where it could not be computed."""

    push: Push
    entry: DayEntry | None


Refine: TypeAlias = Callable[[DayEntry, datetime], Awaitable[DayEntry]]


class Delivery:
    """Sends pushes, paced, so that replies are never starved; `refine` has the last word on a day.

    A model may be asked by it, so it comes before anything is marked as sending.
    """

    def __init__(  # noqa: PLR0913  # what a push needs of the world
        self, *, bot: ExtBot[Any], ledger: Ledger, roster: Roster, door: Door | None,
        now: Callable[[], datetime], a_second: float | None, refine: Refine | None = None,
    ) -> None:  # fmt: skip
        self._bot, self._ledger, self._roster, self._door = bot, ledger, roster, door
        self._refine = refine
        self._now = now
        self._pace = AsyncLimiter(a_second, 1) if a_second else None
        self._quiet_until = 0.0

    @property
    def halted(self) -> bool:
        """Whether Telegram asked for silence that is not over."""
        return asyncio.get_running_loop().time() < self._quiet_until

    async def deliver(self, job: Job) -> PushState:
        """Send one push and return the state it ended in; `claimed` means later again."""
        if self._now() - job.push.due_at > LATEST:
            return await self._end(job.push, "skipped_late")
        if self._door is not None and not self._door.admits(job.push.chat_id):
            return await self._end(job.push, "failed")
        if self._refine is not None and job.entry is not None and not self.halted:
            job = replace(job, entry=await self._refine(job.entry, self._now()))
        if self._pace is not None:
            await self._pace.acquire()
        if self.halted:
            return "claimed"
        try:
            await self._ledger.mark(job.push, "sending")
        except Exception:  # a last resort: what is not recorded as sending is not sent yet
            log.exception("push athlete=%s could not be begun", job.push.athlete_id)
            return "claimed"
        return await self._attempt(job)

    async def _attempt(self, job: Job) -> PushState:
        answer = as_answer(job.entry.briefing) if job.entry else Answer(html=texts.NOT_COMPUTED)
        unpaced = UNLIMITED if self._bot.rate_limiter else None
        try:
            message = await say(self._bot, job.push.chat_id, answer, rate_limit_args=unpaced)
        except TelegramError as error:
            return await self._refused(job.push, error)
        return await self._end(job.push, "sent", message.message_id)

    async def _refused(self, push: Push, error: TelegramError) -> PushState:
        state = state_after(error)
        log.warning(
            "push athlete=%s date=%s %s: %s", push.athlete_id, push.local_date, state, error
        )
        if isinstance(error, RetryAfter):
            self._quiet_until = asyncio.get_running_loop().time() + seconds(error)
        if state == "failed" and is_gone(error):
            await self._pause(push.athlete_id)
        return await self._end(push, state)

    async def _end(self, push: Push, state: PushState, message_id: int | None = None) -> PushState:
        await self._ledger.mark(push, state, message_id)
        log.info("push athlete=%s date=%s %s", push.athlete_id, push.local_date, state)
        return state

    async def _pause(self, athlete_id: int) -> None:
        athlete = await self._roster.athlete(athlete_id)
        if athlete is not None:
            await self._roster.change(replace(athlete, paused=True))


def state_after(error: TelegramError) -> PushState:
    """Return the state that an error leaves a push in."""
    if isinstance(error.__cause__, NEVER_LEFT):
        return "claimed"
    if isinstance(error.__cause__, httpx.HTTPError):
        return "unknown"
    return next((state for kind, state in STATES if isinstance(error, kind)), "unknown")


def is_gone(error: TelegramError) -> bool:
    """Whether the athlete cannot be reached until they come back by themselves."""
    return isinstance(error, Forbidden) or any(w in error.message.lower() for w in GONE)
