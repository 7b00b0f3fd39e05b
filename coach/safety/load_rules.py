"""Rules about training load: form, ramp, hard days, rest, monotony, pauses and short histories.

Form (TSB) and ramp are one signal: a steady ramp of R forces a morning TSB of about −5·R.
"""

from coach.domain.decision import Action, Advice, Flag, Intensity
from coach.safety.compare import at_least, below
from coach.safety.limits import EASY, NO_PUSH, SPIN, Caps
from coach.safety.reading import Reading
from coach.safety.rule import Rule, signed

# After 42 days the unknown past still weighs 37 % of CTL; before, a ramp is mostly the seed.
_SEEDED_DAYS = 42
_FIRST_DAYS = 14
_FIRST_STEPS = Caps(Action.MAINTAIN, Intensity.LOW, minutes=45, load=36, intensity_factor=0.75)
_RESTART = Caps(Action.MAINTAIN, Intensity.MODERATE, minutes=75, load=70, intensity_factor=0.85)


_AFTER_HARD_DAYS = Caps(Action.MAINTAIN, Intensity.LOW, minutes=120, load=80, intensity_factor=0.75)


def _most_hard_days(reading: Reading) -> int:
    """Two in a row; a stage race is hard days in a row by its nature."""
    return 5 if (reading.day_kind or "").startswith("stage") else 2


def _too_steep(reading: Reading) -> bool:
    """Friel's 5-8 a week, by fitness: 6 under CTL 45, 8, and 10 over 70; not before 42 days."""
    ctl = reading.ctl or 0
    limit = 6 if ctl < 45 else 8 if ctl <= 70 else 10
    known = reading.history_days is None or reading.history_days >= _SEEDED_DAYS
    return known and reading.ramp is not None and reading.ramp > limit


def _deep(reading: Reading) -> bool:
    """Under −30, or for a small CTL more than 60 % of it."""
    if reading.tsb is None:
        return False
    return reading.tsb < -30 or (
        reading.ctl is not None and reading.tsb < max(-0.6 * reading.ctl, -30) and reading.tsb < -15
    )


def _form(reading: Reading) -> str:
    return f"your form (TSB) is {signed(reading.tsb or 0)}"


def _rise(reading: Reading) -> str:
    rise = f"{reading.ramp or 0:.1f}".removesuffix(".0")
    return f"your fitness (CTL) rose by {rise} in a week"


LOAD_RULES: tuple[Rule, ...] = (
    Rule(
        signal="form",
        holds=lambda r: below(r.tsb, -45),
        caps=SPIN,
        flags=(Flag.LOW_TSB, Flag.NEGATIVE_TSB, Flag.HIGH_LOAD),
        words=lambda r: f"{_form(r)}, far deeper than training needs",
        threshold="−45",
        weight=8,
    ),
    Rule(
        signal="form",
        holds=_deep,
        caps=EASY,
        flags=(Flag.LOW_TSB, Flag.NEGATIVE_TSB, Flag.HIGH_LOAD),
        words=lambda r: f"{_form(r)}: you carry more fatigue than you can turn into fitness",
        threshold="−30",
        weight=7,
    ),
    Rule(
        signal="form",
        holds=lambda r: r.min_tsb is not None and below(r.tsb, r.min_tsb),
        caps=EASY,
        flags=(Flag.LOW_TSB, Flag.NEGATIVE_TSB),
        words=lambda r: f"{_form(r)}, under the {signed(r.min_tsb or 0)} your mission allows",
        threshold="your mission's minimum",
        weight=7,
    ),
    Rule(
        signal="form",
        holds=lambda r: below(r.tsb, -10),
        caps=NO_PUSH,
        flags=(Flag.NEGATIVE_TSB,),
        words=lambda r: f"{_form(r)}, the tiredness of good training",
        threshold="−10",
        weight=2,
    ),
    Rule(
        signal="ramp",
        holds=_too_steep,
        caps=EASY,
        flags=(Flag.RAMP_RATE, Flag.HIGH_LOAD),
        words=lambda r: f"{_rise(r)}, faster than it lasts",
        threshold="8 a week (6 under CTL 45, 10 over 70)",
        weight=7,
    ),
    Rule(
        signal="ramp",
        holds=lambda r: at_least(r.ramp, 6),
        caps=NO_PUSH,
        words=_rise,
        threshold="6 a week",
        weight=2,
    ),
    Rule(
        signal="hard_days",
        holds=lambda r: at_least(r.hard_days, _most_hard_days(r)),
        caps=_AFTER_HARD_DAYS,
        flags=(Flag.HIGH_LOAD,),
        words=lambda r: f"you have {r.hard_days} hard days behind you",
        threshold="2 in a row",
        weight=7,
    ),
    Rule(
        signal="hard_days",
        holds=lambda r: at_least(r.hard_days, 1),
        caps=NO_PUSH,
        words=lambda _: "yesterday was hard",
        threshold="2 in a row",
        weight=1,
    ),
    Rule(
        signal="monotony",
        holds=lambda r: at_least(r.monotony, 2),
        caps=EASY,
        flags=(Flag.MONOTONY,),
        words=lambda _: "your days have been too much alike",
        threshold="2.0",
        weight=6,
    ),
    Rule(
        signal="rest",
        holds=lambda r: at_least(r.days_since_rest, 14),
        caps=SPIN,
        flags=(Flag.NO_REST_DAY,),
        words=lambda r: f"you have not had a rest day for {r.days_since_rest} days",
        threshold="14 days",
        weight=7,
    ),
    Rule(
        signal="rest",
        holds=lambda r: at_least(r.days_since_rest, 9),
        caps=EASY,
        flags=(Flag.NO_REST_DAY,),
        words=lambda r: f"you have not had a rest day for {r.days_since_rest} days",
        threshold="9 days",
        weight=6,
    ),
    Rule(
        signal="rest",
        holds=lambda r: at_least(r.days_since_rest, 7),
        caps=NO_PUSH,
        words=lambda r: f"your last rest day was {r.days_since_rest} days ago",
        threshold="9 days",
        weight=2,
    ),
    Rule(
        signal="pause",
        holds=lambda r: at_least(r.days_since_training, 21),
        caps=EASY,
        flags=(Flag.DETRAINING,),
        words=lambda r: f"you come back after {r.days_since_training} days without training",
        threshold="21 days",
        weight=7,
    ),
    Rule(
        signal="pause",
        holds=lambda r: at_least(r.days_since_training, 7),
        caps=_RESTART,
        flags=(Flag.DETRAINING,),
        words=lambda r: (
            f"you have not trained for {r.days_since_training} days, so that freshness is not "
            "fitness"
        ),
        threshold="7 days",
        weight=7,
    ),
    Rule(
        signal="pause",
        holds=lambda r: at_least(r.days_since_training, 4),
        caps=NO_PUSH,
        words=lambda r: f"your last training was {r.days_since_training} days ago",
        threshold="7 days",
        weight=2,
    ),
    Rule(
        signal="form",
        holds=lambda r: at_least(r.tsb, 25),
        flags=(Flag.DETRAINING,),
        words=lambda r: f"{_form(r)}: you are losing fitness by now",
        threshold="+25",
        weight=3,
    ),
    Rule(
        signal="history",
        holds=lambda r: _short(r, _FIRST_DAYS),
        caps=_FIRST_STEPS,
        flags=(Flag.COLD_START, Flag.MISSING_DATA),
        words=lambda _: "I do not know your training yet, so today is gentle",
        threshold="14 days",
        weight=6,
    ),
    Rule(
        signal="history",
        holds=lambda r: _short(r, _SEEDED_DAYS),
        caps=NO_PUSH,
        flags=(Flag.COLD_START,),
        words=lambda _: "I know only a few weeks of your training",
        threshold="42 days",
        weight=3,
    ),
    Rule(
        signal="overreaching",
        holds=lambda r: (
            below(r.tsb, -30)
            and r.hrv7 == "below"
            and (below(r.energy, 4) or at_least(r.rhr_delta, 5))
        ),
        caps=SPIN,
        flags=(Flag.OVERREACHING,),
        advice=(Advice.SEE_DOCTOR,),
        words=lambda _: "deep fatigue, a low HRV and how you feel agree: that is more than tired",
        threshold="2 signs beside deep fatigue",
        weight=8,
    ),
)


def _short(reading: Reading, days: int) -> bool:
    if reading.history_days is None:
        return reading.tsb is None
    return reading.history_days < days
