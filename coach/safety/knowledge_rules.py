"""Rules about what is known: the night, its age, the sensors' sense, and all that a push rests on.

What is missing is never read as fine: it takes the push away, and the whole night the intensity.
"""

from coach.domain.decision import Advice, Flag
from coach.safety.compare import at_least
from coach.safety.limits import NO_PUSH, STEADY
from coach.safety.reading import Reading
from coach.safety.rule import Rule

_STALE_H, _OLD_H = 24, 36


def push_unknown(reading: Reading) -> bool:
    """Return whether anything is unknown that a push must be sure of."""
    known = (
        reading.readiness, reading.sleep_h, reading.rhr_delta, reading.tsb, reading.soreness,
        reading.energy, reading.hard_days, reading.history_days, reading.age_h, reading.monotony,
        reading.days_since_rest, reading.ramp,
    )  # fmt: skip
    return None in known or "unknown" in {reading.hrv7, reading.hrv_day}


KNOWLEDGE_RULES: tuple[Rule, ...] = (
    Rule(
        signal="night",
        holds=lambda r: not r.night_known,
        caps=STEADY,
        flags=(Flag.MISSING_DATA,),
        advice=(Advice.ASK_CLARIFYING,),
        words=lambda _: "I know nothing of your last night, so I keep it steady rather than hard",
        weight=7,
    ),
    Rule(
        signal="night",
        holds=lambda r: r.readiness is None or r.sleep_h is None or r.hrv7 == "unknown",
        flags=(Flag.MISSING_DATA,),
        words=lambda _: "a part of your last night is not known",
        weight=1,
    ),
    Rule(
        signal="age_of_data",
        holds=lambda r: at_least(r.age_h, _OLD_H),
        caps=STEADY,
        flags=(Flag.STALE_DATA,),
        advice=(Advice.ASK_CLARIFYING,),
        words=lambda r: f"your latest measurements are {r.age_h:.0f} hours old",
        threshold="36 h",
        weight=6,
    ),
    Rule(
        signal="age_of_data",
        holds=lambda r: (r.age_h or 0) > _STALE_H,
        caps=NO_PUSH,
        flags=(Flag.STALE_DATA,),
        words=lambda r: f"your latest measurements are {r.age_h:.0f} hours old",
        threshold="24 h",
        weight=3,
    ),
    Rule(
        signal="sensors",
        holds=lambda r: bool(r.implausible),
        caps=STEADY,
        flags=(Flag.DATA_QUALITY,),
        advice=(Advice.ASK_CLARIFYING,),
        words=lambda _: "some of what your sensors sent cannot be right",
        weight=8,
    ),
    Rule(
        signal="completeness",
        holds=push_unknown,
        caps=NO_PUSH,
        words=lambda _: "not everything is known that a push should rest on",
        weight=0,
    ),
)
