"""The tick: who is due is claimed and computed in batches, then sent with bounded concurrency.

Nothing is scheduled per athlete; the database knows who is due. A push is never silently lost.
Those of athletes with sources go by the watchman, who lets them go when their night is there.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.delivery import LATEST, RESENT_FOR, Delivery, Job
from coach.domain.briefing import DayEntry
from coach.ports import Deliveries, Push, PushState
from coach.precedence import giving_way

log = logging.getLogger(__name__)

BATCH = 20
IN_FLIGHT = 16
GIVE_UP_COMPUTING = timedelta(minutes=10)


class Briefer(Protocol):
    """What the clock asks of the coach."""

    async def brief_many(
        self, days: Mapping[int, date], now: datetime
    ) -> Mapping[int, DayEntry | Exception]:
        """Decide a batch of days and keep them, one result each."""
        ...


class Watchman(Protocol):
    """Who holds pushes back until their night is there."""

    def wants(self, push: Push) -> bool:
        """Whether a push is to be held back."""
        ...

    def take(self, pushes: Sequence[Push]) -> None:
        """Hold pushes back."""
        ...

    async def ready(self, most: int) -> Sequence[Push]:
        """Return at most so many that wait no longer."""
        ...


class Clock:
    """Ticks. `held` are claimed pushes that wait for the next tick; `sent` is told each sent."""

    def __init__(
        self, *, books: Deliveries, coach: Briefer, delivery: Delivery, now: Callable[[], datetime],
        watchman: Watchman | None = None, sent: Callable[[Push], Awaitable[None]] | None = None,
    ) -> None:  # fmt: skip
        self._books, self._coach, self._delivery, self._now = books, coach, delivery, now
        self._watchman, self._sent = watchman, sent
        self._held: list[Push] = []
        self._stopping = False

    def stop(self) -> None:
        """Begin nothing more; what is in flight ends."""
        self._stopping = True

    async def take_up(self) -> None:
        """Deal with what a former process left: fresh ones again, old ones never."""
        now = self._now()
        for push in await self._books.in_state("claimed", "sending"):
            if push.state == "sending" and now - push.state_since > RESENT_FOR:
                await self._books.move([push], "unknown", now)
            elif push.state == "claimed" and now - push.due_at > LATEST:
                await self._books.move([push], "skipped_late", now)
            else:
                self._held.append(push)

    async def tick(self) -> None:
        """Send what is due now, and give way to those who type."""
        if self._over:
            return
        held, self._held = self._held, []
        with giving_way():
            batches = self._batches(held)
            first = await anext(batches, None)
            if first is not None:
                await self._send_all(first, batches)

    @property
    def _over(self) -> bool:
        return self._stopping or self._delivery.halted

    async def _send_all(self, first: Sequence[Job], batches: AsyncIterator[Sequence[Job]]) -> None:
        line: asyncio.Queue[Job | None] = asyncio.Queue(maxsize=2 * BATCH)
        async with asyncio.TaskGroup() as group:
            for number in range(IN_FLIGHT):
                group.create_task(self._work(line), name=f"push:{number}")
            for job in first:
                await line.put(job)
            async for jobs in batches:
                for job in jobs:
                    await line.put(job)
            for _ in range(IN_FLIGHT):
                await line.put(None)

    async def _work(self, line: asyncio.Queue[Job | None]) -> None:
        while job := await line.get():
            if job.push.state != "skipped_late" and await self._deliver(job) == "claimed":
                self._held.append(job.push)

    async def _deliver(self, job: Job) -> PushState:
        """Deliver, or hold what may yet be computed; then an honest line goes out instead."""
        waited = self._now() - job.push.due_at
        if self._stopping or (job.entry is None and waited < GIVE_UP_COMPUTING):
            return "claimed"
        try:
            state = await self._delivery.deliver(job)
        except Exception:  # a last resort: one push must not stop the others
            log.exception("push athlete=%s broke off", job.push.athlete_id)
            return "unknown"
        if state == "sent" and self._sent is not None:
            await self._sent(job.push)
        return state

    async def _batches(self, held: Sequence[Push]) -> AsyncIterator[Sequence[Job]]:
        """Yield what waited, then what is due; a failing database ends it until the next tick."""
        try:
            held = self._hold_back(held)
            for start in range(0, len(held), BATCH):
                yield await self._again(held[start : start + BATCH])
            while not self._over and (jobs := await self._next()) is not None:
                if jobs:
                    yield jobs
        except Exception:  # a last resort: what is in flight must end well
            log.exception("the tick broke off")

    async def _next(self) -> Sequence[Job] | None:
        """Return those who are due, then those whose waiting is over; None where there are none."""
        jobs = await self._claim()
        if jobs is not None or self._watchman is None:
            return jobs
        ready = await self._watchman.ready(BATCH)
        return await self._again(ready) if ready else None

    def _hold_back(self, pushes: Sequence[Push]) -> Sequence[Push]:
        """Return the pushes without those that the watchman holds back from here on."""
        if self._watchman is None:
            return pushes
        wanted = [push for push in pushes if self._watchman.wants(push)]
        self._watchman.take(wanted)
        return [push for push in pushes if push not in wanted]

    async def _again(self, held: Sequence[Push]) -> Sequence[Job]:
        """Compute pushes that are claimed already, each alone where together they fail."""
        try:
            return await self._computed(held)
        except Exception:  # a last resort: the others get theirs
            log.exception("a batch could not be computed together")
        return [await self._alone(push) for push in held]

    async def _alone(self, push: Push) -> Job:
        try:
            return (await self._computed([push]))[0]
        except Exception:  # a last resort: it stays claimed
            log.exception("athlete=%s could not be computed", push.athlete_id)
            return Job(push=push, entry=None)

    async def _claim(self) -> Sequence[Job] | None:
        """Claim, then compute, so that the one writer is free while days are decided.

        What a crash between the two leaves claimed is taken up at the next start.
        """
        pushes = await self._books.claim_due(self._now(), BATCH)
        return await self._again(self._hold_back(pushes)) if pushes else None

    async def _computed(self, pushes: Sequence[Push]) -> Sequence[Job]:
        """Return a job each; those of today that the coach failed at have no entry."""
        days = {push.athlete_id: push.local_date for push in pushes if push.state != "skipped_late"}
        entries = await self._coach.brief_many(days, self._now()) if days else {}
        return [self._job(push, entries.get(push.athlete_id)) for push in pushes]

    def _job(self, push: Push, computed: DayEntry | Exception | None) -> Job:
        match computed:
            case DayEntry(local_date=push.local_date):
                return Job(push=push, entry=computed)
            case Exception():
                log.error("athlete=%s has no morning", push.athlete_id, exc_info=computed)
        return Job(push=push, entry=None)
