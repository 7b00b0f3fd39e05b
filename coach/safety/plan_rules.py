"""Rules about the plan and the day: taper, race, recovery week, lifts, heat, age, yesterday."""

from coach.domain.decision import Action, Advice, Flag, Intensity
from coach.safety.compare import at_least, below
from coach.safety.limits import EASY, GENTLE, NO_PUSH, STEADY, STOP, Caps
from coach.safety.reading import Reading
from coach.safety.rule import Rule, signed
from coach.safety.symptoms import SymptomClass

_HOT_C, _VERY_HOT_C = 32, 35
_HEAT_SHORT = Caps(Action.EASE, Intensity.LOW, minutes=45, load=32, intensity_factor=0.65)
_HOT = Caps(Action.MAINTAIN, Intensity.MODERATE, minutes=75, load=70, intensity_factor=0.85)
_CHILD = Caps(Action.MAINTAIN, Intensity.LOW, minutes=60, load=45, intensity_factor=0.75)
_YOUTH = Caps(Action.MAINTAIN, Intensity.MODERATE, minutes=90, load=70, intensity_factor=0.85)
_RECOVERY_WEEKS = ("recover", "deload", "rest", "easy", "unload", "regen")


def _late_form(reading: Reading) -> bool:
    """In the last week form should be rising, before that it may still be slightly negative."""
    if not reading.taper or reading.race_day or reading.tsb is None:
        return False
    days = reading.days_to_goal
    return reading.tsb < (-5 if days is not None and days <= 7 else -20)


def _hot(reading: Reading, celsius: float) -> bool:
    return at_least(reading.temp_c, celsius) and not reading.indoor


def recovery_week(reading: Reading) -> bool:
    """Return whether the plan calls this a week to recover in."""
    return any(word in (reading.week_type or "").lower() for word in _RECOVERY_WEEKS)


def taper_caps(reading: Reading) -> Caps | None:
    """Return the taper's caps: fewer days never allow more minutes (Bosquet 2007: −41 to −60 %)."""
    if not reading.taper:
        return None
    days = 14 if reading.days_to_goal is None else min(max(reading.days_to_goal, 0), 14)
    if days == 0:
        return Caps(Action.MAINTAIN, minutes=30, load=30)
    return Caps(Action.MAINTAIN, minutes=42 + 3 * days, load=42 + 2 * days, intensity_factor=1.0)


def _emptied(reading: Reading) -> bool:
    """Whether yesterday asks for days of recovery: a whole race, or over 250 and 3.5 times CTL.

    Loads of 150-300 take two days, over 300 more (science notes, 1); a stage race goes on.
    """
    if (reading.day_kind or "").startswith("stage"):
        return False
    load, ctl = reading.load_yesterday, reading.ctl or 0
    if reading.raced:
        return load is None or load >= max(100, 1.5 * ctl)
    return load is not None and load >= max(250, 3.5 * ctl)


def _yesterday(reading: Reading) -> str:
    if reading.raced:
        return "yesterday's race is still in your legs"
    return f"yesterday's load of {reading.load_yesterday:.0f} takes more than a night to recover"


PLAN_RULES: tuple[Rule, ...] = (
    Rule(
        signal="race",
        holds=lambda r: r.race_day,
        caps=NO_PUSH,
        flags=(Flag.RACE_DAY,),
        words=lambda _: "today is your race",
        weight=12,
    ),
    Rule(
        signal="form",
        holds=_late_form,
        caps=EASY,
        flags=(Flag.NEGATIVE_TSB,),
        words=lambda r: f"your form (TSB) of {signed(r.tsb or 0, 1)} is still negative",
        threshold="−5 in the last week, −20 before",
        weight=9,
    ),
    Rule(
        signal="week",
        holds=recovery_week,
        caps=EASY,
        flags=(Flag.RECOVERY_WEEK,),
        words=lambda _: "this is your recovery week, in which the work of the last ones settles",
        weight=7,
    ),
    Rule(
        signal="lift",
        holds=lambda r: r.deload or "deload" in (r.week_type or "").lower(),
        caps=EASY,
        flags=(Flag.DELOAD,),
        words=lambda _: "a lighter week lets your strength catch up",
        threshold="3 sessions since the best",
        weight=7,
    ),
    Rule(
        signal="lift",
        holds=lambda r: r.stalled,
        caps=NO_PUSH,
        flags=(Flag.STALL,),
        words=lambda _: "your lift stands still, so it gets another stimulus, not more weight",
        threshold="3 sessions since the best",
        weight=6,
    ),
    Rule(
        signal="fitness",
        holds=lambda r: r.ctl_peak is not None and at_least(r.ctl, r.ctl_peak),
        caps=NO_PUSH,
        words=lambda r: f"your fitness (CTL) has reached the {r.ctl_peak:.0f} you aimed for",
        threshold="your mission's CTL",
        weight=1,
    ),
    Rule(
        signal="heat_illness",
        holds=lambda r: _hot(r, _HOT_C) and SymptomClass.RECENT_HEAT_ILLNESS in r.symptoms,
        caps=_HEAT_SHORT,
        flags=(Flag.HEAT,),
        advice=(Advice.STOP_IF_WORSE,),
        words=lambda r: f"it will be {r.temp_c:.0f} °C so soon after your heat illness",
        threshold="32 °C",
        weight=11,
    ),
    Rule(
        signal="heat",
        holds=lambda r: SymptomClass.RECENT_HEAT_ILLNESS in r.symptoms,
        caps=STEADY,
        words=lambda _: "you had a heat illness lately",
        weight=8,
    ),
    Rule(
        signal="heat",
        holds=lambda r: _hot(r, _VERY_HOT_C),
        caps=EASY,
        flags=(Flag.HEAT,),
        advice=(Advice.STOP_IF_WORSE,),
        words=lambda r: f"it will be {r.temp_c:.0f} °C: go early or indoors, and drink",
        threshold="35 °C",
        weight=9,
    ),
    Rule(
        signal="heat",
        holds=lambda r: _hot(r, _HOT_C),
        caps=_HOT,
        flags=(Flag.HEAT,),
        advice=(Advice.STOP_IF_WORSE,),
        words=lambda r: f"it will be {r.temp_c:.0f} °C: go early or indoors, and drink",
        threshold="32 °C",
        weight=8,
    ),
    Rule(
        signal="age",
        holds=lambda r: below(r.age, 13),
        caps=_CHILD,
        flags=(Flag.MINOR_ATHLETE,),
        words=lambda _: "at your age training is play and easy kilometres",
        threshold="13 years",
        weight=6,
    ),
    Rule(
        signal="age",
        holds=lambda r: below(r.age, 16),
        caps=_YOUTH,
        flags=(Flag.MINOR_ATHLETE,),
        words=lambda _: "at your age hard intervals can wait",
        threshold="16 years",
        weight=6,
    ),
    Rule(
        signal="age",
        holds=lambda r: below(r.age, 18),
        caps=NO_PUSH,
        flags=(Flag.MINOR_ATHLETE,),
        words=lambda _: "you are still growing",
        threshold="18 years",
        weight=2,
    ),
    Rule(
        signal="time",
        holds=lambda r: r.blocked or (r.time_min is not None and r.time_min < 10),
        caps=STOP,
        flags=(Flag.TIME_LIMITED,),
        words=lambda _: "there is no time for training today",
        weight=10,
    ),
    Rule(
        signal="legs",
        holds=lambda r: r.legs_lifted and r.sport in {"cycling", "running", "rowing"},
        caps=GENTLE,
        words=lambda _: "your legs did strength work yesterday",
        weight=6,
    ),
    Rule(
        signal="yesterday",
        holds=_emptied,
        caps=EASY,
        flags=(Flag.HIGH_LOAD,),
        words=_yesterday,
        threshold="a race, or 250 and 3.5 times your CTL",
        weight=7,
    ),
)
