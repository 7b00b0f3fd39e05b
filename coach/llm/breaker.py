"""A breaker: a provider that fails is left alone for a while, then tried once.

Knows no provider; time is handed in.
"""

from collections.abc import Callable

from coach.llm.provider import FOR_LONG, Silence, SilentError

IN_A_ROW = 3
REST_S = 60.0
LONG_REST_S = 600.0


class Breaker:
    """Closed while all is well; open after failures; after its rest one try is let through."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a clock that counts seconds and never goes back."""
        self._clock = clock
        self._failures = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the provider is to be left alone now."""
        return self._clock() < self._open_until

    def take(self) -> bool:
        """Whether to ask now; after a rest only one asks, until it is known how that went."""
        if self.is_open:
            return False
        if self._failures >= IN_A_ROW:
            self._open_until = self._clock() + REST_S
        return True

    def went_well(self) -> None:
        """Close."""
        self._failures, self._open_until = 0, 0.0

    def failed(self, error: SilentError) -> None:
        """Count a failure, and open where it was one too many or of a kind that lasts."""
        self._failures += 1
        if error.why in FOR_LONG:
            self._failures = IN_A_ROW
            self._open_until = self._clock() + LONG_REST_S
        elif error.why is Silence.RATE:
            self._open_until = self._clock() + min(error.wait_s or REST_S, LONG_REST_S)
        elif self._failures >= IN_A_ROW:
            self._open_until = self._clock() + REST_S
