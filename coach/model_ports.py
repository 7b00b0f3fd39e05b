"""What the coach needs of language models: a typed answer, and a ledger of what answers cost.

Whoever implements them lets no error of a provider's library through.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from coach.domain.proposal import ModelCall
from coach.errors import CoachError

Answer = TypeVar("Answer", bound=BaseModel)


ANSWERED, STOPPED = "answered", "stopped"
"""How calls end that nothing went wrong with."""


class NoAnswerError(CoachError):
    """No language model gave an answer that can be used; the rules decide."""


class BudgetSpentError(NoAnswerError):
    """The day's budget is spent; the rules decide."""


@dataclass(frozen=True, kw_only=True)
class Ask(Generic[Answer]):
    """A question. `prompt` is a prompt file's id, `content` what changes from call to call.

    `check` returns what is wrong with a well-formed answer, in words for the model, or None.
    """

    prompt: str
    content: str
    answer: type[Answer]
    schema_version: int
    check: Callable[[Answer], str | None]
    athlete_id: int
    local_date: date


@dataclass(frozen=True, kw_only=True)
class Answered(Generic[Answer]):
    """A typed answer, and the call that gave it."""

    answer: Answer
    call: ModelCall


class LanguageModel(Protocol):
    """All providers as one."""

    async def complete(self, ask: Ask[Answer]) -> Answered[Answer]:
        """Return a checked answer; raises NoAnswerError, BudgetSpentError."""
        ...


@dataclass(frozen=True, kw_only=True)
class Reservation:
    """A call about to be made, at the most it may cost."""

    athlete_id: int
    local_date: date
    at: datetime
    provider: str
    model: str
    prompt: str
    prompt_version: int
    prompt_sha256: str
    schema_version: int
    usd: float


@dataclass(frozen=True, kw_only=True)
class Budget:
    """Dollars a day: for one athlete, and for all together; None is without end."""

    athlete_usd: float | None
    all_usd: float | None

    def allows(self, own_usd: float, everyones_usd: float) -> bool:
        """Whether a day may cost an athlete, and all together, so much."""
        spent = ((own_usd, self.athlete_usd), (everyones_usd, self.all_usd))
        return all(most is None or usd <= most for usd, most in spent)


@dataclass(frozen=True, kw_only=True)
class Spending:
    """What one local day cost an athlete."""

    local_date: date
    calls: int
    tokens_in: int
    tokens_out: int
    usd: float


@dataclass(frozen=True, kw_only=True)
class Bill:
    """What one date's calls of all athletes cost; `unanswered` ones gave nothing to use.

    `refused` says that a call was not made because the budget had no room for it.
    """

    local_date: date
    athletes: int
    calls: int
    unanswered: int
    tokens_in: int
    tokens_cached: int
    tokens_out: int
    usd: float
    refused: bool = False


class CallLedger(Protocol):
    """What calls cost: reserved before, settled after; an unsettled call counts as reserved."""

    async def reserve(self, call: Reservation, budget: Budget) -> int | None:
        """Book a call at its most and return its id, unless that breaks the date's budget."""
        ...

    async def settle(self, call_id: int, call: ModelCall, outcome: str) -> None:
        """Book what a call did cost, and how it ended."""
        ...


class Notices(Protocol):
    """What was said already, so that a restart does not say it again."""

    async def first_told(self, kind: str, day: date) -> bool:
        """Whether nobody has said this of this date before; from now on somebody has."""
        ...


class Accounts(Protocol):
    """What calls have cost an athlete, day by day."""

    async def spending(self, athlete_id: int, first: date, last: date) -> Sequence[Spending]:
        """Return the days with calls from `first` to `last`, oldest first."""
        ...


class Bills(Protocol):
    """What calls have cost, all athletes together."""

    async def bill(self, day: date) -> Bill:
        """Return what one local date's calls cost."""
        ...
