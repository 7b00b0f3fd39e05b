"""What a better morning would have made of the day: a higher action, or the planned intensity.

Decides by the rules again and never plans; the wishes themselves are written in `wishes`.
"""

from collections.abc import Callable

from coach.agents.case import Case
from coach.agents.purposes import planned_name
from coach.agents.wishes import Outcome, counterfact, together
from coach.domain.decision import Action
from coach.safety.envelope import allowed
from coach.safety.reading import Reading
from coach.safety.rule import Finding

Redecide = Callable[[Reading], Action]
_MOST_TOGETHER = 3


def is_softened(case: Case) -> bool:
    """Return whether the day trains as planned in all but its intensity."""
    planned = case.template
    return (
        case.action is Action.MAINTAIN
        and planned is not None
        and planned.intensity.rank > case.intensity.rank
    )


def better_than(case: Case, redecide: Redecide) -> Outcome:
    """Return what says how a reading would have bettered the day, None where it would not."""

    def outcome(reading: Reading) -> str | None:
        action = redecide(reading)
        if action.rank > case.action.rank:
            return f"made this {action}"
        planned = case.template
        if planned is None or action is not case.action or not is_softened(case):
            return None
        harder = allowed(reading).intensity.rank >= planned.intensity.rank
        return f"kept the {planned_name(case) or 'planned session'}" if harder else None

    return outcome


def wished_of(case: Case, redecide: Redecide) -> dict[str, str | None]:
    """Return the counterfacts of the signals that hold the day where it is."""
    outcome = better_than(case, redecide)
    held = [f.signal for f in case.bounds.findings if _holds(f, case)]
    binding = list(dict.fromkeys(held))
    wished = {key: counterfact(case.reading, key, outcome) for key in binding}
    if 2 <= len(binding) <= _MOST_TOGETHER and not any(wished.values()):
        wished[binding[0]] = together(case.reading, binding, outcome)
    if told := wished.pop("completeness", None):
        wished["energy" if case.reading.energy is None else "soreness"] = told
    return wished


def _holds(finding: Finding, case: Case) -> bool:
    """Whether a finding keeps the day from a higher action, or from the intensity planned."""
    if is_softened(case):
        return finding.caps.intensity.rank <= case.intensity.rank
    return finding.caps.action.rank <= case.action.rank
