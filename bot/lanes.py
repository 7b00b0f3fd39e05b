"""Requests to Telegram over a few pools of connections in turn.

A pool looks at each of its connections for each request; with many in flight that costs as much
as sending does.
"""

from collections.abc import Sequence
from itertools import cycle

from telegram.request import BaseRequest, HTTPXRequest


class Lanes(BaseRequest):
    """Several requests' pools as one; whoever comes takes the next."""

    __slots__ = ("_lanes", "_turns")

    def __init__(self, lanes: Sequence[HTTPXRequest]) -> None:
        """Take the lanes, at least one, all with the same deadlines."""
        self._lanes = lanes
        self._turns = cycle(lanes)

    @property
    def read_timeout(self) -> float | None:
        """The seconds that an answer may take."""
        return self._lanes[0].read_timeout

    async def initialize(self) -> None:
        """Open each lane."""
        for lane in self._lanes:
            await lane.initialize()

    async def shutdown(self) -> None:
        """Close each lane."""
        for lane in self._lanes:
            await lane.shutdown()

    async def do_request(self, *args: object, **kwargs: object) -> tuple[int, bytes]:
        """Make the request in the next lane."""
        return await next(self._turns).do_request(*args, **kwargs)  # type: ignore[arg-type]  # passed on
