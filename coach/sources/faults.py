"""What can go wrong with a vendor, mapped once to a connection's state and one clear sentence.

Knows statuses and kinds of broken answers; no vendor, no library and no secret.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from coach.domain.connection import SourceState
from coach.errors import AthleteError, OperatorError, TryAgainError


class Broken(StrEnum):
    """How an answer failed to come; not one of these has a status."""

    TIMEOUT = "timeout"
    CUT = "cut"
    NO_WAY = "no_way"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Meaning:
    """A state and its sentence; `{label}` is the vendor's name."""

    state: SourceState
    words: str


_LATER = "; I ask again later."

BROKEN: Mapping[Broken, Meaning] = {
    Broken.TIMEOUT: Meaning(SourceState.UNREACHABLE, "{label} took too long to answer" + _LATER),
    Broken.CUT: Meaning(
        SourceState.UNREACHABLE, "{label} broke off in the middle of its answer" + _LATER
    ),
    Broken.NO_WAY: Meaning(SourceState.UNREACHABLE, "{label} cannot be reached" + _LATER),
    Broken.MALFORMED: Meaning(
        SourceState.UNREACHABLE, "{label} answered something that cannot be read" + _LATER
    ),
    Broken.TOO_LARGE: Meaning(
        SourceState.UNREACHABLE, "{label} answered far more than was asked for" + _LATER
    ),
    Broken.ELSEWHERE: Meaning(
        SourceState.UNREACHABLE,
        "{label} has moved: whoever runs this bot must check its address in the settings.",
    ),
}

STATUSES: Mapping[int, Meaning] = {
    400: Meaning(SourceState.UNREACHABLE, "{label} did not understand the question" + _LATER),
    401: Meaning(SourceState.REFUSED, "{label} no longer lets me in: connect it anew."),
    403: Meaning(
        SourceState.SCOPE_MISSING,
        "{label} does not let me read this: connect it anew and allow everything it asks.",
    ),
    404: Meaning(SourceState.UNREACHABLE, "{label} does not know what I asked for" + _LATER),
    422: Meaning(SourceState.UNREACHABLE, "{label} could not work with the question" + _LATER),
    426: Meaning(
        SourceState.LAPSED, "{label} wants a newer app on your phone: update it and let it sync."
    ),
    429: Meaning(SourceState.LIMITED, "{label} was asked too often and wants a break" + _LATER),
}
_TROUBLE = Meaning(SourceState.UNREACHABLE, "{label} has trouble of its own" + _LATER)
_ODD = Meaning(SourceState.UNREACHABLE, "{label} refused the question" + _LATER)


class Fault(Exception):  # noqa: N818  # a vendor's fault becomes a state, it is no error of ours
    """A vendor did not give what was asked. Says no address, no key and nothing of the body.

    `detail` is the vendor's own short word, for telling cases apart and never shown.
    """

    def __init__(
        self,
        meaning: Meaning,
        label: str,
        *,
        status: int | None = None,
        detail: str = "",
        retry_after_s: float | None = None,
    ) -> None:
        self.state = meaning.state
        self.words = meaning.words.format(label=label)
        self.status = status
        self.detail = detail
        self.retry_after_s = retry_after_s
        super().__init__(self.words)

    def told(self) -> NoReturn:
        """Raise it as an error by who must act; nobody asks again by himself for a single call."""
        if self.state.needs_athlete:
            raise AthleteError(self.words) from None
        if self.words.endswith(_LATER):
            raise TryAgainError(f"{self.words.removesuffix(_LATER)}.") from None
        raise OperatorError(self.words) from None


def broken(kind: Broken, label: str) -> Fault:
    """Return the fault of an answer that did not come, or not whole."""
    return Fault(BROKEN[kind], label)


def refused(
    status: int,
    label: str,
    *,
    own: Mapping[int, Meaning],
    detail: str = "",
    retry_after_s: float | None = None,
) -> Fault:
    """Return the fault that a status of 400 or more stands for; the vendor's own words go first."""
    meaning = own.get(status) or STATUSES.get(status, _TROUBLE if status >= 500 else _ODD)
    return Fault(meaning, label, status=status, detail=detail, retry_after_s=retry_after_s)


_GRAVEST = (
    SourceState.OFF,
    SourceState.REFUSED,
    SourceState.LAPSED,
    SourceState.SCOPE_MISSING,
    SourceState.LIMITED,
    SourceState.UNREACHABLE,
)


def gravest(faults: Sequence[Fault]) -> Fault | None:
    """Return the fault to tell of: what the athlete can mend before what time heals."""
    return min(faults, key=lambda fault: _GRAVEST.index(fault.state), default=None)
