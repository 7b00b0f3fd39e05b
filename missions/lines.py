"""Where each key of a TOML text stands, since the parser of the standard library does not tell."""

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_STRING_OR_COMMENT = re.compile(
    r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
)
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\- ]+?)\s*\]\]?\s*")
_KEY = re.compile(r"\s*([\w.\-]+)\s*=")


def key_lines(text: str) -> Mapping[Path, int]:
    """Return the line (from 1) of each table, list entry and key; the first one where repeated."""
    found: dict[Path, int] = {}
    counts: dict[str, int] = {}
    table: Path = ()
    depth = 0
    blanked = _STRING_OR_COMMENT.sub(_blank, text)
    for number, line in enumerate(blanked.splitlines(), 1):
        if depth == 0 and (header := _HEADER.fullmatch(line)):
            table = _table(header[1], header[2], counts)
            found.setdefault(table, number)
            found.setdefault(table[:1], number)
            continue
        if depth == 0 and (key := _KEY.match(line)):
            found.setdefault((*table, *key[1].split(".")), number)
        depth += sum(map(line.count, "[{")) - sum(map(line.count, "]}"))
    return found


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """Return the line of a path or of the nearest thing around it; 1 where nothing is known."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _table(bracket: str, name: str, counts: dict[str, int]) -> Path:
    if bracket == "[":
        return tuple(name.split("."))
    counts[name] = counts.get(name, -1) + 1
    return (*name.split("."), counts[name])
