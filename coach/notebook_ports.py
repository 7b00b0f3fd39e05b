"""The notebook's side of memory: what was said, what it came to, and how to find it again."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from coach.domain.fact import Fact
from coach.domain.night import Night, NightDetail
from coach.domain.quote import Quote
from coach.domain.summary import Span, Summary
from coach.domain.wish import KeptOffer, OfferState


class Notebook(Protocol):
    """What was said: facts and messages verbatim."""

    async def note(self, athlete_id: int, facts: Sequence[Fact]) -> Sequence[Fact]:
        """Remember facts and return them with their ids."""
        ...

    async def close(self, athlete_id: int, fact_ids: Sequence[int], on: date) -> None:
        """Close this athlete's facts; they stay readable."""
        ...

    async def write_down(self, athlete_id: int, direction: str, text: str, at: datetime) -> None:
        """Keep a message verbatim; direction is `in` or `out`. Nothing is kept of the forgotten."""
        ...


class Lookup(Protocol):
    """The notebook opened again, in bounded pieces."""

    async def search(self, athlete_id: int, words: str, limit: int) -> Sequence[Quote]:
        """Return quotes that hold all of the words, newest first; else the best with any."""
        ...

    async def facts(self, athlete_id: int, first: date, last: date) -> Sequence[Fact]:
        """Return the facts about these days, and older ones that held on `first`, oldest first."""
        ...

    async def messages(self, athlete_id: int, limit: int | None = None) -> Sequence[Quote]:
        """Return the newest messages, at most so many, oldest first."""
        ...

    async def erase(
        self, athlete_id: int, fact_id: int, *, asked_at: datetime | None = None
    ) -> bool:
        """Delete one fact with the words it was read from, the index's too; False for none.

        The exchange of `asked_at`, in which that was asked for, goes along.
        """
        ...


class Nights(Protocol):
    """Nights as they were measured."""

    async def nights(self, athlete_id: int, first: date, last: date) -> Sequence[Night]:
        """Return one night a date, oldest first."""
        ...


class NightBook(Nights, Protocol):
    """Nights, with what was measured and said beside them."""

    async def night_details(
        self, athlete_id: int, first: date, last: date
    ) -> Sequence[NightDetail]:
        """Return what was said beside the nights of some days, oldest first."""
        ...

    async def facts(self, athlete_id: int, first: date, last: date) -> Sequence[Fact]:
        """Return the facts about these days, and older ones that held on `first`, oldest first."""
        ...


class Chronicle(Protocol):
    """Summaries of weeks and months that are over."""

    async def keep_summaries(self, athlete_id: int, summaries: Sequence[Summary]) -> None:
        """Store summaries; one of the same span and first day is replaced."""
        ...

    async def summaries(self, athlete_id: int, span: Span, limit: int) -> Sequence[Summary]:
        """Return the newest summaries of a span, at most so many, newest first."""
        ...


class Everything(Protocol):
    """All there is of one athlete, for themselves."""

    async def rows(self, athlete_id: int) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Return the athlete's rows by table, without keys of vendors; instants are ISO text."""
        ...

    async def amounts(self, athlete_id: int) -> Mapping[str, int]:
        """Return how many rows of the athlete's each table holds."""
        ...


class Offers(Protocol):
    """Changes that wait for an athlete's yes."""

    async def keep_offer(self, fresh: KeptOffer) -> int | None:
        """Store an offer and return its id; None where its athlete was forgotten."""
        ...

    async def offer(self, athlete_id: int, offer_id: int) -> KeptOffer | None:
        """Return one of this athlete's offers."""
        ...

    async def offers_made(self, athlete_id: int, at: datetime) -> int:
        """Return how many offers were made to this athlete at one moment."""
        ...

    async def settle_offer(self, athlete_id: int, offer_id: int, state: OfferState) -> bool:
        """End an offer that still waits; False where it did not."""
        ...
