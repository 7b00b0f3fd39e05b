"""How much is allowed at most: caps on action, intensity, minutes, load and intensity factor.

A rule can only tighten: the meet of two caps is the stricter of each. Knows no morning.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from math import inf
from operator import attrgetter

from coach.domain.decision import Action, Intensity

_rank = attrgetter("rank")


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that is allowed. `load` in TSS, `intensity_factor` as a fraction of threshold."""

    action: Action = Action.PUSH
    intensity: Intensity = Intensity.HIGH
    minutes: float = inf
    load: float = inf
    intensity_factor: float = inf

    def meet(self, other: "Caps") -> "Caps":
        """Return the stricter of both, measure by measure."""
        return Caps(
            min(self.action, other.action, key=_rank),
            min(self.intensity, other.intensity, key=_rank),
            min(self.minutes, other.minutes),
            min(self.load, other.load),
            min(self.intensity_factor, other.intensity_factor),
        )

    def hold(self, *, minutes: float, load: float, intensity_factor: float) -> bool:
        """Return whether a session of this size is allowed; rounding is forgiven."""
        return (
            minutes <= self.minutes + 1e-6
            and load <= self.load + 1e-6
            and intensity_factor <= self.intensity_factor + 1e-6
        )


def strictest(caps: Iterable[Caps]) -> Caps:
    """Return the meet of all."""
    return reduce(Caps.meet, caps, ANYTHING)


# The human day: longer or harder is no training session.
ANYTHING = Caps(minutes=480, load=400, intensity_factor=1.1)
NO_PUSH = Caps(Action.MAINTAIN)
STEADY = Caps(Action.MAINTAIN, Intensity.MODERATE, load=80, intensity_factor=0.85)
GENTLE = Caps(Action.MAINTAIN, Intensity.LOW, intensity_factor=0.75)
EASY = Caps(Action.EASE, Intensity.LOW, minutes=60, load=45, intensity_factor=0.70)
SHORT_EASY = Caps(Action.EASE, Intensity.LOW, minutes=45, load=35, intensity_factor=0.65)
SPIN = Caps(Action.RECOVER, Intensity.LOW, minutes=40, load=20, intensity_factor=0.60)
STOP = Caps(Action.RECOVER, Intensity.LOW, minutes=0, load=0, intensity_factor=0)

OF_ACTION = {
    Action.RECOVER: SPIN,
    Action.EASE: EASY,
    Action.MAINTAIN: Caps(Action.MAINTAIN),
    Action.PUSH: Caps(Action.PUSH),
}
"""What an action itself allows, whatever else would."""
