"""How long a vendor wants to be left alone, and which failures are tried again at once.

Reads headers only; a clock that is wrong by hours here or there does no harm.
"""

from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self

from urllib3 import BaseHTTPResponse
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import MaxRetryError
from urllib3.util import Retry

LONGEST_WAIT_S = 6 * 3600.0
"""No vendor is believed beyond this."""

_TOO_OFTEN = 429
_AGAIN = frozenset({_TOO_OFTEN, 500, 502, 503, 504})


def seconds_to_wait(retry_after: str | None, date: str | None) -> float | None:
    """Return the seconds of a Retry-After header: a number, or a date against the server's own.

    None where there is none or it cannot be read; never below 0 or above `LONGEST_WAIT_S`.
    """
    if not retry_after:
        return None
    seconds = _number(retry_after)
    if seconds is None:
        seconds = _between(date, retry_after)
    return None if seconds is None else min(max(seconds, 0.0), LONGEST_WAIT_S)


def _number(text: str) -> float | None:
    return float(text) if text.strip().isdecimal() else None


def _between(date: str | None, until: str) -> float | None:
    try:
        return (parsedate_to_datetime(until) - parsedate_to_datetime(date or "")).total_seconds()
    except (ValueError, TypeError):
        return None


class ShortRetry(Retry):
    """Tries again what may be tried again, and gives up where the vendor asks for a long pause.

    Only GET is repeated after the vendor may have heard it: a token is exchanged once.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # passed through
        kwargs.setdefault("allowed_methods", frozenset({"GET"}))
        kwargs.setdefault("status_forcelist", _AGAIN)
        kwargs.setdefault("raise_on_status", False)
        kwargs.setdefault("redirect", 0)
        super().__init__(*args, **kwargs)

    def is_retry(self, method: str, status_code: int, has_retry_after: bool = False) -> bool:  # noqa: FBT001, FBT002  # the library's own signature
        """Tell whether to try again; who says "too often" and not how long is left alone."""
        if status_code == _TOO_OFTEN and not has_retry_after:
            return False
        return super().is_retry(method, status_code, has_retry_after)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Return the pause asked for, by the server's own clock."""
        headers = response.headers
        return seconds_to_wait(headers.get("Retry-After"), headers.get("Date"))

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """Count one try; a pause longer than the longest ends the trying."""
        pause = None if response is None else self.get_retry_after(response)
        if _pool is not None and pause is not None and pause > self.retry_after_max:
            raise MaxRetryError(_pool, url or "", error)
        return super().increment(method, url, response, error, _pool, _stacktrace)
