"""The rest of a day's facts: energy, sleep, time, equipment, done, recovered, notes."""

from datetime import date

from coach.agents.listening.amounts import Amount, clocks, durations, numbers, since
from coach.agents.listening.draft import Draft
from coach.agents.listening.page import Page
from coach.domain.fact import FactKind
from coach.safety.phrases import Find

_SHORTEST_NIGHT, _LONGEST_NIGHT = 1 * 60, 14 * 60
_SHORT_MESSAGE = 4


def done(page: Page) -> list[Draft]:
    """Return that today's session was done."""
    told = page.named("done")
    if not told:
        return []
    same = [each for each in told if page.sentence(each) == page.sentence(told[0])]
    return [Draft(FactKind.DONE, tuple(sorted({i for each in same for i in each.span})))]


def energy(page: Page) -> list[Draft]:
    """Return the energy told: the word with a mark, else the worst; "did it, felt 6/10" is RPE."""
    told = [
        Draft(FactKind.ENERGY, each.span, value=each.rule.value)
        for each in page.named("energy")
        if not (each.rule.code == "feeling" and page.beside(each, "done"))
    ]
    waiting = [draft for draft in told if draft.value is None]
    return waiting[:1] or sorted(told, key=lambda draft: draft.value or 0)[:1]


def sleep(page: Page) -> list[Draft]:
    """Return last night: hours where told, `quality` poor or good where told."""
    told = page.named("sleep")
    if not told:
        return []
    quality = next((each.rule.code for each in told if each.rule.code), None)
    hours = next(filter(None, (_hours(page, each) for each in told)), None)
    if hours is None and quality is None:
        return []
    span = tuple(sorted({*told[0].span, *(hours.span if hours else ())}))
    none = next((each.rule.value for each in told if each.rule.value is not None), None)
    value = round(hours.value / 60, 2) if hours else none
    return [Draft(FactKind.SLEEP, span, value=value, quality=quality)]


def _hours(page: Page, found: Find) -> Amount | None:
    known = [*durations(page), *clocks(page), *_bare_hours(page, found)]
    near = [
        amount
        for amount in known
        if _SHORTEST_NIGHT <= amount.value <= _LONGEST_NIGHT
        and page.reading.tokens[amount.span[0]].segment
        == page.reading.tokens[found.span[0]].segment
    ]
    return min(near, key=lambda amount: abs(amount.span[0] - found.span[0]), default=None)


def _bare_hours(page: Page, found: Find) -> list[Amount]:
    """Return a number right after the word: "slept 5"."""
    number = numbers(page).get(found.span[-1] + 1)
    owned = {each.span[0] for each in page.named("no_score", "of_ten")}
    if number is None or number.span[-1] + 1 in owned:
        return []
    return [Amount(number.value * 60, number.span)]


def time_there_is(page: Page, taken: list[Draft]) -> list[Draft]:
    """Return the minutes there are today: a duration told as a limit, not wished for, not past."""
    used = {place for draft in taken for place in draft.span}
    for amount in durations(page):
        if used.isdisjoint(amount.span) and _is_limit(page, amount, taken):
            return [Draft(FactKind.TIME, amount.span, value=amount.value)]
    return [
        Draft(FactKind.TIME, each.span, value=each.rule.value, code=each.rule.code)
        for each in page.named("time")
    ][:1]


def _is_limit(page: Page, amount: Amount, taken: list[Draft]) -> bool:
    tokens = page.reading.tokens
    here = tokens[amount.span[0]]

    def told(name: str) -> list[Find]:
        return [f for f in page.named(name) if tokens[f.span[0]].sentence == here.sentence]

    past = any(tokens[each.span[0]].segment == here.segment for each in told("past"))
    elsewhen = [*told("other_day"), *told("this_week"), *told("supposing")]
    if past or elsewhen or here.sentence in page.reading.questions:
        return False
    if told("only_that"):
        return True
    alone = len(tokens) <= _SHORT_MESSAGE or (_fills_segment(page, amount) and not told("past"))
    hurts = any(
        draft.kind in {FactKind.PAIN, FactKind.SYMPTOM}
        and any(tokens[place].segment == here.segment for place in draft.span)
        for draft in taken
    )
    return (alone or bool(told("limit"))) and not told("wish") and not hurts


def _fills_segment(page: Page, amount: Amount) -> bool:
    """Tell whether a duration stands alone between commas: "strap broken, indoors, 60 mins"."""
    tokens = page.reading.tokens
    segment = tokens[amount.span[0]].segment
    return sum(token.segment == segment for token in tokens) == len(amount.span)


def equipment(page: Page) -> list[Draft]:
    """Return what there is, or is not, to train with today."""
    today = [
        Draft(FactKind.EQUIPMENT, each.span, code=each.rule.code)
        for each in page.named("equipment")
        if not page.beside(each, "other_day")
    ]
    return list({draft.code: draft for draft in today}.values())


def recovered(page: Page, today: date) -> list[Draft]:
    """Return that an illness is over, dated to the day since when."""
    return [
        Draft(FactKind.RECOVERED, each.span, on=since(page, each, today))
        for each in page.named("recovered")
    ][:1]


def notes(page: Page) -> list[Draft]:
    """Return what is worth keeping as it was said, a sentence once."""
    told = page.named("note")
    told += [
        each
        for each in page.named("equipment", "time")
        if page.beside(each, "other_day", "this_week")
    ]
    by_sentence = {page.sentence(each): each for each in reversed(told)}
    return [Draft(FactKind.NOTE, each.span) for _, each in sorted(by_sentence.items())]
