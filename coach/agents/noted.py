"""What the athlete said, as it was understood: "Noted: left knee 4/10, since today.".

What is only likely is asked about: "I understood this as a fever. Is that so?"
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from coach.agents.lasting import lasting_words, span_words
from coach.agents.own_plan import plan_words
from coach.agents.wording import hours, tidy, weekday
from coach.domain.fact import Fact, FactKind
from coach.domain.quoting import quoted
from coach.safety.health import NAMES
from coach.safety.symptoms import SymptomClass

_MEASURED = {
    FactKind.PAIN: "{site} {number}/10",
    FactKind.SORENESS: "{site} sore {number}/10",
    FactKind.ENERGY: "energy {number}/10",
    FactKind.SLEEP: "slept {number}",
    FactKind.TIME: "{number} min today",
    FactKind.DONE: "today's session done, effort {number}/10",
}
_EARLIER = re.compile(
    r"\b(since|yesterday|ago|last|again|still|always|weeks?|months?|days"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
"""Words of a beginning before today that was not understood to the day."""
_WHERE = {FactKind.PAIN: "pain", FactKind.SORENESS: "legs"}


_BY_BUTTON: Mapping[str, str] = {
    SymptomClass.ABOVE_NECK_ILLNESS: "a cold above the neck",
    SymptomClass.BELOW_NECK_ILLNESS: "an illness below the neck",
}
"""How a tapped symptom is said where its code is no plain words."""
_NOT_REPEATED = frozenset({SymptomClass.SELF_HARM, SymptomClass.DISORDERED_EATING})
"""What nobody wants read back to them from a list."""
_IN_A_QUESTION: Mapping[SymptomClass, str] = {
    SymptomClass.SELF_HARM: "thoughts of harming yourself",
    SymptomClass.DISORDERED_EATING: "trouble around eating",
    SymptomClass.MEDICATION: "a question about medicines",
}
"""How a class is asked about where its name is none."""


def noted_lines(noted: Sequence[Fact], today: date) -> tuple[str, ...]:
    """Return one line for all that was noted, or none; above it what is asked, if anything is."""
    sure = (_fact(fact, today) for fact in noted if not fact.is_likely)
    said = list(dict.fromkeys(filter(None, sure)))
    return (*_asked(noted), *([f"Noted: {'; '.join(said)}."] if said else ()))


def _asked(noted: Sequence[Fact]) -> Iterator[str]:
    """Yield the question whether that was meant."""
    likely = [SymptomClass(fact.code) for fact in noted if fact.is_likely and fact.code]
    names = list(dict.fromkeys(_IN_A_QUESTION.get(each, NAMES[each]) for each in likely))
    if names:
        yield f"I understood this as {' and '.join(names)}. Is that so?"


def _fact(fact: Fact, today: date) -> str:
    known = fact_words(fact)
    if fact.kind is FactKind.PLAN:
        day = "today" if fact.local_date == today else weekday(fact.local_date)
        return f"{day}: {known}"
    if fact.until is not None:
        return f"{known}{span_words(fact.local_date, fact.until, today)}"
    is_open = fact.local_date == today and _EARLIER.search(fact.words)
    is_quoted = known.startswith("“")  # whoever told when it began has said it there
    lasts = fact.kind in {FactKind.PAIN, FactKind.SYMPTOM} and known and not is_quoted
    return f"{known}, since {_since(fact.local_date, today)}" if lasts and not is_open else known


def fact_words(fact: Fact) -> str:
    """Say one fact; the kinds whose value is missing fall back on the athlete's words."""
    if fact.code in _NOT_REPEATED:
        return ""
    if fact.until is not None or fact.kind is FactKind.PREFERENCE:
        return lasting_words(fact)
    if fact.kind is FactKind.PLAN:
        return plan_words(fact)
    if fact.kind is FactKind.GOAL and fact.code:
        day = date.fromisoformat(fact.code)
        return f"your goal is on {weekday(day)} {day.year}"
    known = _measured(fact)
    return _coded(fact) if known is None else known


def _since(day: date, today: date) -> str:
    ago = (today - day).days
    return ("today", "yesterday")[ago] if ago in {0, 1} else weekday(day)


def _measured(fact: Fact) -> str | None:
    if fact.value is None or fact.kind not in _MEASURED:
        return None
    words = _MEASURED[fact.kind]
    if fact.kind is FactKind.SORENESS and not fact.value:
        return "not sore"
    if fact.kind is FactKind.TIME and not fact.value:
        return "no time today"
    number = hours(fact.value) if fact.kind is FactKind.SLEEP else tidy(fact.value)
    return words.format(site=fact.site or _WHERE.get(fact.kind, ""), number=number)


def _coded(fact: Fact) -> str:
    match fact.kind:
        case FactKind.DONE:
            return "today's session done"
        case FactKind.CLEARED:
            return "cleared" if fact.site is None else f"{fact.site} is fine again"
        case FactKind.RECOVERED:
            return "free of symptoms"
        case FactKind.TIME if fact.code == "less":
            return "less time today"
        case FactKind.SYMPTOM | FactKind.EQUIPMENT if fact.code and _is_button(fact):
            return _BY_BUTTON.get(fact.code, fact.code.replace("_", " "))
        case _:
            return fact.kind.value if _is_button(fact) else quoted(fact.words)


def _is_button(fact: Fact) -> bool:
    return fact.words.startswith("by button") or not fact.words.strip()
