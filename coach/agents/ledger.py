"""`/why` as a ledger: each signal with its value, baseline, threshold, effect and age.

It orders and words the decision's evidence; it judges nothing anew.
"""

from collections.abc import Iterator

from coach.agents.wording import age, tidy, weekday, whole
from coach.domain.briefing import Briefing, Explanation
from coach.domain.decision import Envelope, Evidence

_FINE = ("fine", "no effect", "not known", "unknown", "usual", "ok")
_MOST_LINES = 7


def explain(briefing: Briefing) -> Explanation:
    """Return the ledger of a briefing: what decided first, the rest as details."""
    decision = briefing.decision
    told = [line for line in decision.evidence if not _is_fine(line)]
    others = [line for line in decision.evidence if _is_fine(line)]
    if not told:
        told, others = others[:3], others[3:]
    rest = [*told[_MOST_LINES:], *others]
    return Explanation(
        title=f"Why {decision.action}, {weekday(briefing.local_date)}",
        lines=tuple(_line(line) for line in told[:_MOST_LINES]),
        details=(*(_line(line) for line in rest), *_bounds(decision.envelope)),
        counterfact=_counterfact(decision.evidence),
        source=_source(briefing),
    )


def _is_fine(line: Evidence) -> bool:
    return line.effect.lower().startswith(_FINE)


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
    return f"Proposed by {decision.proposed_by}, {cut}. {sure}."
