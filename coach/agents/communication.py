"""The morning's message and the answers around it; every number is checked before it leaves.

It words a decision and never makes one; it has never heard of Telegram.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from coach.agents.advice import advice_lines, ends_training_talk, questions, safety_lines
from coach.agents.figures import Figures, check_numbers, figures_of
from coach.agents.ledger import explain
from coach.agents.noted import noted_lines
from coach.agents.numbers import core_numbers, number_lines
from coach.agents.targets import has_power
from coach.agents.wording import capitalized, days, tidy
from coach.agents.workout_words import amount, gist, name_of, workout_section
from coach.domain.briefing import Briefing, Explanation, Section
from coach.domain.decision import Action, Flag, TrainingDecision
from coach.domain.fact import Fact, FactKind
from coach.domain.morning import Morning
from coach.domain.reply import Change, Reply

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WATTS = re.compile(r"\b(?:W|watts?)\b", re.IGNORECASE)

_SURE = ((0.9, "I am sure"), (0.7, "I am fairly sure"), (0.5, "I am only half sure"))
_UNSURE = "I am not sure"

_OF_HEALTH = frozenset({FactKind.PAIN, FactKind.SYMPTOM, FactKind.NOTE})
"""What may be answered by advice; to all else it would only be said again."""
_TAKEN_BACK = "Taken back."
_COUNTS = "It counts in tomorrow's decision."

_PLAIN_REASONS = {
    Action.RECOVER: "Rest serves you best today.",
    Action.EASE: "Less than planned serves you best today.",
    Action.MAINTAIN: "Nothing stands against the plan today.",
    Action.PUSH: "You are fresh, and the plan has room for more today.",
}
"""What is said where a proposed reason had to be left out."""


def brief(
    morning: Morning, decision: TrainingDecision, *, local_date: date, mission_id: str | None
) -> Briefing:
    """Return the morning's message in four sections.

    Sentences of the reason that carry numbers of their own are left out. Raises
    UnknownNumberError where any other number is none of the decision's.
    """
    figures = figures_of(morning, decision)
    briefing = Briefing(
        local_date=local_date,
        sections=(
            Section(heading="Phase", lines=tuple(_standing(morning, decision))),
            Section(heading="Today's numbers", lines=_numbers(morning, decision)),
            Section(
                heading=f"Today: {decision.action}",
                lines=tuple(_today(morning, decision, figures)),
            ),
            workout_section(morning, decision),
        ),
        decision=decision,
        morning=morning,
        mission_id=mission_id,
    )
    check_numbers(briefing, figures)
    return briefing


def _numbers(morning: Morning, decision: TrainingDecision) -> tuple[str, ...]:
    if ends_training_talk(decision):
        return core_numbers(morning)
    return number_lines(morning, doubtful=Flag.DATA_QUALITY in decision.flags)


def _standing(morning: Morning, decision: TrainingDecision) -> Iterator[str]:
    yield _phase(morning, decision)
    if morning.plan.last_week and not ends_training_talk(decision):
        yield morning.plan.last_week


def _phase(morning: Morning, decision: TrainingDecision) -> str:
    if ends_training_talk(decision):
        return "Training is on hold"
    plan, parts = morning.plan, []
    parts.append(plan.phase_words or morning.phase or "No phase yet: no goal is set")
    if morning.week_type == "recovery" and "recovery" not in parts[0]:
        parts.append("recovery week")
    if morning.days_to_goal is not None and morning.phase != "Race":
        parts.append(_countdown(morning.days_to_goal, plan.goal_name))
    if plan.next_phase and plan.days_to_next_phase is not None:
        parts.append(f"{plan.next_phase} in {days(plan.days_to_next_phase)}")
    return capitalized(" · ".join(parts))


def _countdown(days_to_goal: int, name: str | None) -> str:
    goal = name or "your goal"
    if days_to_goal > 0:
        return f"{days(days_to_goal)} to {goal}"
    if days_to_goal == 0:
        return f"race day: {name}" if name else "race day"
    return f"{goal} was {days(-days_to_goal)} ago"


def _today(morning: Morning, decision: TrainingDecision, figures: Figures) -> Iterator[str]:
    if ends_training_talk(decision):
        yield from safety_lines(decision)
        return
    reason = _checked(decision, morning, figures)
    said = " ".join((reason, *advice_lines(decision)))
    yield said
    yield from questions(morning, decision, said)
    shown = round(decision.confidence, 1)  # what is read decides the words beside it
    sure = next((words for least, words in _SURE if shown >= least), _UNSURE)
    trains = decision.workout.type != "rest"
    intensity = f"Intensity {decision.intensity_recommendation} · " if trains else ""
    yield f"{intensity}{sure} ({tidy(shown)})"


def _checked(decision: TrainingDecision, morning: Morning, figures: Figures) -> str:
    """Return the reason without sentences whose numbers, or watts, are not the athlete's."""
    sentences = _SENTENCE_END.split(capitalized(decision.reason.strip()))
    no_power = morning.ftp_w is None or not has_power(morning)
    kept = (
        sentence
        for sentence in sentences
        if figures.unknown(sentence) is None and not (no_power and _WATTS.search(sentence))
    )
    return " ".join(kept) or _PLAIN_REASONS[decision.action]


def change_lines(
    before: Briefing, after: Briefing, noted: Sequence[Fact], *, is_done: bool = False
) -> tuple[str, ...]:
    """Return what was noted and how today changed by it: "Changed: maintain → ease. ...".

    Where the session `is_done` nothing is left to change.
    """
    of_safety = ends_training_talk(before.decision) or ends_training_talk(after.decision)
    if noted and is_done and not of_safety:
        return (*noted_lines(noted, after.local_date), *_afterwards(after, noted))
    return (*noted_lines(noted, after.local_date), *_change(before, after, noted))


def _afterwards(after: Briefing, noted: Sequence[Fact]) -> Iterator[str]:
    is_news = any(fact.kind is FactKind.DONE for fact in noted)
    yield _COUNTS if is_news else "Today's session is done, so this counts from tomorrow on."
    if any(fact.kind in _OF_HEALTH for fact in noted):
        yield from advice_lines(after.decision)


def _change(before: Briefing, after: Briefing, noted: Sequence[Fact]) -> Iterator[str]:
    was, now = before.decision, after.decision
    if ends_training_talk(now):
        yield from safety_lines(now)
        return
    if was.action == now.action and was.workout == now.workout:
        if noted and all(fact.kind is FactKind.DONE for fact in noted):
            yield _COUNTS
            return
        yield f"Today stays as it is: {now.action}, {amount(now.workout)}."
        if ends_training_talk(was):
            yield _checked(now, after.morning, figures_of(after.morning, now))
        if any(fact.kind in _OF_HEALTH for fact in noted):
            yield from advice_lines(now)
        return
    step = f"{was.action} → {now.action}" if was.action != now.action else f"still {now.action}"
    workout = gist(after.morning, now.workout)
    is_other = workout != gist(before.morning, was.workout)
    change = f"{capitalized(name_of(was.workout))} becomes" if is_other else "The workout stays:"
    yield f"Changed: {step}. {change} {workout}."
    reason = _checked(now, after.morning, figures_of(after.morning, now))
    yield " ".join((reason, *advice_lines(now)))


def reply(
    before: Briefing, after: Briefing, noted: Sequence[Fact], *, is_done: bool = False
) -> Reply:
    """Return what became of today by what was noted, or by what else is known now."""
    return Reply(
        lines=change_lines(before, after, noted, is_done=is_done),
        noted=tuple(noted),
        change=Change(before=before, after=after) if before.plan != after.plan else None,
        red_flag=ends_training_talk(after.decision),
    )


class CommunicationAgent:
    """The original's name for the one who writes to the athlete."""

    def brief(
        self,
        morning: Morning,
        decision: TrainingDecision,
        *,
        local_date: date,
        mission_id: str | None = None,
    ) -> Briefing:
        """Return the morning's message; see `brief`."""
        return brief(morning, decision, local_date=local_date, mission_id=mission_id)

    def explain(self, briefing: Briefing) -> Explanation:
        """Return the ledger behind a message."""
        return explain(briefing)

    def reply(
        self, before: Briefing, after: Briefing, noted: Sequence[Fact], *, is_done: bool = False
    ) -> Reply:
        """Return the answer to what the athlete said: what was noted, and what it changed."""
        return reply(before, after, noted, is_done=is_done)

    def undone_lines(self, before: Briefing, after: Briefing) -> tuple[str, ...]:
        """Return the answer to words that were taken back: what that changed."""
        return (_TAKEN_BACK, *change_lines(before, after, ()))


__all__ = [
    "CommunicationAgent",
    "brief",
    "change_lines",
    "check_numbers",
    "ends_training_talk",
    "explain",
    "noted_lines",
    "reply",
]
