"""What the errors of the providers' libraries mean; the one place where they are mapped.

Both libraries are of one make and name their errors alike, so that one table serves both.
"""

from collections.abc import Mapping

from coach.llm.provider import Silence, SilentError

MEANING: Mapping[str, Silence] = {
    "AuthenticationError": Silence.KEY,
    "PermissionDeniedError": Silence.KEY,
    "NotFoundError": Silence.MODEL,
    "RateLimitError": Silence.RATE,
    "InternalServerError": Silence.BROKEN,
    "APIStatusError": Silence.REJECTED,
    "APITimeoutError": Silence.SLOW,
    "APIConnectionError": Silence.UNREACHABLE,
    "RemoteProtocolError": Silence.CUT,
    "ReadError": Silence.CUT,
}
"""By the name of a class or of the nearest above it."""
_NO_MONEY = "insufficient_quota"


def silence(error: Exception) -> SilentError:
    """Return what an error means; one that no library names is a malformed answer."""
    if isinstance(error, SilentError):
        return error
    names = (kind.__name__ for kind in type(error).__mro__)
    why = next((MEANING[name] for name in names if name in MEANING), Silence.MALFORMED)
    status = getattr(error, "status_code", None)
    if why is Silence.RATE and getattr(error, "code", None) == _NO_MONEY:
        why = Silence.QUOTA
    words = type(error).__name__ if status is None else str(status)
    return SilentError(why, words, wait_s=_wait(error))


def _wait(error: Exception) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return float(headers.get("retry-after", ""))
    except ValueError:
        return None
