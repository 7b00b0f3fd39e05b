"""What Oura says beside a night: what its readiness was made of, the day's stress, and tags.

Knows those documents; a detail explains, nothing is decided by it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from coach.domain.activity import Origin
from coach.domain.fact import Fact, FactKind
from coach.domain.night import CONTRIBUTORS, STRESS_SUMMARIES, TAG, NightDetail
from coach.source_ports import Wanted
from coach.sources.context import Context
from coach.sources.oura import Document
from coach.sources.recording import plausible
from coach.sources.tables import moment, number

_LONGEST_WORDS = 200
_MOST_TAGS = 20
"""More of one day are no diary."""


def details(
    documents: Iterable[Document], wanted: Wanted, context: Context
) -> tuple[NightDetail, ...]:
    """Return one detail a day that has any."""
    days: dict[date, NightDetail] = {}
    for document in documents:
        day = _day(document, "day", wanted)
        if day is None:
            continue
        known = days.get(day) or NightDetail(
            local_date=day, provenance=context.provenance(Origin.OURA)
        )
        if "temperature_trend_deviation" in document or "temperature_deviation" in document:
            days[day] = _readiness(known, document)
        elif "stress_high" in document:
            days[day] = _stress(known, document)
    return tuple(detail for _, detail in sorted(days.items()))


def tags(documents: Iterable[Document], wanted: Wanted, context: Context) -> tuple[Fact, ...]:
    """Return the tags as notes in the athlete's words."""
    return tuple(_tags(documents, wanted, context))


def _readiness(known: NightDetail, document: Document) -> NightDetail:
    contributors = document.get("contributors")
    if not isinstance(contributors, Mapping):
        return known
    scores = {name: plausible(number(contributors.get(name)), 1, 100) for name in CONTRIBUTORS}
    trend = number(document.get("temperature_trend_deviation"))
    return replace(
        known,
        contributors=tuple((name, score) for name, score in scores.items() if score is not None),
        temperature_trend_c=plausible(trend, -5, 5),
    )


def _stress(known: NightDetail, document: Document) -> NightDetail:
    summary = document.get("day_summary")
    return replace(
        known,
        stress_high_min=_minutes(document.get("stress_high")),
        recovery_high_min=_minutes(document.get("recovery_high")),
        stress_summary=summary if summary in STRESS_SUMMARIES else None,
    )


def _minutes(seconds: object) -> float | None:
    known = plausible(number(seconds), 0, 86400)
    return None if known is None else round(known / 60, 1)


def _tags(documents: Iterable[Document], wanted: Wanted, context: Context) -> Iterator[Fact]:
    kept = Counter[date]()
    for document in documents:
        day = _day(document, "start_day", wanted)
        code = _clean(document.get("tag_type_code") or document.get("custom_name"))
        if day is not None and code and kept[day] < _MOST_TAGS:
            kept[day] += 1
            yield Fact(
                kind=FactKind.NOTE,
                local_date=day,
                said_at=_started(document, day, context),
                words=_words(document, code),
                code=code,
            )


def _words(document: Document, code: str) -> str:
    custom = _clean(document.get("custom_name"))
    name = custom or code.removeprefix("tag_generic_").replace("_", " ")
    comment = _clean(document.get("comment"))
    return f"{TAG}{name}: {comment}"[:_LONGEST_WORDS] if comment else f"{TAG}{name}"


def _clean(text: object) -> str:
    """Return somebody's text in one short line, without signs that cannot be seen."""
    if not isinstance(text, str):
        return ""
    visible = "".join(sign if sign.isprintable() else " " for sign in text[: 4 * _LONGEST_WORDS])
    return " ".join(visible.split())[:_LONGEST_WORDS]


def _started(document: Document, day: date, context: Context) -> datetime:
    start = moment(str(document.get("start_time") or ""))
    start = start or datetime.combine(day, time(12))
    start = start if start.tzinfo else start.replace(tzinfo=context.zone)
    return min(start.astimezone(context.fetched_at.tzinfo), context.fetched_at)


def _day(document: Document, key: str, wanted: Wanted) -> date | None:
    at = moment(str(document.get(key) or ""))
    if at is None or not wanted.first <= at.date() <= wanted.last:
        return None
    return at.date()
