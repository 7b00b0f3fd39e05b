"""Rules about what the athlete feels, energy and soreness, and about many signs at once.

What the athlete says is at least as sensitive as a sensor; words are clauses to the athlete.
"""

from coach.domain.decision import Flag
from coach.safety.compare import at_least, below
from coach.safety.limits import EASY, GENTLE, NO_PUSH, SPIN, STEADY
from coach.safety.reading import Reading
from coach.safety.rule import Rule


def strong_signs(reading: Reading) -> tuple[str, ...]:
    """Return the signs of a tired or sick body there are, each of them plain."""
    signs = {
        "readiness": below(reading.readiness, 40),
        "HRV": reading.hrv7 == "below",
        "resting pulse": at_least(reading.rhr_delta, 8),
        "sleep": below(reading.sleep_h, 4) or below(reading.sleep_7d_h, 5.5),
        "energy": below(reading.energy, 3),
        "soreness": at_least(reading.soreness, 9),
        "form (TSB)": below(reading.tsb, -35),
    }
    return tuple(name for name, holds in signs.items() if holds)


def _agreeing(reading: Reading) -> str:
    *first, last = strong_signs(reading)
    return f"{', '.join(first)} and {last} agree that your body is spent"


BODY_RULES: tuple[Rule, ...] = (
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
        words=lambda r: f"your energy is low ({r.energy:.0f} of 10)",
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
        signal="legs",
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
        holds=lambda r: len(strong_signs(r)) >= 3,
        caps=SPIN,
        words=_agreeing,
        threshold="3 signs",
        weight=6,
    ),
)
