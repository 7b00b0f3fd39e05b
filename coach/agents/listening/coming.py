"""What coming days bring, and what the athlete likes: facts that reach over days or weekdays.

Needs the days to be told; what is asked, or only wished for, gives nothing.
"""

from datetime import date

from coach.agents.listening.amounts import durations
from coach.agents.listening.dates import Span, spans
from coach.agents.listening.draft import Draft
from coach.agents.listening.page import Page
from coach.domain.fact import FactKind
from coach.safety.phrases import Find

EVERYTHING = "training"
"""Whoever wants no training on Mondays wants no session of any kind."""


def ahead(page: Page, today: date) -> list[Draft]:
    """Return travel, days without training, minutes and gear of coming days, and preferences."""
    named = spans(page.text, today)
    drafts = [*_coming(page, named), *_gear(page, named), *_minutes(page, named)]
    told = [draft for draft in drafts if draft.until != today or draft.on != today]
    return [*told, *_preferences(page, named)]


def _coming(page: Page, named: tuple[Span, ...]) -> list[Draft]:
    drafts: dict[str | None, Draft] = {}
    for find in page.named("coming"):
        span = _span(page, find, named)
        if span is None or span.weekday is not None:
            continue
        is_travel = find.rule.code == "travel"
        kind, value = (FactKind.TRAVEL, None) if is_travel else (FactKind.TIME, 0.0)
        drafts.setdefault(find.rule.code, _draft(kind, find, span, value=value))
    return list(drafts.values())


def _gear(page: Page, named: tuple[Span, ...]) -> list[Draft]:
    drafts: dict[str | None, Draft] = {}
    for find in page.named("equipment"):
        span = _span(page, find, named)
        if span is not None and span.weekday is None:
            drafts.setdefault(
                find.rule.code, _draft(FactKind.EQUIPMENT, find, span, code=find.rule.code)
            )
    return list(drafts.values())


def _minutes(page: Page, named: tuple[Span, ...]) -> list[Draft]:
    """Return the minutes there are on coming days: "only 30 min on Thursday"."""
    drafts = []
    for amount in durations(page):
        limits = [
            each for each in page.named("only_that") if _same_sentence(page, each, amount.span)
        ]
        span = _span(page, limits[0], named) if limits else None
        if span is not None and span.weekday is None:
            drafts.append(_draft(FactKind.TIME, limits[0], span, value=amount.value))
    return drafts[:1]


def _preferences(page: Page, named: tuple[Span, ...]) -> list[Draft]:
    drafts: dict[str | None, Draft] = {}
    for find in page.named("session"):
        quality = _liking(page, find)
        days = [span for span in named if _within(page, find, span)]
        weekday = next((float(span.weekday) for span in days if span.weekday is not None), None)
        general = find.rule.code == EVERYTHING
        if quality is None or (general and (weekday is None or quality == "like")):
            continue
        if weekday is None and (days or _is_weak(page, find)):
            continue
        drafts.setdefault(
            find.rule.code,
            Draft(
                FactKind.PREFERENCE, find.span, value=weekday, code=find.rule.code, quality=quality
            ),
        )
    if len(drafts) > 1:
        drafts.pop(EVERYTHING, None)
    return list(drafts.values())


def _liking(page: Page, find: Find) -> str | None:
    if _is_asked(page, find):
        return None
    before = [each for each in page.beside(find, "dislike") if each.span[0] < find.span[-1]]
    if before:
        return "avoid"
    return "like" if page.beside(find, "like") else None


_WEAK = frozenset({"no", "never", "avoid", "no more"})


def _is_weak(page: Page, find: Find) -> bool:
    """Return whether only a small word denies it: "no intervals" may speak of today alone."""
    tokens = page.reading.tokens
    verbs = (each for each in page.beside(find, "dislike", "like"))
    return all(" ".join(tokens[i].word for i in each.span) in _WEAK for each in verbs)


def _span(page: Page, find: Find, named: tuple[Span, ...]) -> Span | None:
    if _is_asked(page, find):
        return None
    return next((span for span in named if _within(page, find, span)), None)


def _within(page: Page, find: Find, span: Span) -> bool:
    """Return whether the days are named in the sentence of a find."""
    here = page.sentence(find)
    return any(
        token.sentence == here and token.start < span.end and span.start < token.end
        for token in page.reading.tokens
    )


def _same_sentence(page: Page, find: Find, places: tuple[int, ...]) -> bool:
    return page.sentence(find) == page.reading.tokens[places[0]].sentence


def _is_asked(page: Page, find: Find) -> bool:
    asks = page.sentence(find) in page.reading.questions
    return asks or bool(page.beside(find, "wish", "supposing"))


def _draft(
    kind: FactKind, find: Find, span: Span, *, value: float | None = None, code: str | None = None
) -> Draft:
    return Draft(kind, find.span, value=value, code=code, on=span.first, until=span.last)
