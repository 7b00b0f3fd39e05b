"""Words to facts by rules: what an athlete's message says of today, quoted, nothing invented.

The words are tables by language beside this file; the classes of symptoms come from the red-flag
screen. Denials, other people, wishes and questions give no facts.

Worth knowing of the values: without a number a word is worth what its table says (a knee that
hurts is 4, a niggle 3, dead legs 8), "a bit" takes two away and "really" adds two; sleep without
hours has the quality poor or good; time that is "short" has the code less and no minutes.
"""

from collections.abc import Sequence
from datetime import date, datetime

from coach.agents.listening import coming, daily, hurting
from coach.agents.listening.amounts import marks
from coach.agents.listening.book import LANGUAGES, phrasebook
from coach.agents.listening.draft import Draft
from coach.agents.listening.page import Page, open_page
from coach.domain.fact import LIKELY, Fact, FactKind
from coach.safety.red_flags import Sighting, likely, sightings
from coach.safety.symptoms import MEANINGS, SymptomClass

__all__ = ["listen"]

_HEARD_OUT = frozenset({FactKind.SYMPTOM, FactKind.CLEARED, FactKind.RECOVERED})
"""Where a message tells one of these, what else it may be like is no matter."""

_OVER = frozenset({FactKind.CLEARED, FactKind.RECOVERED})
"""Told first, whatever their place: what the same message tells of besides, they do not end."""


def listen(text: str, *, said_at: datetime, local_date: date) -> tuple[Fact, ...]:
    """Return the facts in one message, in the athlete's own words; none where there are none.

    SORENESS, ENERGY, PAIN and DONE are 0-10, SLEEP hours, TIME minutes; `local_date` is the day
    told of, for RECOVERED the first without symptoms.
    """
    if not any(letter.isalnum() for letter in text):
        return ()
    facts: list[Fact] = []
    for language in LANGUAGES:
        page = open_page(phrasebook(language), text)
        symptoms = _symptoms(page, sightings([text]))
        drafts = [*symptoms, *_drafts(page, symptoms, local_date)]
        if not any(draft.kind in _HEARD_OUT for draft in drafts):
            drafts += _symptoms(page, likely([text]), quality=LIKELY)
        facts += [_fact(draft, page, said_at, local_date) for draft in drafts]
    return tuple(dict.fromkeys(sorted(facts, key=lambda fact: fact.kind not in _OVER)))


def _symptoms(page: Page, seen: Sequence[Sighting], quality: str | None = None) -> list[Draft]:
    """Return the classes that the red-flag screen sees, each with the words it saw."""
    tokens = page.reading.tokens
    return [
        Draft(
            FactKind.SYMPTOM,
            tuple(i for i, t in enumerate(tokens) if each.start <= t.start < each.end),
            code=each.symptom.value,
            quality=quality,
        )
        for each in seen
    ]


def _drafts(page: Page, symptoms: list[Draft], today: date) -> list[Draft]:
    over = hurting.cleared(page)
    pains = hurting.pains(page, over)
    sore = hurting.soreness(page, pains)
    scored = [*daily.done(page), *pains, *sore, *daily.energy(page)]
    scored = hurting.marked(scored, marks(page), page)
    told = [draft for draft in scored if _is_told(draft) and not _is_of(symptoms, draft)]
    slept = daily.sleep(page)
    minutes = daily.time_there_is(page, [*told, *slept, *symptoms])
    ahead = coming.ahead(page, today)
    lasting = {(each.kind, each.code) for each in ahead if each.on == today}
    todays = [*minutes, *daily.equipment(page)]
    rest = [each for each in todays if (each.kind, each.code) not in lasting]
    notes = [each for each in daily.notes(page) if not page.in_sentences_of(each, ahead)]
    return [*told, *slept, *rest, *over, *daily.recovered(page, today), *ahead, *notes]


def _is_of(symptoms: list[Draft], draft: Draft) -> bool:
    """Tell whether a red flag says it already: a doctor's word ends both, so it is noted once."""
    grave = [each for each in symptoms if MEANINGS[SymptomClass(each.code or "")].ends_talk]
    hurts = draft.kind in {FactKind.PAIN, FactKind.SORENESS}
    return hurts and any(set(each.span) & set(draft.span) for each in grave)


def _is_told(draft: Draft) -> bool:
    return draft.value is not None or draft.kind is FactKind.DONE


def _fact(draft: Draft, page: Page, said_at: datetime, local_date: date) -> Fact:
    return Fact(
        kind=draft.kind,
        local_date=draft.on or local_date,
        said_at=said_at,
        words=page.quote(draft.span),
        value=draft.value,
        site=draft.site,
        code=draft.code,
        quality=draft.quality,
        until=draft.until,
    )
