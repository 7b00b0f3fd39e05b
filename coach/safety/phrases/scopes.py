"""What takes words back: how far a "no", a "my son" or a "what if" reaches.

An opener covers the words after it until its sentence or segment ends, a closing word comes, or
its reach is spent; a list ("no fever, cough or chills") carries it over commas.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from coach.safety.phrases.tables import ScopeTable
from coach.safety.phrases.text import Reading, Token

Span: TypeAlias = tuple[int, ...]
"""Places of tokens, in order."""
Found: TypeAlias = Mapping[str, Sequence[Span]]
"""Where each key was found."""
Cover: TypeAlias = dict[int, tuple[int, ...]]
"""The openers that reach a token."""

_SHORT_ITEM = 2
_LOOK_BACK = 3
_SHORT_QUESTION = 8
_ANSWER_WORDS = 4


@dataclass(frozen=True, slots=True)
class Joins:
    """A language's words between the items of a list, and those that make one of two items."""

    words: frozenset[str]
    choices: frozenset[str]


def covers(name: str, scope: ScopeTable, reading: Reading, *, found: Found, joins: Joins) -> Cover:
    """Return which tokens a scope covers, each with the places of the words that open it."""
    released = {reading.tokens[span[0]].text for span in found.get(f"{name}.released_by", ())}
    marks = _Marks(name, found, joins)
    cover: dict[int, list[int]] = {}
    for opener in _openers(name, reading.tokens, found):
        if reading.tokens[opener[0]].text in released:
            continue
        for place in _reached(opener, scope, reading, marks):
            cover.setdefault(place, []).extend(opener)
    return {place: tuple(openers) for place, openers in cover.items()}


class _Marks:
    """Places of the words that end, restart or answer, and the words that join."""

    def __init__(self, name: str, found: Found, joins: Joins) -> None:
        self.joins = joins
        self.closes = _places(found.get(f"{name}.closes", ()))
        self.restarts = _places(found.get(f"{name}.restarts", ()))
        self.answers = _places(found.get(f"{name}.answers", ()))
        self.reports = _places(found.get(f"{name}.reports", ()))


def _places(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(place for span in spans for place in span)


def _openers(name: str, tokens: Sequence[Token], found: Found) -> list[Span]:
    said = found.get(f"{name}.but_not", ())  # "no legs" is a phrase, "no, legs" is none
    false = _places(span for span in said if tokens[span[0]].segment == tokens[span[-1]].segment)
    before = {span[-1] for span in found.get(f"{name}.not_after", ())}
    return [
        span
        for span in found.get(f"{name}.opens", ())
        if not false.intersection(span) and not _object(span[0], tokens, before)
    ]


def _object(place: int, tokens: Sequence[Token], before: set[int]) -> bool:
    segment = tokens[place].segment
    back = range(max(0, place - _LOOK_BACK), place)
    return any(i in before and tokens[i].segment == segment for i in back)


def _reached(opener: Span, scope: ScopeTable, reading: Reading, marks: _Marks) -> list[int]:
    reached = _forward(opener[-1], scope, reading.tokens, marks)
    if opener[0] in marks.answers:
        reached += _asked(opener[0], reading, marks)
    if scope.back != "no":  # "fever gone": what the opener itself names is taken back too
        reached += [*_earlier(opener[0], scope, reading.tokens), *opener]
    return reached


def _earlier(place: int, scope: ScopeTable, tokens: Sequence[Token]) -> list[int]:
    here, earlier = tokens[place], list[int]()
    for i in range(place - 1, -1, -1):
        other = tokens[i]
        if other.text != here.text or (
            scope.back == "sentence" and other.sentence != here.sentence
        ):
            break
        earlier.append(i)
    return earlier


def _forward(last: int, scope: ScopeTable, tokens: Sequence[Token], marks: _Marks) -> list[int]:
    here, reached, left = tokens[last], list[int](), scope.reach
    listing: bool | None = None if scope.over == "list" else scope.over == "sentence"
    segment = here.segment
    for i in range(last + 1, len(tokens)):
        token = tokens[i]
        if token.sentence != here.sentence or left == 0 or i in marks.closes:
            break
        if token.segment != segment or tokens[i - 1].word in marks.joins.words:
            if i in marks.restarts:
                break
            if token.segment != segment:
                listing = _is_list(i, tokens, marks) if listing is None else listing
                if not listing:
                    break
            segment, left = token.segment, scope.reach
        reached.append(i)
        left -= 1
    return reached


def _is_list(place: int, tokens: Sequence[Token], marks: _Marks) -> bool:
    """Tell whether what follows a comma goes on listing: "x or y", or two and more short items."""
    sizes: dict[int, int] = {}
    for i in range(place, len(tokens)):
        token = tokens[i]
        if token.sentence != tokens[place].sentence or i in marks.closes:
            break
        if token.word in marks.joins.choices:
            return True
        sizes[token.segment] = sizes.get(token.segment, 0) + 1
    return len(sizes) > 1 and max(sizes.values()) <= _SHORT_ITEM


def _asked(place: int, reading: Reading, marks: _Marks) -> list[int]:
    """Return what a "no" answers: the short question before it, or alone the heading before it."""
    tokens = reading.tokens
    segment = tokens[place].segment
    own = [i for i, token in enumerate(tokens) if token.segment == segment]
    if own[0] == 0 or own[0] != place:
        return []
    before = tokens[own[0] - 1]
    asked = [i for i, token in enumerate(tokens) if token.segment == before.segment]
    alone = len(own) <= _ANSWER_WORDS and all(i in marks.answers for i in own)
    told = not marks.reports.isdisjoint(asked)
    same = alone and not told and before.sentence == tokens[place].sentence
    answered = same or before.sentence in reading.questions
    return asked if answered and len(asked) <= _SHORT_QUESTION else []
