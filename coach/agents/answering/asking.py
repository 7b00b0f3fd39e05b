"""Reads what a message asks, by the phrase table; knows no athlete and no answer.

A rule of the table counts in a sentence that asks: by its mark, by how it begins or by words that
ask wherever they stand. Its code may widen that (`said`) or narrow it to few words (`topic`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypedDict, TypeVar, get_args

from coach.agents.answering.book import phrasebook
from coach.agents.answering.others import is_of_somebody_else
from coach.agents.answering.question import PLEASANTRIES, Asked, Measure, Question
from coach.agents.listening.amounts import durations
from coach.agents.listening.book import LANGUAGES
from coach.agents.listening.book import phrasebook as listening_book
from coach.agents.listening.page import Page, open_page
from coach.domain.morning import TrainedSport
from coach.safety.phrases import Find, Reading, find
from coach.safety.phrases.text import Token
from coach.safety.red_flags import only_denies

T = TypeVar("T", bound=str)
MOST_QUESTIONS = 2
_SHORT_QUESTION = 4
_SHORT_REPLY = 5
_KM_A_MILE = 1.609344
_QUESTIONS = frozenset(Question)
DAY_NAMES = frozenset({"today", "tomorrow", "after_tomorrow", *map(str, range(7))})


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A message with its finds by name."""

    reading: Reading
    finds: dict[str, list[Find]] = field(default_factory=dict)

    def codes(self, name: str) -> tuple[str, ...]:
        """Return the codes of a name's finds, each once, in the order of the table."""
        found = self.finds.get(name, ())
        return tuple(dict.fromkeys(each.rule.code for each in found if each.rule.code))

    def number(self, name: str) -> float | None:
        """Return the first number inside a name's first find."""
        tokens = self.reading.tokens
        numbers = (tokens[i].number for each in self.finds.get(name, ()) for i in each.span)
        return next((number for number in numbers if number is not None), None)

    def places(self, name: str) -> frozenset[int]:
        """Return the places of all words of a name's finds."""
        return frozenset(i for each in self.finds.get(name, ()) for i in each.span)

    def sentence_of(self, found: Find) -> int:
        """Return the number of the sentence that a find begins in."""
        return self.reading.tokens[found.span[0]].sentence


def ask(text: str) -> Asked:
    """Return what a message asks; no questions where it only tells."""
    if not any(letter.isalnum() for letter in text):
        return Asked()
    read = (_read(language, text) for language in LANGUAGES)
    asked = max(read, key=lambda asked: len(asked.questions))
    if asked.questions or asked.unclear or not only_denies(text):
        return asked
    return replace(asked, questions=(Question.ALL_CLEAR,))


def _read(language: str, text: str) -> Asked:
    reading, found = find(phrasebook(language), [text])
    finds: defaultdict[str, list[Find]] = defaultdict(list)
    for each in found:
        finds[each.rule.name].append(each)
    sheet = _Sheet(reading, dict(finds))
    asking = frozenset(_asking(sheet))
    meant = _meant(sheet, [each for each in found if each.rule.name in _QUESTIONS], asking)
    meant |= dict.fromkeys(_of_others(sheet, asking), Question.OTHERS)
    questions = tuple(dict.fromkeys(question for _, question in sorted(meant.items())))
    serious = tuple(each for each in questions if each not in PLEASANTRIES)
    return Asked(
        questions=(serious or questions)[:MOST_QUESTIONS],
        unclear=bool(asking - meant.keys()) and not serious,
        spoken=tuple(_spoken(sheet, asking, found)),
        **_beside(sheet, open_page(listening_book(language), text)),
    )


def _asking(sheet: _Sheet) -> Iterator[int]:
    """Yield the sentences that ask."""
    tokens = sheet.reading.tokens
    yield from sheet.reading.questions.intersection(token.sentence for token in tokens)
    yield from (sheet.sentence_of(each) for each in sheet.finds.get("asks", ()))
    leading = sheet.places("lead")
    for each in sheet.finds.get("opens_question", ()):
        first = tokens[each.span[0]]
        if all(i in leading for i in range(each.span[0]) if tokens[i].segment == first.segment):
            yield first.sentence


def _meant(sheet: _Sheet, found: Sequence[Find], asking: frozenset[int]) -> dict[int, Question]:
    """Return each sentence's question: the first of the table that counts there."""
    meant: dict[int, Question] = {}
    for each in found:
        sentence = sheet.sentence_of(each)
        if sentence not in meant and _counts(sheet, each, asking):
            meant[sentence] = Question(each.rule.name)
    return meant


def _of_others(sheet: _Sheet, asking: frozenset[int]) -> Iterator[int]:
    """Yield the sentences that ask about somebody else by name."""
    for sentence in asking:
        own = [token for token in sheet.reading.tokens if token.sentence == sentence]
        if is_of_somebody_else(_written(sheet.reading, own)):
            yield sentence


def _counts(sheet: _Sheet, found: Find, asking: frozenset[int]) -> bool:
    tokens, sentence = sheet.reading.tokens, sheet.sentence_of(found)
    words = [i for i, token in enumerate(tokens) if token.sentence == sentence]
    match found.rule.code:
        case "topic":
            known = {*found.span, *sheet.places("filler"), *sheet.places("opens_question")}
            return known.issuperset(words) or (sentence in asking and len(words) <= _SHORT_QUESTION)
        case "short":
            return sentence in asking and len(words) <= _SHORT_QUESTION
        case "order":
            return True
        case "said":
            return len(words) <= _SHORT_REPLY
        case _:
            return sentence in asking


def _spoken(sheet: _Sheet, asking: frozenset[int], found: Sequence[Find]) -> Iterator[str]:
    """Yield the sentences that ask, and the segments that order, as they were written."""
    tokens, orders = sheet.reading.tokens, [f for f in found if f.rule.code == "order"]
    for sentence in sorted(asking):
        yield _written(sheet.reading, [t for t in tokens if t.sentence == sentence])
    for segment in sorted({tokens[each.span[0]].segment for each in orders}):
        yield _written(sheet.reading, [t for t in tokens if t.segment == segment])


def _written(reading: Reading, own: Sequence[Token]) -> str:
    return reading.texts[own[0].text][own[0].start : own[-1].end]


def _named_days(sheet: _Sheet, page: Page) -> Iterator[str]:
    """Yield days by name, in the order of the words."""
    ours, theirs = sheet.reading.tokens, page.reading.tokens
    named = [(ours[f.span[0]].start, f.rule.code or "") for f in sheet.finds.get("day", ())]
    weekdays = page.named("weekday")
    named += [(theirs[f.span[0]].start, str(int(f.rule.value or 0))) for f in weekdays]
    yield from dict.fromkeys(name for _, name in sorted(named) if name in DAY_NAMES)


class _Beside(TypedDict):
    """The fields of `Asked` that stand beside a question."""

    minutes: float | None
    load: float | None
    distance_km: float | None
    power_w: float | None
    effort: str | None
    sport: TrainedSport | None
    harder: bool
    ailing: bool
    terms: tuple[str, ...]
    measure: Measure | None
    weekday: int | None
    days: frozenset[str]
    named_days: tuple[str, ...]
    moved: str | None
    wanted: str | None


def _beside(sheet: _Sheet, page: Page) -> _Beside:
    miles, weekdays = sheet.number("miles"), page.named("weekday")
    spans = durations(page)
    return _Beside(
        minutes=spans[0].value if spans else None,
        load=sheet.number("tss"),
        distance_km=miles * _KM_A_MILE if miles else sheet.number("kilometres"),
        power_w=sheet.number("power"),
        effort=next(iter(sheet.codes("effort")), None),
        sport=_first_of(get_args(TrainedSport), sheet.codes("sport")),
        harder="harder" in sheet.finds,
        ailing="ailing" in sheet.finds,
        terms=sheet.codes("term"),
        measure=_first_of(get_args(Measure), sheet.codes("measure")),
        weekday=int(weekdays[0].rule.value or 0) if weekdays else None,
        days=frozenset(sheet.codes("day")),
        named_days=tuple(_named_days(sheet, page)),
        moved=next(iter(sheet.codes("moved")), None),
        wanted=next(iter(sheet.codes("wanted")), None),
    )


def _first_of(known: Sequence[T], codes: Sequence[str]) -> T | None:
    return next((each for code in codes for each in known if each == code), None)
