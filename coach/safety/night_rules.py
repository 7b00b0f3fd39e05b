"""Rules about the night: readiness, HRV, resting pulse and sleep, by the science notes (2).

A single low HRV only takes the push away; its 7-night mean gates intensity. Words are clauses.
"""

from coach.domain.decision import Advice, Flag
from coach.safety.compare import at_least, at_most, below
from coach.safety.limits import EASY, NO_PUSH, SHORT_EASY, STEADY
from coach.safety.reading import Reading
from coach.safety.rule import Rule, clock, signed

# On white noise alone the 7-night mean leaves its band on 8 % of mornings, a single night on 23 %:
# so the mean holds back intensity, and one night only the hardest work.
PUSH_READINESS = 80
_GREAT_ENERGY, _LITTLE_SORENESS = 8, 3


def feels_great(reading: Reading) -> bool:
    """Return whether the athlete's own word lifts a weak score; a low HRV forbids it."""
    return (
        at_least(reading.energy, _GREAT_ENERGY)
        and (reading.soreness is None or reading.soreness <= _LITTLE_SORENESS)
        and reading.hrv7 in {"within", "above"}
    )


def _strained(reading: Reading) -> bool:
    return reading.hrv7 == "above" and (at_most(reading.energy, 5) or below(reading.tsb, -20))


def _pulse(reading: Reading) -> str:
    if "rhr_delta_bpm" in reading.implausible:
        return "the resting pulse your sensor sent is too high to be true, so I keep it easy"
    return f"your resting pulse is {signed(reading.rhr_delta or 0)} over usual"


def _alarming_pulse(reading: Reading) -> str:
    believed = "rhr_delta_bpm" not in reading.implausible
    return _pulse(reading) + (", as before an illness" if believed else "")


NIGHT_RULES: tuple[Rule, ...] = (
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
        signal="sensors",
        holds=lambda r: "readiness" in r.implausible and below(r.readiness, 40),
        caps=SHORT_EASY,
        words=lambda _: (
            "the readiness your sensor sent cannot be right, so I keep it easy until I know"
        ),
        threshold="1 to 100",
        weight=8,
    ),
    Rule(
        signal="readiness",
        holds=lambda r: below(r.readiness, 50) or (below(r.readiness, 60) and not feels_great(r)),
        caps=EASY,
        flags=(Flag.LOW_READINESS,),
        words=lambda r: f"your readiness is {r.readiness:.0f}, low for hard work",
        threshold="60",
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
        words=_alarming_pulse,
        threshold="+10 bpm",
        weight=8,
    ),
    Rule(
        signal="resting_heart_rate",
        holds=lambda r: at_least(r.rhr_delta, 8),
        caps=EASY,
        flags=(Flag.RHR_HIGH,),
        advice=(Advice.STOP_IF_WORSE,),
        words=_pulse,
        threshold="+8 bpm",
        weight=7,
    ),
    Rule(
        signal="resting_heart_rate",
        holds=lambda r: at_least(r.rhr_delta, 5),
        caps=STEADY,
        flags=(Flag.RHR_HIGH,),
        words=_pulse,
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
        words=lambda r: f"you slept only {clock(r.sleep_h)}" if r.sleep_h else "you did not sleep",
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
        holds=lambda r: r.slept_badly,
        caps=STEADY,
        flags=(Flag.POOR_SLEEP,),
        words=lambda _: "you slept badly",
        threshold="6 h",
        weight=5,
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
)
