"""`/why` as a ledger: each signal with its value, baseline, threshold, effect and age.

It orders and words the decision's evidence; it judges nothing anew.
"""

from collections.abc import Iterator, Sequence

from coach.agents.wording import age, capitalized, tidy, weekday, whole
from coach.domain.briefing import Briefing, Explanation
from coach.domain.decision import Envelope, Evidence

_UNKNOWN = ("not known", "unknown")
_FINE = ("fine", "no effect", "usual", "ok", *_UNKNOWN)
_MOST_LINES, _MOST_FINE = 7, 3


def explain(briefing: Briefing) -> Explanation:
    """Return the ledger of a briefing: what decided first, the rest as details."""
    decision = briefing.decision
    missing = [line for line in decision.evidence if _is_unknown(line)]
    fine = [line for line in decision.evidence if _is_fine(line) and line not in missing]
    told = [line for line in decision.evidence if not _is_fine(line)]
    if not told:
        told, fine = fine[:_MOST_FINE], fine[_MOST_FINE:]
    rest = [*told[_MOST_LINES:], *fine]
    lines = (*map(_line, told[:_MOST_LINES]),)
    return Explanation(
        title=f"Why {decision.action}, {weekday(briefing.local_date)}",
        lines=lines or (*_unknown(missing),),
        details=(
            *map(_line, rest),
            *(_unknown(missing) if lines else ()),
            *_bounds(decision.envelope),
        ),
        counterfact=_counterfact(decision.evidence),
        source=_source(briefing),
        story=briefing.explanation,
    )


def _is_fine(line: Evidence) -> bool:
    return line.effect.lower().startswith(_FINE)


def _is_unknown(line: Evidence) -> bool:
    return line.effect.lower().startswith(_UNKNOWN)


def _unknown(lines: Sequence[Evidence]) -> Iterator[str]:
    """Yield one line for all that is missing, with what follows from it."""
    effects = dict.fromkeys(line.effect for line in lines if _is_unknown(line))
    for effect in effects:
        names = ", ".join(line.signal for line in lines if line.effect == effect)
        yield f"{capitalized(effect)}: {names}"


def _line(line: Evidence) -> str:
    measured = " · ".join(part for part in (line.value, line.baseline, line.threshold) if part)
    old = f" ({age(line.age_h)} old)" if line.age_h is not None and line.age_h >= 24 else ""
    return f"{line.signal}: {measured}{old} → {line.effect}"


def _bounds(envelope: Envelope) -> Iterator[str]:
    if envelope.max_minutes == 0:
        yield "Bounds today: rest"
    else:
        most = max(envelope.allowed_actions, key=lambda action: action.rank)
        caps = (
            (_said(envelope.max_minutes), " min"),
            (_said(envelope.max_load), " load"),
            (_percent(envelope.max_intensity_factor), " % of threshold"),
        )
        known = (f"{value}{unit}" for value, unit in caps if value is not None)
        yield f"Bounds today, at most: {' · '.join((most, *known))}"
    yield from (f"Bound by: {reason}" for reason in envelope.reasons)


def _said(value: float | None) -> str | None:
    return None if value is None else whole(value)


def _percent(fraction: float | None) -> str | None:
    return None if fraction is None else whole(fraction * 100)


def _counterfact(evidence: tuple[Evidence, ...]) -> str | None:
    told = list(dict.fromkeys(line.counterfact for line in evidence if line.counterfact))[:3]
    if not told:
        return None
    return "What would have changed it: " + " ".join(f"{line.rstrip('.')}." for line in told)


def _source(briefing: Briefing) -> str:
    decision = briefing.decision
    sure = f"Confidence {tidy(decision.confidence)}"
    if decision.proposed_by == "rules":
        return f"Decided by rules, the same for the same morning. {sure}."
    cut = "cut back to the bounds" if decision.clamped else "within the bounds"
    model = decision.proposed_by.partition(":")[2] or decision.proposed_by
    return f"Proposed by {model}, {cut}{_alone(briefing)}. {sure}."


def _alone(briefing: Briefing) -> str:
    """Say what the rules would have done without the model, where that is known."""
    if briefing.asked is None:
        return ""
    own = briefing.asked.rules_action
    if own is briefing.decision.action:
        return "; the rules alone say the same"
    return f"; the rules alone would say {own}"
