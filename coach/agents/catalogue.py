"""The session catalogue as values: templates read from `sessions.toml`, once.

A template says what a session is made of; cutting it to size is `sessions`' business.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from coach.domain.decision import Intensity
from coach.domain.morning import TrainedSport
from coach.domain.workout import StepUnit

Ramp = tuple[float, float, float]
"""Seconds, intensity at the start, intensity at the end."""

UNITS: Mapping[TrainedSport, StepUnit] = {
    "cycling": "fraction_ftp",
    "rowing": "fraction_ftp",
    "running": "fraction_threshold_speed",
    "swimming": "fraction_threshold_speed",
    "strength": "rpe",
}


@dataclass(frozen=True, kw_only=True)
class Template:
    """One session of the catalogue; `lifts` are the exercises of a strength session."""

    id: str
    name: str
    sport: TrainedSport
    stimulus: str
    intensity: Intensity
    phases: tuple[str, ...]
    on: tuple[Ramp, ...]
    on_times: int = 1
    cut_last: bool = False
    off: tuple[Ramp, ...] = ()
    times: int = 1
    off_after_last: bool = False
    warmup: tuple[Ramp, ...] = ()
    tail: tuple[Ramp, ...] = ()
    cooldown: tuple[Ramp, ...] = ()
    flexible: bool = False
    fixed: bool = False
    lifts: tuple[str, ...] = ()

    @property
    def unit(self) -> StepUnit:
        """What the intensities are fractions of."""
        return UNITS[self.sport]


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Template]:
    """Return all templates by id, in the order of the file."""
    text = (resources.files("coach.agents") / "sessions.toml").read_text(encoding="utf-8")
    return {row["id"]: _template(row) for row in tomllib.loads(text)["session"]}


def of_stimulus(sport: TrainedSport, stimulus: str) -> tuple[Template, ...]:
    """Return a sport's templates of one stimulus."""
    return tuple(t for t in catalogue().values() if (t.sport, t.stimulus) == (sport, stimulus))


_RAMPS = frozenset({"on", "off", "warmup", "tail", "cooldown"})


def _template(row: Mapping[str, Any]) -> Template:
    fields = {key: _field(key, value) for key, value in row.items()}
    return Template(**fields)


def _field(key: str, value: Any) -> Any:  # noqa: ANN401  # a row of TOML
    if key in _RAMPS:
        return tuple((step[0], step[1], step[-1]) for step in value)
    if key == "intensity":
        return Intensity(value)
    return tuple(value) if isinstance(value, list) else value
