"""The action inside the envelope: what the plan asks for, as far as the caps allow.

It never leaves the caps; easy is called easy where the planned work is held back.
"""

from coach.agents.catalogue import Template
from coach.agents.choosing import Choice
from coach.agents.sessions import whole
from coach.domain.decision import Action, Flag, Intensity
from coach.safety.envelope import Bounds
from coach.safety.limits import Caps
from coach.safety.reading import Reading

_PUSHABLE = frozenset({
    "endurance", "long", "tempo", "sweet_spot", "threshold", "vo2max", "anaerobic", "strength_full",
})  # fmt: skip


def act(caps: Caps, template: Template | None) -> Action:
    """Return the action: a planned rest day is rest, held-back work is eased, fresh work pushed."""
    if template is None or caps.minutes <= 0:
        return Action.RECOVER
    action = caps.action
    if action is Action.PUSH and template.stimulus not in _PUSHABLE:
        return Action.MAINTAIN
    held = caps.intensity is Intensity.LOW and template.intensity is not Intensity.LOW
    return Action.EASE if held and action.rank > Action.EASE.rank else action


def flags_of(
    bounds: Bounds, choice: Choice, reading: Reading, *, contradictory: bool
) -> tuple[Flag, ...]:
    """Return the flags of the findings, and those that only the whole day shows."""
    raised = set(bounds.flags)
    if contradictory:
        raised.add(Flag.CONTRADICTORY_SIGNALS)
    if choice.template is not None and reading.time_min is not None:
        short = whole(choice.template, choice.minutes).minutes > reading.time_min
        raised |= {Flag.TIME_LIMITED} if short else set()
    return tuple(flag for flag in Flag if flag in raised)
