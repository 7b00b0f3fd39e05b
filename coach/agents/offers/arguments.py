"""What a model may hand to the tools that offer, documented for it; never whose day is meant."""

from datetime import date
from typing import Literal

from pydantic import Field

from coach.domain.document import Document
from coach.domain.told import Told


class OfferPlan(Document):
    """A day as another session, kind or length; or two days that change places."""

    day: date
    """Today to 14 days ahead, like 2026-03-14."""
    swap_with: date | None = None
    """The day, today or later, that changes places with it; then the rest is null."""
    session: str | None = None
    """A session of the catalogue by its id; null for a kind, or for the session that is planned."""
    kind: Literal["rest", "easy", "endurance", "long", "key", "tempo", "strength"] | None = None
    """What kind of day; null for a session, or for what is planned."""
    minutes: float | None = Field(default=None, ge=0, le=480)
    """How long; null leaves it."""


class OfferNote(Told):
    """Something to remember that the message itself did not state as so."""


class OfferForget(Document):
    """Something known that holds no longer, or is to be deleted."""

    words: str
    """Its line among what is known or the notes, copied."""
    erase: bool = False
    """Whether its words are to be deleted for good; false where it is only over."""


class OfferGoalDate(Document):
    """The goal of the mission on another day."""

    to: date
    """The new day, like 2026-06-28."""
