"""From a parsed TOML document to checked values, every fault of it found at once.

It knows the table of keys and the environment it is handed, not what the values are for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from missions.lines import Path, line_of
from missions.readers import Reader, Unreadable, nearest
from missions.schema import LISTS, REQUIRED, TABLES, TOP, shape_of

VARIABLE = re.compile(r"\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}")
_UNSAFE = re.compile(r"[\"'\\\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Fault:
    """One thing wrong, where it stands, in one sentence."""

    line: int
    sentence: str

    @property
    def ended(self) -> str:
        """The sentence with its full stop or question mark."""
        return self.sentence if self.sentence.endswith("?") else f"{self.sentence}."


@dataclass
class Reading:
    """What was read so far: values by table ("" is the top), lists of tables, and the faults."""

    lines: Mapping[Path, int]
    environ: Mapping[str, str]
    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, sentence: str) -> None:
        """Note a fault at the line of a path."""
        self.faults.append(Fault(line_of(path, self.lines), sentence))


def read_document(document: Mapping[str, Any], reading: Reading) -> None:
    """Read every table, list and key of a document into `reading`."""
    top = {key: value for key, value in document.items() if shape_of(key) is None}
    reading.tables[""] = _read_table(top, TOP, (), reading)
    for name, keys in TABLES.items():
        value = document.get(name, {})
        if not isinstance(value, dict):
            reading.fault((name,), f"{name} must be a table: write [{name}] on a line of its own")
            value = {}
        reading.tables[name] = _read_table(value, keys, (name,), reading)
    for name, keys in LISTS.items():
        reading.lists[name] = list(_read_list(name, document.get(name, []), keys, reading))


def _read_list(
    name: str, value: object, keys: Mapping[str, Reader], reading: Reading
) -> Iterator[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        reading.fault((name,), f"{name} are a list: write [[{name}]] before each one")
        return
    for index, entry in enumerate(value):
        before = len(reading.faults)
        values = _read_table(entry, keys, (name, index), reading)
        if len(reading.faults) == before:
            yield values


def _read_table(
    table: Mapping[str, Any], keys: Mapping[str, Reader], path: Path, reading: Reading
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    missing = set(REQUIRED.get(str(path[0]) if path else "", ()))
    for key, raw in table.items():
        if key not in keys:
            reading.fault((*path, key), _unknown(key, keys, path))
            continue
        before = len(reading.faults)
        value = _read_value(keys[key], raw, (*path, key), reading)
        if value is not None:
            values[key] = value
        if value is not None or len(reading.faults) > before:
            missing.discard(key)
    for key in sorted(missing):
        reading.fault(path, f"{_called(path, key)} is missing")
    return values


def _read_value(reader: Reader, raw: object, path: Path, reading: Reading) -> Any:  # noqa: ANN401  # the reader's type
    key = str(path[-1])
    try:
        value = _filled(raw, reading.environ)
        return None if value == "" else reader(value)
    except KeyError as missing:
        reading.fault(
            path,
            f"{key} takes ${{{missing.args[0]}}} from the environment, where it is not set:"
            f" set it, or write a value here",
        )
    except Unreadable as needed:
        # What came from the environment is named, never shown: it may be private.
        reading.fault(path, f"{_called(path[:-1], key)}{_shown(raw)}: {needed}")
    return None


def _shown(raw: object) -> str:
    if isinstance(raw, list | dict):
        return ""
    if isinstance(raw, str):
        return f' is "{raw[:60]}"'
    return f" is {str(raw).lower() if isinstance(raw, bool) else str(raw)[:60]}"


def _filled(raw: object, environ: Mapping[str, str]) -> object:
    """Fill `${NAME}` and `${NAME:-default}` in every string of a value."""
    if isinstance(raw, str):
        return VARIABLE.sub(lambda match: variable(match, environ), raw)
    if isinstance(raw, list):
        return [_filled(item, environ) for item in raw]
    if isinstance(raw, dict):
        return {key: _filled(item, environ) for key, item in raw.items()}
    return raw


def variable(match: re.Match[str], environ: Mapping[str, str]) -> str:
    """Return what stands for one `${NAME}`; raise KeyError where there is nothing."""
    value = environ.get(match[1]) or match[2]
    if value is None:
        raise KeyError(match[1])
    if _UNSAFE.search(value):
        raise Unreadable(f"{match[1]} may hold no quotes, backslashes or line breaks")
    return value


def _called(path: Path, key: str) -> str:
    if not path:
        return key
    entry = f" of {path[0]} number {int(path[1]) + 1}" if len(path) > 1 else f" in [{path[0]}]"
    return f"{key}{entry}"


def _unknown(key: str, keys: Mapping[str, Reader], path: Path) -> str:
    where = f"[{path[0]}]" if path else "a mission"
    hint = nearest(key, (*keys, *TABLES, *LISTS) if not path else keys).strip(" ()")
    homes = [name for name, table in TABLES.items() if key in table and path[:1] != (name,)]
    if path and key in TOP:
        hint = f"{key} stands at the top of the file, before the first [table]"
    elif homes and not hint:
        hint = f"{key} belongs in [{homes[0]}]"
    return f'{where} has no key "{key}": {hint or "the keys are " + ", ".join(keys)}'
