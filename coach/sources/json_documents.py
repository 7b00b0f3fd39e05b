"""JSON files by the shape of what they hold: Oura's documents, intervals.icu's lists.

Knows whose shape is whose; what it means is that vendor's module's business.
"""

import json
from collections.abc import Iterator, Mapping
from typing import TypeGuard

from coach.errors import AthleteError
from coach.ports import Harvest
from coach.sources import intervals_icu, oura
from coach.sources.context import Context
from coach.sources.opening import shown
from coach.sources.tables import moment

_STRAVA_API = "Strava does not allow its API's answers here: import Strava's own archive instead"
_DEEPEST = 4


def read(content: bytes, context: Context) -> Harvest:
    """Return what a JSON file of a known vendor holds; raises AthleteError on any other."""
    try:
        document = json.loads(content)
        if b"\\ud" in content.lower():  # halves of characters, which no database takes
            document = json.loads(shown(json.dumps(document, ensure_ascii=False)))
    except (ValueError, RecursionError) as error:
        raise AthleteError("this JSON file is damaged or cut off: export it again") from error
    _refuse_errors(document)
    entries = list(_entries(document, _DEEPEST))
    if not entries:
        raise AthleteError("this JSON file holds an empty answer")
    done = [entry for entry in entries if not _is_planned(entry)]
    if not done:
        raise AthleteError("these are planned events, not recorded activities")
    return _read_entries(done, context)


def _read_entries(entries: list[Mapping[str, object]], context: Context) -> Harvest:
    if "resource_state" in entries[0] or "athlete" in entries[0]:
        raise AthleteError(_STRAVA_API)
    if any(oura.is_document(entry) for entry in entries):
        return oura.nights(entries, context)
    if any(_is_activity(entry) for entry in entries):
        return intervals_icu.activities(entries, context)
    if any(_is_wellness(entry) for entry in entries):
        return intervals_icu.wellness(entries, context)
    raise AthleteError("this JSON holds no document of Oura or intervals.icu with training in it")


def _refuse_errors(document: object) -> None:
    body = document.get("body", document) if isinstance(document, Mapping) else document
    if isinstance(body, Mapping) and set(body) == {"detail"}:
        raise AthleteError(f"this is an error that the vendor answered: {body['detail']}")


def _entries(document: object, depth: int) -> Iterator[Mapping[str, object]]:
    """Yield the documents, whether alone, in a list, or in the answer they came with."""
    if depth and isinstance(document, list):
        for item in document:
            yield from _entries(item, depth - 1)
    elif depth and _is_mapping(document):
        inner = [value for key, value in document.items() if _is_wrapper(key, value)]
        if inner and not _is_known(document):
            for value in inner:
                yield from _entries(value, depth - 1)
        else:
            yield document


def _is_wrapper(key: str, value: object) -> bool:
    if key == "body":
        return isinstance(value, (list, Mapping))
    return isinstance(value, list)


def _is_mapping(document: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(document, Mapping)


def _is_known(entry: Mapping[str, object]) -> bool:
    return oura.is_document(entry) or _is_activity(entry) or _is_wellness(entry)


def _is_activity(entry: Mapping[str, object]) -> bool:
    return "start_date_local" in entry and ("type" in entry or "source" in entry)


def _is_wellness(entry: Mapping[str, object]) -> bool:
    day = entry.get("id") or entry.get("date")
    return moment(str(day)) is not None and bool(intervals_icu.WELLNESS_KEYS & entry.keys())


def _is_planned(entry: Mapping[str, object]) -> bool:
    """Tell an event of intervals.icu's calendar from training."""
    return "start_date_local" in entry and "category" in entry
