"""Sore muscles and painful places: where, how much, of what kind; and what hurts no more."""

from coach.agents.listening.amounts import Amount
from coach.agents.listening.draft import Draft
from coach.agents.listening.page import Page
from coach.domain.fact import FactKind
from coach.safety.phrases import Find

_LEAST, _MOST = 2, 10
_DEGREE_OF_GRAVE = 6  # "really" adds to a niggle, not to what is grave by its own word


def cleared(page: Page) -> list[Draft]:
    """Return places that are over, and a doctor's word."""
    drafts = [
        Draft(FactKind.CLEARED, each.span, site=page.site(each), code=each.rule.code)
        for each in page.named("cleared")
        if len({page.clause(i) for i in each.span}) == 1 or page.site(each) is None
    ]
    return list({(draft.site, draft.code): draft for draft in drafts}.values())


def pains(page: Page, over: list[Draft]) -> list[Draft]:
    """Return painful places, each once with its worst word, without those that are over."""
    gone = {draft.site for draft in over}
    drafts = [
        Draft(
            FactKind.PAIN,
            each.span,
            value=_worth(page, each),
            site=site,
            quality=_kind(page, each),
        )
        for each in page.named("pain")
        if (site := page.site(each) or each.rule.code) not in gone
        and not page.within_clause(each, "over_word")
    ]
    return _worst(drafts)


def soreness(page: Page, pains_told: list[Draft]) -> list[Draft]:
    """Return sore muscles, each once with its worst word, without those told as pain."""
    painful = {draft.site for draft in pains_told}
    drafts = [
        Draft(FactKind.SORENESS, each.span, value=_worth(page, each), site=site)
        for each in page.named("soreness")
        if (site := page.site(each)) not in painful and _of_one_clause(page, each)
    ]
    told = _worst(drafts)
    placed = [draft for draft in told if draft.site is not None]
    return placed or told


def _of_one_clause(page: Page, found: Find) -> bool:
    """Tell whether a well muscle is told so in one breath; a sore one may stand in a list."""
    return bool(found.rule.value) or len({page.clause(i) for i in found.span}) == 1


def _worth(page: Page, found: Find) -> float:
    own = found.rule.value or 0
    steps = [each.rule.value or 0 for each in page.within_clause(found, "degree")]
    if not own or not steps:
        return own
    step = min(steps) if min(steps) < 0 else max(steps)
    if step > 0 and own >= _DEGREE_OF_GRAVE:
        step = 1
    return max(_LEAST, min(_MOST, own + step))


def _kind(page: Page, found: Find) -> str | None:
    kinds = [each.rule.code for each in page.within_clause(found, "kind")]
    return kinds[0] if kinds else None


def _worst(drafts: list[Draft]) -> list[Draft]:
    by_site: dict[str | None, Draft] = {}
    for draft in drafts:
        known = by_site.get(draft.site)
        if known is None or (draft.value or 0) > (known.value or 0):
            by_site[draft.site] = draft
    return list(by_site.values())


def marked(drafts: list[Draft], told: list[Amount], page: Page) -> list[Draft]:
    """Give each draft the nearest mark of its sentence; every mark serves one draft."""
    tokens = page.reading.tokens
    pairs = sorted(
        (min(abs(mark.span[0] - place) for place in draft.span), n, m)
        for n, draft in enumerate(drafts)
        for m, mark in enumerate(told)
        if tokens[mark.span[0]].sentence == tokens[draft.span[0]].sentence
        and draft.takes_marks
        and (not mark.bare or draft.takes_bare)
    )
    given: dict[int, int] = {}
    for _, n, m in pairs:
        if n not in given and m not in given.values():
            given[n] = m
    return [
        draft.with_value(told[given[n]].value, told[given[n]].span) if n in given else draft
        for n, draft in enumerate(drafts)
    ]
