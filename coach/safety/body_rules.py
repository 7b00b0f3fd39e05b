"""Rules about the body: readiness, HRV, resting pulse, sleep, energy and soreness.

Thresholds are those of the science notes (2); words are clauses to the athlete.
"""

from coach.domain.decision import Advice, Flag
from coach.safety.limits import EASY, GENTLE, NO_PUSH, SHORT_EASY, SPIN, STEADY
from coach.safety.reading import Reading
from coach.safety.rule import Rule, clock, signed

PUSH_READINESS = 80
_GREAT_ENERGY, _LITTLE_SORENESS = 8, 3


def below(value: float | None, limit: float) -> bool:
    """Return whether a known value is under the limit."""
    return value is not None and value < limit


def at_least(value: float | None, limit: float) -> bool:
    """Return whether a known value reaches the limit."""
    return value is not None and value >= limit


def feels_great(reading: Reading) -> bool:
    """Return whether the athlete's own word lifts a weak score; a low HRV forbids it."""
    return (
        at_least(reading.energy, _GREAT_ENERGY)
        and (reading.soreness is None or reading.soreness <= _LITTLE_SORENESS)
        and reading.hrv7 in {"within", "above"}
    )


def _strained(reading: Reading) -> bool:
    return reading.hrv7 == "above" and (below(reading.energy, 5) or below(reading.tsb, -20))


def strong_signs(reading: Reading) -> int:
    """Return how many signs of a tired or sick body there are, each of them plain."""
    return sum((
        below(reading.readiness, 40), reading.hrv7 == "below", at_least(reading.rhr_delta, 8),
        below(reading.sleep_h, 4) or below(reading.sleep_7d_h, 5.5),
        below(reading.energy, 3), at_least(reading.soreness, 9), below(reading.tsb, -35),
    ))  # fmt: skip


BODY_RULES: tuple[Rule, ...] = (
    Rule(
        signal="readiness",
        holds=lambda r: below(r.readiness, 40) and "readiness" not in r.implausible,
        caps=SHORT_EASY,
        flags=(Flag.LOW_READINESS,),
        words=lambda r: f"your readiness is down to {r.readiness:.0f}",
        threshold="40",
        weight=8,
    ),
    Rule(
        signal="readiness",
        holds=lambda r: "readiness" in r.implausible and below(r.readiness, 40),
        caps=SHORT_EASY,
        words=lambda _: "the readiness your sensor sent cannot be right",
        threshold="1 to 100",
        weight=8,
    ),
    Rule(
        signal="readiness",
        holds=lambda r: below(r.readiness, 50) or (below(r.readiness, 65) and not feels_great(r)),
        caps=EASY,
        flags=(Flag.LOW_READINESS,),
        words=lambda r: f"your readiness is {r.readiness:.0f}, low for hard work",
        threshold="65",
        weight=7,
    ),
    Rule(
        signal="readiness",
        holds=lambda r: below(r.readiness, 70),
        caps=STEADY,
        flags=(Flag.LOW_READINESS,),
        words=lambda r: f"your readiness of {r.readiness:.0f} is a little low",
        threshold="70",
        weight=4,
    ),
    Rule(
        signal="readiness",
        holds=lambda r: below(r.readiness, PUSH_READINESS),
        caps=NO_PUSH,
        words=lambda r: f"your readiness of {r.readiness:.0f} is fine, not outstanding",
        threshold=str(PUSH_READINESS),
        weight=1,
    ),
    Rule(
        signal="readiness",
        holds=lambda r: r.min_readiness is not None and below(r.readiness, r.min_readiness),
        caps=EASY,
        flags=(Flag.LOW_READINESS,),
        words=lambda r: (
            f"your readiness of {r.readiness:.0f} is under the {r.min_readiness:.0f} "
            "your mission asks for"
        ),
        threshold="your mission's minimum",
        weight=7,
    ),
    Rule(
        signal="readiness",
        holds=lambda r: r.min_readiness is not None and below(r.readiness, r.min_readiness + 5),
        caps=NO_PUSH,
        words=lambda r: f"your readiness of {r.readiness:.0f} is close to your mission's minimum",
        threshold="your mission's minimum",
        weight=1,
    ),
    Rule(
        signal="hrv",
        holds=lambda r: r.hrv7 == "below",
        caps=EASY,
        flags=(Flag.HRV_LOW,),
        words=lambda _: "your HRV has been under its usual band over the last seven nights",
        threshold="your own band",
        weight=8,
    ),
    Rule(
        signal="hrv",
        holds=lambda r: r.hrv_day == "below" and r.hrv7 != "below",
        caps=STEADY,
        flags=(Flag.HRV_LOW,),
        words=lambda _: "your HRV was low last night, though the week is in its band",
        threshold="your own band",
        weight=4,
    ),
    Rule(
        signal="hrv",
        holds=_strained,
        caps=EASY,
        flags=(Flag.HRV_HIGH, Flag.OVERREACHING),
        words=lambda _: "your HRV is above its band while you are tired, a sign of strain",
        threshold="your own band",
        weight=8,
    ),
    Rule(
        signal="hrv",
        holds=lambda r: "above" in {r.hrv7, r.hrv_day},
        caps=NO_PUSH,
        flags=(Flag.HRV_HIGH,),
        words=lambda _: "your HRV is above its usual band",
        threshold="your own band",
        weight=2,
    ),
    Rule(
        signal="resting_heart_rate",
        holds=lambda r: at_least(r.rhr_delta, 10),
        caps=SHORT_EASY,
        flags=(Flag.RHR_HIGH,),
        advice=(Advice.STOP_IF_WORSE,),
        words=lambda r: (
            f"your resting pulse is {signed(r.rhr_delta or 0)} over usual, as before an illness"
        ),
        threshold="+10 bpm",
        weight=8,
    ),
    Rule(
        signal="resting_heart_rate",
        holds=lambda r: at_least(r.rhr_delta, 8),
        caps=EASY,
        flags=(Flag.RHR_HIGH,),
        advice=(Advice.STOP_IF_WORSE,),
        words=lambda r: f"your resting pulse is {signed(r.rhr_delta or 0)} over usual",
        threshold="+8 bpm",
        weight=7,
    ),
    Rule(
        signal="resting_heart_rate",
        holds=lambda r: at_least(r.rhr_delta, 5),
        caps=STEADY,
        flags=(Flag.RHR_HIGH,),
        words=lambda r: f"your resting pulse is {signed(r.rhr_delta or 0)} over usual",
        threshold="+5 bpm",
        weight=4,
    ),
    Rule(
        signal="resting_heart_rate",
        holds=lambda r: r.max_rhr is not None and (r.rhr_bpm or 0) > r.max_rhr,
        caps=EASY,
        flags=(Flag.RHR_HIGH,),
        words=lambda r: (
            f"your resting pulse of {r.rhr_bpm:.0f} is over the {r.max_rhr:.0f} your mission allows"
        ),
        threshold="your mission's maximum",
        weight=6,
    ),
    Rule(
        signal="sleep",
        holds=lambda r: below(r.sleep_h, 4),
        caps=EASY,
        flags=(Flag.POOR_SLEEP,),
        advice=(Advice.AVOID_TRAFFIC_OR_USE_TRAINER,),
        words=lambda r: f"you slept only {clock(r.sleep_h or 0)}",
        threshold="4 h",
        weight=9,
    ),
    Rule(
        signal="sleep",
        holds=lambda r: below(r.sleep_7d_h, 6),
        caps=EASY,
        flags=(Flag.POOR_SLEEP,),
        words=lambda r: f"you have slept {clock(r.sleep_7d_h or 0)} a night this week",
        threshold="6 h over 7 nights",
        weight=7,
    ),
    Rule(
        signal="sleep",
        holds=lambda r: below(r.sleep_h, 6),
        caps=STEADY,
        flags=(Flag.POOR_SLEEP,),
        words=lambda r: f"you slept {clock(r.sleep_h or 0)}, a short night",
        threshold="6 h",
        weight=5,
    ),
    Rule(
        signal="energy",
        holds=lambda r: below(r.energy, 2),
        caps=SPIN,
        words=lambda r: f"you feel empty ({r.energy:.0f} of 10)",
        threshold="2 of 10",
        weight=9,
    ),
    Rule(
        signal="energy",
        holds=lambda r: below(r.energy, 4),
        caps=EASY,
        words=lambda r: f"you told me your energy is {r.energy:.0f} of 10",
        threshold="4 of 10",
        weight=8,
    ),
    Rule(
        signal="energy",
        holds=lambda r: below(r.energy, 5),
        caps=STEADY,
        words=lambda r: f"your energy is only {r.energy:.0f} of 10",
        threshold="5 of 10",
        weight=5,
    ),
    Rule(
        signal="energy",
        holds=lambda r: below(r.energy, 6),
        caps=NO_PUSH,
        words=lambda r: f"your energy is middling ({r.energy:.0f} of 10)",
        threshold="6 of 10",
        weight=2,
    ),
    Rule(
        signal="soreness",
        holds=lambda r: at_least(r.soreness, 9) and r.sore_legs,
        caps=SPIN,
        flags=(Flag.SORENESS,),
        words=lambda r: f"your legs are very sore ({r.soreness:.0f} of 10)",
        threshold="9 of 10",
        weight=9,
    ),
    Rule(
        signal="soreness",
        holds=lambda r: at_least(r.soreness, 7),
        caps=EASY,
        flags=(Flag.SORENESS,),
        words=lambda r: f"you are sore ({r.soreness:.0f} of 10)",
        threshold="7 of 10",
        weight=8,
    ),
    Rule(
        signal="soreness",
        holds=lambda r: at_least(r.soreness, 5),
        caps=STEADY,
        flags=(Flag.SORENESS,),
        words=lambda r: f"you are a little sore ({r.soreness:.0f} of 10)",
        threshold="5 of 10",
        weight=5,
    ),
    Rule(
        signal="soreness",
        holds=lambda r: at_least(r.soreness, 4) and r.legs_lifted and r.sport != "strength",
        caps=GENTLE,
        flags=(Flag.SORENESS,),
        words=lambda _: "your legs still carry yesterday's strength work",
        threshold="4 of 10 after leg strength",
        weight=5,
    ),
    Rule(
        signal="soreness",
        holds=lambda r: at_least(r.soreness, 4),
        caps=NO_PUSH,
        words=lambda r: f"you feel some soreness ({r.soreness:.0f} of 10)",
        threshold="4 of 10",
        weight=2,
    ),
    Rule(
        signal="body",
        holds=lambda r: strong_signs(r) >= 3,
        caps=SPIN,
        words=lambda r: f"{strong_signs(r)} signs of a tired body come together",
        threshold="3 signs",
        weight=6,
    ),
)
