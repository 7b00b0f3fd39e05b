"""What a model is told of a morning, and what its answer becomes: a decision inside the envelope.

It writes the facts down as JSON and reads a proposal back; it asks nobody and words no sentence.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from coach.agents.wording import tidy, weekday, whole
from coach.domain.briefing import Briefing
from coach.domain.decision import Action, Advice, Evidence, Flag, TrainingDecision
from coach.domain.proposal import Proposal
from coach.domain.quoting import apart, clean
from coach.domain.recollection import Recollection
from coach.safety.clamp import dispose

Options = Mapping[Action, TrainingDecision]
"""What each action would mean today, planned inside the bounds."""

_MOST_DAYS, _MOST_WORDS, _MOST_NAMES = 7, 6, 6
_NAME_LENGTH, _WORDS_LENGTH = 120, 300
_ATHLETES_WORDS = "what you told me"
"""The line of the ledger that quotes the athlete."""

RED_FLAGS = frozenset({
    Flag.MEDICAL_RED_FLAG, Flag.EMERGENCY, Flag.CHEST_PAIN, Flag.SYNCOPE, Flag.PALPITATIONS,
    Flag.CONCUSSION, Flag.ENERGY_DEFICIENCY, Flag.SELF_HARM,
})  # fmt: skip
"""With these on the day the rules' words stand, whatever is asked."""
FOR_A_DOCTOR = RED_FLAGS | {Flag.DISORDERED_EATING, Flag.MEDICATION, Flag.ILLNESS, Flag.FEVER}
"""Days with one of these have fixed words; a model is not asked, and raises none of them alone."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a model is told: `content` is the whole as JSON, `facts` its facts by id.

    `lines` are what words may take numbers and weekdays from; nothing `untrusted` is in them.
    """

    facts: Mapping[str, str]
    lines: tuple[str, ...]
    untrusted: tuple[str, ...]
    content: str


def is_for_a_model(briefing: Briefing) -> bool:
    """Whether a model may be asked about this day at all."""
    decision = briefing.decision
    return FOR_A_DOCTOR.isdisjoint(decision.flags) and briefing.asked is None


def question(briefing: Briefing, options: Options, recollection: Recollection) -> Question:
    """Return what is known of a morning, every number computed, what is untrusted apart."""
    decision, told = briefing.decision, told_of(briefing, recollection)
    said, names = _said(recollection), _names(recollection)
    content = told | {
        "bounds": apart(list(decision.envelope.reasons), []),
        "options": [_option(each) for each in options.values()],
        "rules": {"flags": list(decision.flags), "confidence": tidy(decision.confidence)},
        "untrusted": {"said": said, "activity_names": names},
    }
    return Question(
        facts=told["facts"],
        lines=tuple(told_lines(told)),
        untrusted=(*said, *names),
        content=json.dumps(content, ensure_ascii=False, indent=0),
    )


def told_of(briefing: Briefing, recollection: Recollection) -> dict[str, Any]:
    """Return what code says of a day and those before it, the facts by id."""
    day = briefing.local_date
    evidence = enumerate(briefing.decision.evidence, 1)
    return {
        "today": weekday(day),
        "tomorrow": weekday(day + timedelta(days=1)),
        "plan": _plan(briefing),
        "facts": {f"f{n}": _fact(line) for n, line in evidence},
        "days": list(_days(recollection)),
    }


def option_lines(decision: TrainingDecision) -> tuple[str, ...]:
    """Return what words may say of a decision's workout, as its option told it."""
    return tuple(told_lines(_option(decision)))


def told_lines(told: object, name: str = "") -> Iterator[str]:
    """Yield each value with its name."""
    match told:
        case dict():
            for key, value in told.items():
                yield from told_lines(value, str(key))
        case list():
            for value in told:
                yield from told_lines(value, name)
        case _:
            yield f"{name}: {told}"


def _fact(line: Evidence) -> str:
    value = "said under untrusted" if line.signal == _ATHLETES_WORDS else line.value
    parts = [value, line.baseline, line.threshold]
    old = f" ({tidy(line.age_h)} h old)" if line.age_h is not None and line.age_h >= 24 else ""
    known = clean("; ".join(part for part in parts if part), _WORDS_LENGTH)
    return f"{line.signal}: {known}{old} -> {line.effect}"


def _plan(briefing: Briefing) -> dict[str, Any]:
    morning, plan = briefing.morning, briefing.morning.plan
    goal_day = None
    if morning.days_to_goal is not None and 0 <= morning.days_to_goal <= 400:
        goal_day = weekday(briefing.local_date + timedelta(days=morning.days_to_goal))
    known = {
        "sport": morning.sport,
        "goal": clean(plan.goal_name or "", _NAME_LENGTH) or None,
        "days to the goal": morning.days_to_goal,
        "goal day": goal_day,
        "phase": plan.phase_words or morning.phase,
        "next phase": plan.next_phase,
        "days to the next phase": plan.days_to_next_phase,
        "today's kind": plan.day_kind,
        "tomorrow's kind": plan.tomorrow_kind,
        "fitness (CTL)": _number(morning.ctl),
        "fatigue (ATL)": _number(morning.atl),
        "form (TSB)": _number(morning.tsb),
    }
    return {key: value for key, value in known.items() if value is not None}


def _number(value: float | None) -> str | None:
    return None if value is None else whole(value)


def _option(decision: TrainingDecision) -> dict[str, Any]:
    workout = decision.workout
    if not workout.duration_minutes:
        return {"action": decision.action, "workout": "rest day", "intensity": "low"}
    return {
        "action": decision.action,
        "workout": workout.description,
        "intensity": decision.intensity_recommendation,
        "duration": f"{whole(workout.duration_minutes)} min",
        "load": whole(workout.estimated_load),
        "zones": {zone: f"{whole(m)} min" for zone, m in workout.time_in_zones.items() if m >= 1},
    }


def _days(recollection: Recollection) -> Iterator[str]:
    """Yield earlier days, newest first: what was planned, and what was done."""
    done = {load.local_date: load.load for load in recollection.loads}
    for planned in recollection.recent[:_MOST_DAYS]:
        did = done.get(planned.local_date)
        came = "not known" if did is None else f"load {whole(did)}"
        yield (
            f"{weekday(planned.local_date)}: planned {planned.session}, "
            f"load {whole(planned.estimated_load)}; done: {came}"
        )


def _said(recollection: Recollection) -> list[str]:
    """Return the athlete's last words, newest last, each once."""
    said = [clean(fact.words, _WORDS_LENGTH) for fact in recollection.facts]
    return list(dict.fromkeys(words for words in said if words))[-_MOST_WORDS:]


def _names(recollection: Recollection) -> list[str]:
    named = [clean(each.name or "", _NAME_LENGTH) for each in recollection.activities]
    return list(dict.fromkeys(name for name in named if name))[-_MOST_NAMES:]


def unknown_ids(proposal: Proposal, facts: Mapping[str, str]) -> str | None:
    """Return what is wrong with the evidence that a proposal names, None where nothing is."""
    wrong = [each for each in proposal.evidence if each not in facts]
    return f"evidence: {wrong[:3]} are no ids of facts" if wrong else None


def decided(
    proposal: Proposal, rules: TrainingDecision, options: Options, *, proposed_by: str
) -> TrainingDecision:
    """Return the proposal as a decision inside the rules' envelope, in the rules' own words.

    Its workout is the option's that it chose, or the next smaller one. A red flag that the screen
    did not raise becomes a question and an easy day.
    """
    alarmed = not FOR_A_DOCTOR.isdisjoint(set(proposal.flags) - set(rules.flags))
    wanted = min(proposal.action, Action.EASE, key=_rank) if alarmed else proposal.action
    chosen = _chosen(wanted, proposal, options) or rules
    raised = {flag for flag in proposal.flags if flag not in FOR_A_DOCTOR}
    raised |= {Flag.ASK_CLARIFYING} if alarmed else set()
    advice = (Advice.ASK_CLARIFYING,) if alarmed else ()
    wished = chosen.model_copy(
        update={
            "action": wanted if chosen is rules else chosen.action,
            "flags": tuple(flag for flag in Flag if flag in {*rules.flags, *raised}),
            "advice": tuple(dict.fromkeys((*rules.advice, *advice))),
            "confidence": proposal.confidence,
            "proposed_by": proposed_by,
        }
    )
    final = dispose(wished, rules)
    cut = final.action is not proposal.action
    cut |= proposal.intensity_recommendation.rank > final.intensity_recommendation.rank
    evidence = final.evidence if final.action is rules.action else _bare(final.evidence)
    return final.model_copy(update={"clamped": final.clamped or cut, "evidence": evidence})


def _rank(action: Action) -> int:
    return action.rank


def _chosen(wanted: Action, proposal: Proposal, options: Options) -> TrainingDecision | None:
    """Return the biggest option that is neither more nor harder than what is wanted."""
    most = proposal.intensity_recommendation.rank
    fitting = [
        each
        for action, each in options.items()
        if action.rank <= wanted.rank and each.intensity_recommendation.rank <= most
    ]
    return max(fitting, key=lambda each: each.action.rank, default=None)


def _bare(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Leave out what would have changed the rules' action, where another was taken."""
    return tuple(line.model_copy(update={"counterfact": None}) for line in evidence)
