"""Doubles of the coach for tests of the process: days without a decision worth reading."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from coach.domain.briefing import Briefing, DayEntry, Section
from coach.domain.decision import Action, Envelope, Intensity, TrainingDecision
from coach.domain.morning import Morning
from coach.domain.workout import REST_DAY

NOON = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)
TODAY = NOON.date()


@dataclass
class Watch:
    """A clock that stands until it is turned."""

    time: datetime = NOON

    def __call__(self) -> datetime:
        """Return the time."""
        return self.time

    def turn(self, **by: float) -> None:
        """Turn it on by hours, minutes, ..."""
        self.time += timedelta(**by)


def a_briefing(day: date = TODAY, *, reason: str = "Rest serves you.") -> Briefing:
    """Return a rest day."""
    decision = TrainingDecision(
        action=Action.RECOVER, reason=reason, intensity_recommendation=Intensity.LOW, flags=(),
        confidence=0.8, workout=REST_DAY, envelope=Envelope(allowed_actions=(Action.RECOVER,)),
    )  # fmt: skip
    sections = (
        Section(heading="Phase", lines=("Base",)),
        Section(heading="Today", lines=(reason,)),
    )
    return Briefing(local_date=day, sections=sections, decision=decision, morning=Morning())


def an_entry(athlete_id: int, day: date) -> DayEntry:
    """Return a kept rest day."""
    return DayEntry(
        athlete_id=athlete_id, local_date=day, briefing=a_briefing(day), mission_digest=None,
        made_at=NOON,
    )  # fmt: skip


class RestCoach:
    """Briefs everybody to rest; who `fails` fails alone, who `breaks` takes the batch along."""

    def __init__(self) -> None:
        self.fails: Callable[[int], bool] = lambda _: False
        self.breaks: Callable[[int], bool] = lambda _: False
        self.batches: list[int] = []

    async def brief_many(
        self, days: Mapping[int, date], now: datetime
    ) -> Mapping[int, DayEntry | Exception]:
        """Return a rest day each, or what went wrong."""
        assert now.tzinfo
        self.batches.append(len(days))
        if any(self.breaks(athlete_id) for athlete_id in days):
            raise RuntimeError("a row cannot be read")
        return {
            athlete_id: ValueError("no numbers")
            if self.fails(athlete_id)
            else an_entry(athlete_id, day)
            for athlete_id, day in days.items()
        }
