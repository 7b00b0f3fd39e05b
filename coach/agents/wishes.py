"""What would have changed the action: found by deciding again with one signal changed.

Only the rules run again, never the planner. A wish is written as the athlete's signal, its value
and the action that it would have made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coach.agents.wording import capitalized
from coach.safety.reading import Reading
from coach.safety.rule import clock, signed

Outcome = Callable[[Reading], str | None]
"""What a reading would have done, where that is better: "made this maintain"."""


@dataclass(frozen=True)
class Wish:
    """Changed fields of a reading and how they are said: "readiness of 70 or more"."""

    changes: Mapping[str, Any]
    words: str


Wishes = Callable[[Reading], Iterator[Wish]]


def _higher(name: str, edges: Sequence[float], words: str) -> Wishes:
    def wishes(reading: Reading) -> Iterator[Wish]:
        value = getattr(reading, name)
        own = (reading.min_readiness, (reading.min_readiness or 0) + 5)
        extra = [edge for edge in own if edge] if name == "readiness" else []
        for edge in sorted({*edges, *extra}):
            if value is not None and edge > value:
                yield Wish({name: edge}, words.format(f"{edge:g}"))

    return wishes


def _lower(name: str, edges: Sequence[float], words: str) -> Wishes:
    def wishes(reading: Reading) -> Iterator[Wish]:
        value = getattr(reading, name)
        for edge in sorted(edges, reverse=True):
            if value is not None and edge < value:
                yield Wish({name: edge}, words.format(f"{edge:g}"))

    return wishes


def _hrv(reading: Reading) -> Iterator[Wish]:
    if "unknown" in {reading.hrv7, reading.hrv_day}:
        return
    if (reading.hrv7, reading.hrv_day) != ("within", "within"):
        yield Wish({"hrv7": "within", "hrv_day": "within"}, "HRV within its band")


def _sleep(reading: Reading) -> Iterator[Wish]:
    for hours in (4.0, 6.0):
        if reading.sleep_h is not None and reading.sleep_h < hours:
            yield Wish({"sleep_h": hours}, f"{clock(hours)} or more of sleep")
    if reading.sleep_7d_h is not None and reading.sleep_7d_h < 6:
        slept = max(reading.sleep_h or 6.0, 6.0)
        yield Wish({"sleep_7d_h": 6.0, "sleep_h": slept}, "a week with 6:00 of sleep a night")


def _form(reading: Reading) -> Iterator[Wish]:
    if reading.tsb is None:
        return
    edges = {-45.0, -35.0, -30.0, -20.0, -15.0, -10.0, -5.0, reading.min_tsb or -5.0}
    for edge in sorted(edges):
        if edge > reading.tsb:
            yield Wish({"tsb": edge}, f"a form (TSB) of {signed(edge)} or better")


def _easier_yesterday(reading: Reading) -> Iterator[Wish]:
    if reading.raced or reading.load_yesterday is not None:
        yield Wish({"raced": False, "load_yesterday": None}, "an easier day yesterday")


def _without(name: str, nothing: object, words: str) -> Wishes:
    def wishes(reading: Reading) -> Iterator[Wish]:
        if getattr(reading, name) != nothing:
            yield Wish({name: nothing}, words)

    return wishes


def _told_fresh(reading: Reading) -> Iterator[Wish]:
    """Wish for what only the athlete can tell, where they have not."""
    fresh = {"energy": (8.0, "energy 8 of 10"), "soreness": (0.0, "not sore")}
    untold = {name: told for name, told in fresh.items() if getattr(reading, name) is None}
    if untold:
        changes = {name: value for name, (value, _) in untold.items()}
        words = ", ".join(said for _, said in untold.values())
        yield Wish(changes, f"your word that you feel fresh ({words})")


WISHES: Mapping[str, Wishes] = {
    "readiness": _higher("readiness", (40, 50, 60, 70, 80), "readiness of {} or more"),
    "hrv": _hrv,
    "sleep": _sleep,
    "resting_heart_rate": _lower("rhr_delta", (9, 7, 4), "a resting pulse at most {} over usual"),
    "energy": _higher("energy", (2, 4, 5, 6, 8), "energy of {} of 10 or more"),
    "soreness": _lower("soreness", (8, 6, 4, 3), "soreness of {} of 10 or less"),
    "form": _form,
    "ramp": _lower("ramp", (10, 8, 6, 5), "a rise of {} a week or less"),
    "hard_days": _lower("hard_days", (1, 0), "not more than {} hard days before"),
    "monotony": _lower("monotony", (1.9,), "a monotony under 2"),
    "rest": _lower("days_since_rest", (13, 8, 6), "a rest day in the last {} days"),
    "pain": _without("pains", (), "no pain"),
    "illness": _without("days_well", None, "no illness behind you"),
    "heat": _lower("temp_c", (34, 31), "{} °C or less"),
    "time": _without("time_min", None, "more time"),
    "week": _without("week_type", None, "a week that is not for recovery"),
    "age_of_data": _lower("age_h", (24,), "measurements at most {} hours old"),
    "pause": _lower("days_since_training", (20, 6), "a break of at most {} days"),
    "legs": _without(
        "legs_lifted", nothing=False, words="no strength work for your legs yesterday"
    ),
    "yesterday": _easier_yesterday,
    "completeness": _told_fresh,
}


def counterfact(reading: Reading, signal: str, outcome: Outcome) -> str | None:
    """Return the first wish for this signal that makes a better day, as a sentence."""
    for wish in WISHES.get(signal, _nothing)(reading):
        if better := outcome(replace(reading, **wish.changes)):
            return f"{capitalized(wish.words)} would have {better}"
    return None


def together(reading: Reading, signals: Sequence[str], outcome: Outcome) -> str | None:
    """Return the wishes for several signals that only together make a better day.

    Each signal starts at its best wish and is let back to the smallest that still does.
    """
    chosen = [list(WISHES.get(signal, _nothing)(reading)) for signal in signals]
    if not all(chosen):
        return None
    wishes = [options[-1] for options in chosen]
    if not outcome(_with(reading, wishes)):
        return None
    for place, options in enumerate(chosen):
        for smaller in options:
            tried = [*wishes[:place], smaller, *wishes[place + 1 :]]
            if outcome(_with(reading, tried)):
                wishes = tried
                break
    words = " and ".join(wish.words for wish in wishes)
    return f"{capitalized(words)} together would have {outcome(_with(reading, wishes))}"


def _with(reading: Reading, wishes: Sequence[Wish]) -> Reading:
    changes: dict[str, Any] = {}
    for wish in wishes:
        changes |= wish.changes
    return replace(reading, **changes)


def _nothing(_: Reading) -> Iterator[Wish]:
    return iter(())
