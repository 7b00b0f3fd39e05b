"""The tools by which a model may offer a change; what they hand in is read here and not done."""

from collections.abc import Mapping

from coach.agents.offers.arguments import OfferForget, OfferGoalDate, OfferNote, OfferPlan
from coach.agents.offers.wishing import Asked
from coach.conversation.tool_arguments import read_arguments
from coach.talk_ports import Tool

_SHAPES: Mapping[str, tuple[type[Asked], str]] = {
    "offer_plan": (OfferPlan, "Offer another session, kind or length for a day, or a swap."),
    "offer_note": (OfferNote, "Offer to note something of the athlete's time, gear or wishes."),
    "offer_forget": (OfferForget, "Offer that something known is over, or to delete it."),
    "offer_goal_date": (OfferGoalDate, "Offer to move the goal to another day."),
}
_THEN = " Nothing changes until the athlete presses yes; what it would do is shown by code."
OFFER_TOOLS: tuple[Tool, ...] = tuple(
    Tool(name=name, description=words + _THEN, arguments=shape)
    for name, (shape, words) in _SHAPES.items()
)


def asked_of(name: str, arguments: str) -> Asked:
    """Return what a model handed to a tool; raises ValueError that says what is wrong with it."""
    if name not in _SHAPES:
        raise ValueError(f"there is no such tool; there are {', '.join(_SHAPES)}")
    return read_arguments(_SHAPES[name][0], arguments)
