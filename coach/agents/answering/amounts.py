"""How big a session is that an athlete asks about: its minutes and load, from what was told of it.

Loads come from the catalogue's sessions, from watts and FTP, or from the athlete's own speed.
"""

from dataclasses import dataclass

from coach.agents.answering.ground import Ground
from coach.agents.answering.question import Asked
from coach.agents.catalogue import of_stimulus
from coach.agents.sessions import Session, whole
from coach.agents.wording import hours
from coach.agents.wording import whole as rounded
from coach.domain.morning import TrainedSport
from coach.domain.workout import WorkoutPlan

MOST_LOAD = 600.0
MOST_MINUTES = 24 * 60.0
_HOURS_FROM_MIN = 120
_EASY = "endurance"
_SPOKEN = {
    "recovery": "very easy", "endurance": "easy", "tempo": "of tempo",
    "sweet_spot": "of sweet spot", "threshold": "hard", "vo2max": "with VO2max intervals",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A session asked about: load in TSS, as words, and minutes where they are known."""

    load: float
    words: str
    minutes: float | None = None
    strength: bool = False

    @property
    def loads(self) -> tuple[float, float]:
        """Its load for fitness and for fatigue; lifting trains no endurance."""
        return (0.0 if self.strength else self.load), self.load

    @property
    def sentence(self) -> str:
        """What begins a sentence about it: "3 h easy is a load of about 128"."""
        if self.minutes is None:
            return f"With {self.words}"
        return f"{self.words} is a load of about {rounded(self.load)}"

    @property
    def beyond_reason(self) -> bool:
        """Whether nothing sensible can be said of so much."""
        return self.load > MOST_LOAD or (self.minutes or 0) > MOST_MINUTES


def amount_of(asked: Asked, ground: Ground) -> Amount | None:
    """Return the session that was asked about, or None where its size was not told."""
    sport = asked.sport or ground.mission.sport
    if asked.load is not None:
        return Amount(load=asked.load, words=f"a load of {rounded(asked.load)}")
    minutes = asked.minutes or _minutes_for(asked, ground, sport)
    if minutes is None:
        return None
    if asked.power_w and ground.morning.ftp_w:
        load = minutes / 60 * (asked.power_w / ground.morning.ftp_w) ** 2 * 100
        how = f"at {rounded(asked.power_w)} W"
    else:
        stimulus = asked.effort or _EASY
        load = minutes * _load_a_minute(sport, stimulus, minutes)
        how = "of strength" if sport == "strength" else _SPOKEN[stimulus]
    words = f"{duration(minutes)} {how}"
    if asked.minutes is None:
        words = f"{rounded(asked.distance_km or 0)} km, about {words}"
    return Amount(load=load, words=words, minutes=minutes, strength=sport == "strength")


def duration(minutes: float) -> str:
    """Say minutes as an athlete does: "75 min", "3 h", "2:30 h"."""
    if minutes < _HOURS_FROM_MIN:
        return f"{rounded(minutes)} min"
    return f"{rounded(minutes / 60)} h" if minutes % 60 == 0 else f"{hours(minutes / 60)} h"


def amount_of_session(session: Session) -> Amount:
    """Return the size of a session of the catalogue."""
    return Amount(
        load=session.effort.load,
        words=session.template.name,
        minutes=session.minutes,
        strength=session.template.unit == "rpe",
    )


def amount_of_workout(workout: WorkoutPlan) -> Amount:
    """Return the size of a day's workout; a rest day is of load 0."""
    return Amount(
        load=workout.estimated_load,
        words=workout.description,
        minutes=workout.duration_minutes,
        strength=any(step.unit == "rpe" for step in workout.steps),
    )


def _load_a_minute(sport: TrainedSport, stimulus: str, minutes: float) -> float:
    """Return the load of a minute in the catalogue's session of this kind and about this length."""
    wanted = "strength_full" if sport == "strength" else stimulus
    found = of_stimulus(sport, wanted) or of_stimulus(sport, _EASY)
    sessions = [whole(template, minutes) for template in found]
    nearest = min(sessions, key=lambda session: abs(session.minutes - minutes))
    return nearest.effort.load / nearest.minutes


def _minutes_for(asked: Asked, ground: Ground, sport: TrainedSport) -> float | None:
    """Return how long a distance takes at the mean speed of the last weeks; None if unknown."""
    measured = [
        each
        for each in ground.recollection.activities
        if each.sport.value == sport and each.distance_m and each.duration_s
    ]
    metres = sum(each.distance_m or 0.0 for each in measured)
    if not asked.distance_km or not metres:
        return None
    return asked.distance_km * 1000 * sum(each.duration_s for each in measured) / metres / 60
