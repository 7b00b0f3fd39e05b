"""Oura's documents into nights: sleep, readiness and sleep score of one day are one night.

Knows Oura's API shapes; ignores what it does not know, since its schemas drift.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from coach.domain.activity import Origin
from coach.domain.night import Night
from coach.ports import Harvest
from coach.sources.context import Context
from coach.sources.recording import plausible, plausible_bpm
from coach.sources.tables import moment, number

Document = Mapping[str, object]

_READINESS = frozenset({"recovery_index", "previous_night", "sleep_balance", "hrv_balance"})
_SLEEP_SCORE = frozenset({"total_sleep", "rem_sleep", "deep_sleep", "latency"})


def is_document(document: Document) -> bool:
    """Tell whether an object is one of Oura's, of use or not."""
    return bool(_kind(document)) or "day" in document or "start_day" in document


def nights(documents: Iterable[Document], context: Context) -> Harvest:
    """Return one night a day, made of all documents of that day; the longest sleep speaks."""
    days: dict[date, dict[str, Document]] = {}
    for document in documents:
        kind, at = _kind(document), moment(str(document.get("day") or ""))
        if kind and at is not None:
            _keep(days.setdefault(at.date(), {}), kind, document)
    found = tuple(_night(day, parts, context) for day, parts in sorted(days.items()))
    if not found:
        refused = "these Oura documents tell nothing of a night (sleep, readiness, sleep score)"
        return Harvest(file=context.file, refused=refused)
    return Harvest(file=context.file, nights=found)


def _kind(document: Document) -> str | None:
    if "bedtime_start" in document:
        return "sleep" if document.get("type", "long_sleep") == "long_sleep" else None
    contributors = document.get("contributors")
    if not isinstance(contributors, Mapping) or "score" not in document:
        return None
    if _READINESS & contributors.keys():
        return "readiness"
    return "sleep_score" if _SLEEP_SCORE & contributors.keys() else None


def _keep(parts: dict[str, Document], kind: str, document: Document) -> None:
    known = parts.get(kind)
    if known is None or _slept_s(document) > _slept_s(known):
        parts[kind] = document


def _slept_s(document: Document) -> float:
    return number(document.get("total_sleep_duration")) or 0.0


def _night(day: date, parts: Mapping[str, Document], context: Context) -> Night:
    sleep = parts.get("sleep", {})
    readiness = parts.get("readiness", {}) or _inner_readiness(sleep)
    slept_s = plausible(_slept_s(sleep), 600, 86400)
    return Night(
        local_date=day,
        readiness=plausible(number(readiness.get("score")), 1, 100),
        sleep_score=plausible(number(parts.get("sleep_score", {}).get("score")), 1, 100),
        sleep_h=None if slept_s is None else round(slept_s / 3600, 3),
        hrv_ms=plausible(number(sleep.get("average_hrv")), 1, 254),
        resting_heart_rate_bpm=plausible_bpm(number(sleep.get("lowest_heart_rate"))),
        temperature_deviation_c=plausible(number(readiness.get("temperature_deviation")), -5, 5),
        provenance=context.provenance(Origin.OURA),
    )


def _inner_readiness(sleep: Document) -> Document:
    inner = sleep.get("readiness")
    return inner if isinstance(inner, Mapping) else {}
