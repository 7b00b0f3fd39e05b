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


def act(caps: Caps, template: Template | None, *, room_for_more: bool) -> Action:
    """Return the action: a planned rest day is rest, held-back work is eased, fresh work pushed.

    A push is more than planned: without room for that it is the plan.
    """
    if template is None or caps.minutes <= 0:
        return Action.RECOVER
    if caps.action is Action.PUSH:
        return Action.PUSH if room_for_more else Action.MAINTAIN
    held = caps.intensity is Intensity.LOW and template.intensity is not Intensity.LOW
    return Action.EASE if held and caps.action is Action.MAINTAIN else caps.action


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
