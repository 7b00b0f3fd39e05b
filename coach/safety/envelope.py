"""The envelope: every rule that holds this morning, and the caps in which all of them meet.

Rules are tables; this is their engine. No proposal leaves the envelope, whoever makes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isinf

from coach.domain.decision import Action, Advice, Envelope, Flag
from coach.safety.body_rules import BODY_RULES
from coach.safety.health import pain_finding, return_finding, symptom_finding, unclear_finding
from coach.safety.limits import ANYTHING, Caps, strictest
from coach.safety.load_rules import LOAD_RULES
from coach.safety.plan_rules import PLAN_RULES, taper_caps
from coach.safety.reading import Reading
from coach.safety.rule import Finding, Rule, found

RULES: tuple[Rule, ...] = (*PLAN_RULES, *BODY_RULES, *LOAD_RULES)
_TIMES_FITNESS = 3.5
_LEAST_GENERAL_LOAD = 120.0


@dataclass(frozen=True)
class Bounds:
    """What was found and how far the day may go."""

    findings: tuple[Finding, ...]
    caps: Caps

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """All flags, in the order of the list of flags."""
        raised = {flag for finding in self.findings for flag in finding.flags}
        return tuple(flag for flag in Flag if flag in raised)

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """All advice, gravest first."""
        given = {advice for finding in self.findings for advice in finding.advice}
        return tuple(advice for advice in Advice if advice in given)

    @cached_property
    def envelope(self) -> Envelope:
        """The envelope as a document."""
        caps = self.caps
        return Envelope(
            allowed_actions=tuple(a for a in Action if a.rank <= caps.action.rank),
            max_minutes=_finite(caps.minutes),
            max_load=_finite(caps.load),
            max_intensity_factor=_finite(caps.intensity_factor),
            reasons=tuple(f.words for f in self.findings if f.caps != ANYTHING),
        )


def _finite(value: float) -> float | None:
    return None if isinf(value) else value


def bound(reading: Reading) -> Bounds:
    """Return the findings, gravest first, and the caps of the day."""
    findings = tuple(
        sorted(_findings(reading), key=lambda f: (f.caps.action.rank, -f.weight, f.signal))
    )
    return Bounds(findings, caps_of(reading, findings))


def caps_of(reading: Reading, findings: tuple[Finding, ...]) -> Caps:
    """Return what all findings and the day's own limits allow together."""
    return strictest((*(finding.caps for finding in findings), *_general(reading)))


def _findings(reading: Reading) -> Iterator[Finding]:
    for symptom in reading.symptoms:
        yield symptom_finding(symptom)
    for words in reading.unclear:
        yield unclear_finding(words)
    for pain in reading.pains:
        yield pain_finding(pain, reading)
    if (back := return_finding(reading)) is not None:
        yield back
    race_day = reading.race_day
    for rule in RULES:
        if not (race_day and rule.nerves) and rule.holds(reading):
            yield found(rule, reading)
    if (taper := taper_caps(reading)) is not None:
        yield Finding(
            signal="taper",
            caps=taper,
            flags=(Flag.TAPER,),
            words="the taper cuts volume and keeps a little sharpness",
            weight=5,
        )


def _general(reading: Reading) -> Iterator[Caps]:
    if reading.ctl is not None:
        yield Caps(load=max(_LEAST_GENERAL_LOAD, _TIMES_FITNESS * reading.ctl))
    if reading.time_min is not None:
        yield Caps(minutes=max(reading.time_min, 0))
    yield ANYTHING
