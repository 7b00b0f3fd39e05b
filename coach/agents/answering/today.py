"""Answers about today: what it is, why, how hard, and whether it goes with what hurts."""

from collections.abc import Iterator

from coach.agents.advice import advice_lines
from coach.agents.answering.ground import Ground
from coach.agents.answering.projecting import has_trained, trained_today
from coach.agents.answering.question import Asked
from coach.agents.ledger import explain
from coach.agents.steps import steps_line
from coach.agents.targets import ZONES, Ruler, ruler, zone_ranges
from coach.agents.wording import capitalized, tidy, whole
from coach.agents.workout_words import amount, gist, is_rest, zones_line
from coach.domain.decision import Flag
from coach.domain.workout import StepUnit
from coach.safety.symptoms import MEANINGS, SymptomClass

_UNKNOWN_THRESHOLDS = (
    "I know no FTP, threshold pulse or pace of yours, so it goes by feel; they belong in your"
    " mission under [athlete]."
)
_SPORT_UNIT: dict[str, StepUnit] = {
    "running": "fraction_threshold_speed",
    "swimming": "fraction_threshold_speed",
    "strength": "rpe",
}
_AILING = frozenset({Flag.PAIN, Flag.INJURY, Flag.ILLNESS, Flag.MILD_ILLNESS, Flag.FEVER,
                     Flag.SORENESS, Flag.RETURN_FROM_ILLNESS, Flag.ASK_CLARIFYING})  # fmt: skip


def today(_: Asked, ground: Ground) -> Iterator[str]:
    """Say the session of today, or that it is done."""
    if has_trained(ground):
        load = trained_today(ground)[1]
        known = f": load {whole(load)}" if load else ""
        yield f"You have trained today{known}. The rest of it is for recovering."
        return
    yield f"Today is {ground.decision.action}: {gist(ground.morning, ground.workout)}."
    yield _reason(ground)


def why(_: Asked, ground: Ground) -> Iterator[str]:
    """Say what decided today and what would have changed it."""
    ledger = explain(ground.briefing)
    yield f"{capitalized(ground.decision.action)}: {amount(ground.workout)}. {_reason(ground)}"
    if not ledger.lines[0].endswith("fine"):
        yield from ledger.lines[:1]
    if ledger.counterfact:
        yield ledger.counterfact
    yield "/why shows every signal."


def how_hard(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say today's steps and the zones they lie in, in the measure asked for where it is known."""
    workout = ground.workout
    if is_rest(workout):
        yield "Today is a rest day, so there is nothing to hold."
        return
    reading = _ruler(asked, ground, workout.steps[0].unit)
    yield f"{capitalized(amount(workout))}: {steps_line(workout.steps, reading)}."
    yield zones_line(workout, reading)
    if reading.measure == "feel":
        yield _UNKNOWN_THRESHOLDS


def zones(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say all zones in the athlete's own measure."""
    unit = _SPORT_UNIT.get(asked.sport or ground.mission.sport, "fraction_ftp")
    reading = _ruler(asked, ground, unit)
    ranges = zip(reading.zones.names, zone_ranges(reading), strict=True)
    yield " · ".join(f"{name} {meaning}" for name, meaning in ranges if meaning)
    if reading.measure == "feel":
        yield _UNKNOWN_THRESHOLDS
    elif reading.measure == "watts":
        yield f"By your FTP of {whole(reading.threshold)} W."
    elif reading.measure == "beats":
        yield f"By your threshold pulse of {whole(reading.threshold)} bpm."


def _ruler(asked: Asked, ground: Ground, unit: StepUnit) -> Ruler:
    beats = ground.morning.lthr_bpm
    if asked.measure == "beats" and beats and unit in ZONES and unit != "rpe":
        return Ruler("beats", unit, beats)
    return ruler(ground.morning, unit)


def with_this(asked: Asked, ground: Ground) -> Iterator[str]:
    """Say what today is with what hurts; without knowing what hurts, what the rules are."""
    told = _told(ground)
    if asked.ailing and not told:
        yield from _rules()
        return
    beside = f" with {told}" if told else ""
    if is_rest(ground.workout):
        held = "" if told else f" {_reason(ground)}"
        yield f"Not today{beside}: it is a rest day.{held}"
    else:
        yield f"Today{beside} is {ground.decision.action}: {gist(ground.morning, ground.workout)}."
    if told:
        yield from advice_lines(ground.decision)
        yield "This is what my rules allow; what it is, only somebody who looks at it can say."


def _told(ground: Ground) -> str:
    """Say what hurts or ails by what the athlete told; "" where nothing does."""
    morning = ground.morning
    pains = [f"{pain.site} pain {tidy(pain.score)}/10" for pain in morning.pain if pain.score]
    if morning.soreness_0_10:
        pains.append(f"soreness {tidy(morning.soreness_0_10)}/10")
    if not pains and not _AILING.isdisjoint(ground.decision.flags):
        pains.append("what you told me")
    return " and ".join(pains)


def _rules() -> Iterator[str]:
    cold = MEANINGS[SymptomClass.ABOVE_NECK_ILLNESS].max_minutes or 0
    yield "Tell me where and how much, 0 to 10 (“left knee 4/10”), and I set today by it."
    yield "My rules for pain: up to 2 as planned, 3 to 5 short and easy, over 5 or sharp none."
    yield f"For a cold: at most {whole(cold)} easy minutes; with fever, chest or stomach, rest."


def _reason(ground: Ground) -> str:
    """Return the reason as the morning's message gives it, its numbers checked already."""
    return ground.briefing.sections[2].lines[0]
