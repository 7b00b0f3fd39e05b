"""From a path or a text to a mission; reads one TOML file and nothing else."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from missions.building import build
from missions.checks import contradictions, warnings
from missions.library import locate, ready_missions
from missions.lines import key_lines
from missions.mission import MissionConfig, MissionError
from missions.readers import Unreadable
from missions.reading import VARIABLE, Reading, read_document, variable

NO_ENVIRONMENT: Mapping[str, str] = MappingProxyType({})
_MOST_BYTES = 1_000_000
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def bootstrap(
    path_or_name: str | Path, *, environ: Mapping[str, str] = NO_ENVIRONMENT
) -> MissionConfig:
    """Load a mission from a file, or a ready one by name.

    `environ` fills `${NAME}`. Raises MissionError with every fault of the file.
    """
    path = locate(str(path_or_name))
    if path is None:
        raise MissionError(
            f"There is no mission file {path_or_name}."
            f" Ready missions: {', '.join(ready_missions())}."
        )
    return parse(_read(path), environ=environ, name=path.name)


def parse(
    text: str, *, environ: Mapping[str, str] = NO_ENVIRONMENT, name: str = "mission"
) -> MissionConfig:
    """Read a mission from its text; `name` is what faults call it.

    Raises MissionError with one sentence for each fault, in the order of the lines.
    """
    reading = Reading(lines=key_lines(text), environ=environ)
    read_document(_toml(text, name), reading)
    mission = build(reading, _filled_in(text, environ))
    for path_in_file, sentence in contradictions(mission, reading.tables[""]):
        reading.fault(path_in_file, sentence)
    if reading.faults:
        faults = sorted(reading.faults, key=lambda fault: fault.line)
        raise MissionError(*(f"{name}, line {fault.line}: {fault.ended}" for fault in faults))
    return replace(mission, warnings=tuple(warnings(mission)))


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
        if len(raw) > _MOST_BYTES:
            raise MissionError(f"{path} is over a megabyte: that is no mission file.")
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise MissionError(f"{path} is no text in UTF-8: save it as UTF-8.") from None
    except OSError as error:
        raise MissionError(f"{path} cannot be read ({error.strerror}).") from error


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise MissionError(f"{name} is nested too deep to be a mission.") from None
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT_LINE.search(message)
        line = int(at[1]) if at else text.count("\n") + 1
        written = text.splitlines()[line - 1] if line <= text.count("\n") + 1 and text else ""
        hint = ' (put ${...} in quotes: "${NAME}")' if "${" in written else ""
        said = _AT_LINE.sub("", message).removesuffix("(at end of document)").strip()
        raise MissionError(f"{name}, line {line}: this is not valid TOML: {said}{hint}.") from None


def _filled_in(text: str, environ: Mapping[str, str]) -> str:
    """Fill the environment into the text, so that the mission can be kept as it was loaded."""

    def one(match: re.Match[str]) -> str:
        try:
            return variable(match, environ)
        except (KeyError, Unreadable):
            return match[0]

    return VARIABLE.sub(one, text)
