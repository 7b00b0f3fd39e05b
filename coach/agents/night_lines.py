"""What a wearable tells beside a night, in lines for `/why`: it explains, and decides nothing.

Bands are the vendor's own; no threshold of ours is applied to temperature or stress.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from coach.agents.wording import MINUS, hours, whole
from coach.domain.fact import Fact
from coach.domain.night import TAG, Night, NightDetail
from coach.domain.quoting import quoted

LOOKED_BACK = timedelta(days=7)
"""Who has had a temperature within a week misses it today."""
_GOOD = 70  # Oura's own word for a score from here on (science.md 2)
_MOST = 3
_DAY = timedelta(days=1)


def night_lines(
    day: date, nights: Sequence[Night], details: Sequence[NightDetail], facts: Sequence[Fact]
) -> tuple[str, ...]:
    """Return the lines of one morning; of nights, those of the week before are looked at too."""
    tonight = next((night for night in nights if night.local_date == day), None)
    return (
        *(line for one in details if one.local_date == day for line in _readiness(one, tonight)),
        *_temperature(tonight, nights, [one for one in details if one.local_date == day]),
        *(line for one in details if one.local_date == day - _DAY for line in _stress(one)),
        *_tags(facts, day),
    )


def _readiness(detail: NightDetail, tonight: Night | None) -> Iterator[str]:
    if not detail.contributors:
        return
    made_of = sorted(detail.contributors, key=lambda one: one[1])
    low = [one for one in made_of if one[1] < _GOOD][:_MOST]
    if low:
        said = f"held down by {', '.join(map(_contributor, low))}"
    else:
        said = f"nothing holds it down, lowest is {_contributor(made_of[0])}"
    yield f"Readiness by {detail.provenance.origin.label}:{_score(detail, tonight)} {said}"


def _score(detail: NightDetail, tonight: Night | None) -> str:
    """Return the score that they make, where it is the same source's."""
    if tonight is None or tonight.readiness is None:
        return ""
    is_theirs = tonight.provenance.origin is detail.provenance.origin
    return f" {whole(tonight.readiness)};" if is_theirs else ""


def _contributor(one: tuple[str, float]) -> str:
    name, score = one
    return f"{name.replace('_', ' ').replace('hrv', 'HRV')} ({whole(score)})"


def _temperature(
    tonight: Night | None, nights: Sequence[Night], details: Sequence[NightDetail]
) -> Iterator[str]:
    measured = None if tonight is None else tonight.temperature_deviation_c
    if tonight is not None and measured is not None:
        trends = (one.temperature_trend_c for one in details)
        trend = next((one for one in trends if one is not None), None)
        days = "" if trend is None else f", trend {_degrees(trend)}"
        label = tonight.provenance.origin.label
        yield f"Body temperature by {label}: {_degrees(measured)} against your usual{days}"
    elif any(night.temperature_deviation_c is not None for night in nights):
        yield "Not known: body temperature"


def _degrees(value: float) -> str:
    rounded = round(value, 1)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else "±"
    return f"{sign}{abs(rounded):.1f} °C"


def _stress(detail: NightDetail) -> Iterator[str]:
    spans = ((detail.stress_high_min, "high"), (detail.recovery_high_min, "of recovery"))
    told = [f"{hours(minutes / 60)} h {what}" for minutes, what in spans if minutes is not None]
    if told:
        summary = f" ({detail.stress_summary})" if detail.stress_summary else ""
        label = detail.provenance.origin.label
        yield f"Stress by {label}, yesterday: {', '.join(told)}{summary}"


def _tags(facts: Sequence[Fact], day: date) -> Iterator[str]:
    for which, name in ((day - _DAY, "yesterday"), (day, "today")):
        said = [fact.words for fact in facts if fact.local_date == which]
        tags = dict.fromkeys(words.removeprefix(TAG) for words in said if words.startswith(TAG))
        if tags:
            yield f"You in Oura, {name}: " + ", ".join(quoted(tag, 200) for tag in [*tags][:_MOST])
