"""A pause that lasts until the test turns its clock: what is paced is proven without waiting."""

import asyncio


class Turned:
    """Stands in for `asyncio.sleep`; `asked` are all pauses that were begun, in seconds."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self._time = 0.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []
        self._began = asyncio.Event()

    async def __call__(self, seconds: float) -> None:
        """Wait until the clock was turned so far."""
        self.asked.append(seconds)
        over = asyncio.Event()
        sleeper = (self._time + seconds, over)
        self._sleepers.append(sleeper)
        self._began.set()
        try:
            await over.wait()
        finally:
            self._sleepers.remove(sleeper)

    async def asleep(self, seconds: float, *, patience_s: float = 5) -> None:
        """Wait until somebody pauses for so long; raises TimeoutError."""
        async with asyncio.timeout(patience_s):
            while seconds not in self.lengths:
                self._began.clear()
                await self._began.wait()

    @property
    def lengths(self) -> list[float]:
        """How much longer each pause lasts that is not over, in seconds."""
        return [round(until - self._time, 6) for until, over in self._sleepers if not over.is_set()]

    def turn(self, seconds: float) -> None:
        """Turn the clock on; who has slept enough wakes."""
        self._time += seconds
        for until, over in self._sleepers:
            if until <= self._time + 1e-9:
                over.set()
