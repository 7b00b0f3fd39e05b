"""The envelope: every rule that holds this morning, and the caps in which all of them meet.

Rules are tables; this is their engine. No proposal leaves the envelope, whoever makes it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import isinf

from coach.domain.decision import Action, Advice, Envelope, Flag, Intensity
from coach.safety.body_rules import BODY_RULES
from coach.safety.health import (
    ENDS_TALK,
    pain_finding,
    return_finding,
    symptom_finding,
    unclear_finding,
)
from coach.safety.knowledge_rules import KNOWLEDGE_RULES
from coach.safety.limits import ANYTHING, Caps, strictest
from coach.safety.load_rules import LOAD_RULES
from coach.safety.night_rules import NIGHT_RULES
from coach.safety.plan_rules import PLAN_RULES, taper_caps
from coach.safety.reading import Reading
from coach.safety.rule import Finding, Rule, found

RULES: tuple[Rule, ...] = (
    *PLAN_RULES,
    *NIGHT_RULES,
    *BODY_RULES,
    *LOAD_RULES,
    *KNOWLEDGE_RULES,
)
# Nerves raise the pulse and shorten the night before a race: health alone cancels it.
_COUNTED_ON_A_RACE_DAY = frozenset({"race", "heat_illness", "time"})
# Nobody does more in a day than some times what they are used to, whoever proposes it.
_TIMES_FITNESS = 3.5
_LEAST_GENERAL_LOAD = 120.0


@dataclass(frozen=True)
class Bounds:
    """What was found and how far the day may go."""

    findings: tuple[Finding, ...]
    caps: Caps
    general: tuple[Caps, ...] = ()

    def without_easing(self, hardest: Intensity) -> Caps:
        """Return the caps of a better morning: of the findings that leave this intensity alone.

        What a bigger session would have been under them bounds the smaller one that stands for it.
        """
        mild = (
            finding.caps
            for finding in self.findings
            if finding.caps.action.rank >= Action.MAINTAIN.rank
            and finding.caps.intensity.rank >= hardest.rank
        )
        return strictest((*mild, *self.general))

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """All flags, in the order of the list of flags."""
        raised = {flag for finding in self.findings for flag in finding.flags}
        return tuple(flag for flag in Flag if flag in raised)

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """All advice, gravest first."""
        given = {advice for finding in self.findings for advice in finding.advice}
        if any(finding.weight == ENDS_TALK for finding in self.findings):
            given.discard(Advice.ASK_CLARIFYING)
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
            reasons=tuple(_reasons(self.findings, caps)),
        )


def _reasons(findings: Iterable[Finding], caps: Caps) -> list[str]:
    """Return what makes the caps, of each signal the gravest; every symptom and pain counts."""
    told: dict[str, str] = {}
    for finding in findings:
        if _binds(finding.caps, caps):
            several = finding.signal in {"symptom", "pain"}
            told.setdefault(finding.words if several else finding.signal, finding.words)
    return list(dict.fromkeys(told.values()))


def _binds(asked: Caps, caps: Caps) -> bool:
    """Return whether a finding asks for a cap that is the day's: what is laxer is no reason."""
    return any(
        getattr(asked, name) == getattr(caps, name) != getattr(ANYTHING, name)
        for name in ("action", "intensity", "minutes", "load", "intensity_factor")
    )


def _finite(value: float) -> float | None:
    return None if isinf(value) else value


def bound(reading: Reading) -> Bounds:
    """Return the findings, gravest first, and the caps of the day."""
    findings = tuple(
        sorted(_findings(reading), key=lambda f: (f.caps.action.rank, -f.weight, f.signal))
    )
    general = tuple(_general(reading))
    caps = strictest((*(finding.caps for finding in findings), *general))
    return Bounds(findings, caps, general)


def allowed(reading: Reading) -> Caps:
    """Return the caps alone, without words; for deciding again with a signal changed."""
    lenient = reading.race_day
    of_rules = (
        rule.caps
        for rule in RULES
        if (not lenient or rule.signal in _COUNTED_ON_A_RACE_DAY) and rule.holds(reading)
    )
    others = (finding.caps for finding in _own_findings(reading))
    return strictest((*of_rules, *others, *_general(reading)))


def _own_findings(reading: Reading) -> Iterator[Finding]:
    """Yield what is found without a table of rules: health and the taper."""
    for symptom in reading.symptoms:
        yield symptom_finding(symptom)
    for words in reading.unclear:
        yield unclear_finding(words)
    for pain in reading.pains:
        yield pain_finding(pain, reading)
    if (back := return_finding(reading)) is not None:
        yield back
    if (taper := taper_caps(reading)) is not None:
        yield Finding(
            signal="taper",
            caps=taper,
            flags=(Flag.TAPER,),
            words="the taper cuts volume and keeps a little sharpness",
            weight=5,
        )


def _findings(reading: Reading) -> Iterator[Finding]:
    yield from _own_findings(reading)
    race_day = reading.race_day
    for rule in RULES:
        if rule.holds(reading):
            finding = found(rule, reading)
            lenient = race_day and rule.signal not in _COUNTED_ON_A_RACE_DAY
            yield replace(finding, caps=ANYTHING) if lenient else finding


def _general(reading: Reading) -> Iterator[Caps]:
    if reading.ctl is not None:
        yield Caps(load=max(_LEAST_GENERAL_LOAD, _TIMES_FITNESS * reading.ctl))
    if reading.time_min is not None:
        yield Caps(minutes=max(reading.time_min, 0))
    yield ANYTHING
