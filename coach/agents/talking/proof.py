"""An answer is read before any of it is shown: its figures, days, zones and manner, its bounds.

It refuses and never mends. What the tools told counts as told from then on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coach.agents.answering import Ground
from coach.agents.catalogue import UNITS
from coach.agents.proofreading import Proof
from coach.agents.talking.dates import wrong_days
from coach.agents.talking.manner import out_of_manner
from coach.agents.talking.times import in_minutes
from coach.agents.talking.within import beyond
from coach.agents.targets import ZONES

MOST, MOST_IN_DETAIL = 1200, 2400
_DETAIL = re.compile(
    r"\b(?:details?|detailed|explain|in depth|everything|step by step|at length|more about)\b",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"\d+\.\d+")
_OF_LOAD = re.compile(r"(load[^:;,]*:? ?(?:of )?(?:about )?)(\d+(?:\.\d+)?)", re.IGNORECASE)


@dataclass
class TalkProof:
    """What an answer may hold: the lines that were told so far, beside the day itself."""

    ground: Ground
    message: str
    lines: list[str] = field(default_factory=list)
    untrusted: list[str] = field(default_factory=list)

    def add(self, lines: Sequence[str], untrusted: Sequence[str]) -> None:
        """Take what was told: by the content, or by a tool."""
        self.lines.extend(each for line in lines for each in _widened(line))
        self.untrusted.extend(untrusted)

    def fault(self, text: str) -> str | None:
        """Return what stands against plain words, in words for the model; None where nothing."""
        return next(self._faults(text), None)

    def _faults(self, text: str) -> Iterator[str]:
        most = MOST_IN_DETAIL if _DETAIL.search(self.message) else MOST
        proof = Proof(
            lines=self.lines,
            decision=self.ground.decision,
            untrusted=self.untrusted,
            zones=_zones(self.ground),
        )
        fault = proof.fault(in_minutes(text), most=most)
        yield from () if fault is None else (fault,)
        yield from wrong_days(text, self.ground.today)
        yield from out_of_manner(text)
        yield from beyond(text, self.ground)


def _widened(line: str) -> Iterator[str]:
    """Yield a line as it is, in minutes, rounded, and its load by its unit."""
    yield line
    yield in_minutes(line)
    if _DECIMAL.search(line):
        yield _DECIMAL.sub(lambda match: str(round(float(match[0]))), line)
    if "load" in line.lower():
        yield _OF_LOAD.sub(r"\1\2 TSS", line)


def _zones(ground: Ground) -> frozenset[str]:
    names = ZONES[UNITS[ground.mission.sport]].names
    return frozenset((*names, *ground.workout.time_in_zones))
