"""A change that is proposed and that only the athlete's yes makes: what it would do, as a value."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from coach.domain.document import Document
from coach.domain.fact import Fact


class Noting(Document):
    """Facts to be noted."""

    kind: Literal["note"] = "note"
    facts: tuple[Fact, ...]


class DayWish(Document):
    """What a day shall be: `rest` or a session of the catalogue, and how many minutes of it."""

    day: date
    code: str
    minutes: float | None = None


class Planning(Document):
    """Days to be as the athlete chooses; `swapped` where two change places."""

    kind: Literal["plan"] = "plan"
    days: tuple[DayWish, ...]
    swapped: bool = False


class Forgetting(Document):
    """A fact that holds no longer, or is to be deleted with its words where `erase`."""

    kind: Literal["forget"] = "forget"
    fact_id: int
    erase: bool = False


class MovingGoal(Document):
    """The goal on another day; `was` is the mission's own, as `missions.goal_day` writes it."""

    kind: Literal["goal"] = "goal"
    to: date
    was: str


Wish = Annotated[Noting | Planning | Forgetting | MovingGoal, Field(discriminator="kind")]
WISH: TypeAdapter[Wish] = TypeAdapter(Wish)
"""Reads a wish back from its JSON."""

OfferState = Literal["offered", "taken", "left", "expired"]


@dataclass(frozen=True, kw_only=True)
class KeptOffer:
    """An offer as remembered: made at an aware moment on a local date; `words` were shown."""

    athlete_id: int
    made_at: datetime
    local_date: date
    wish: Wish
    words: str
    state: OfferState = "offered"
    id: int = 0
