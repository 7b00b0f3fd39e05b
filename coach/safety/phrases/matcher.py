"""Finds what the rules of a phrase book say in what was written; knows no class by name.

First every word's keys, then the scopes that take words back, then rule by rule; a finding joins
the keys for the rules after it. The words of an idiom mean nothing else, save in a longer phrase.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from coach.safety.phrases.book import DEFAULT_SCOPES, IDIOM, Phrasebook, Rule
from coach.safety.phrases.lexicon import Lexicon
from coach.safety.phrases.pattern import Pattern
from coach.safety.phrases.scopes import Cover, Span, covers
from coach.safety.phrases.text import Reading, Token, read

_PHRASE_GAP = 2
_DENIALS = ("negation", "bare_no", "never")
Places: TypeAlias = Sequence[Sequence[Span]]
"""For each term of a pattern, the places where it was found."""


@dataclass(frozen=True, slots=True)
class Find:
    """One rule that matched, and the places of its words in the reading."""

    rule: Rule
    span: Span


@dataclass(slots=True)
class _Page:
    """One reading with all that was found in it so far."""

    reading: Reading
    found: defaultdict[str, list[Span]]
    covers: dict[str, Cover]

    def sentence(self, place: int) -> int:
        return self.reading.tokens[place].sentence


def find(book: Phrasebook, texts: Sequence[str]) -> tuple[Reading, tuple[Find, ...]]:
    """Return the reading of the texts and every find in it, in the order of the rules."""
    page = _page(book, texts)
    finds: list[Find] = []
    for rule in book.rules:
        spans = [span for pattern in rule.patterns for span in _matches(pattern, rule, page)]
        for span in dict.fromkeys(spans):
            for key in book.lexicon.findings.get(rule.name, ()) if rule.is_finding else ():
                insort(page.found[key], span)
            finds.append(Find(rule, span))
    return page.reading, tuple(finds)


def taken_back(book: Phrasebook, texts: Sequence[str]) -> frozenset[int]:
    """Return the places that a language takes back: denied, others', long ago, or in an idiom."""
    page = _page(book, texts)
    usual = (cover for name, cover in page.covers.items() if name in DEFAULT_SCOPES)
    covered = frozenset(place for cover in usual for place in cover)
    return covered.union(*page.found.get(IDIOM, ()))


def only_denied(book: Phrasebook, text: str) -> str:
    """Return the words that a text denies, where it says nothing else; none where it does."""
    page = _page(book, [text])
    covers_of = [page.covers.get(name, {}) for name in _DENIALS]
    openers = {place for cover in covers_of for by in cover.values() for place in by}
    denied = {place for cover in covers_of for place in cover} - openers
    left = (i for i in range(len(page.reading.tokens)) if i not in denied | openers)
    tokens = page.reading.tokens
    whole = all(tokens[i].word in book.joins.words for i in left)
    return " ".join(tokens[i].word for i in sorted(denied)) if whole else ""


def _page(book: Phrasebook, texts: Sequence[str]) -> _Page:
    reading = read(texts)
    page = _Page(reading, _occurrences(book, reading.tokens), {})
    for name, scope in book.scopes.items():
        if page.found.get(f"{name}.opens"):
            page.covers[name] = covers(name, scope, reading, found=page.found, joins=book.joins)
    return page


def _occurrences(book: Phrasebook, tokens: Sequence[Token]) -> defaultdict[str, list[Span]]:
    words = [book.meant(token.word) for token in tokens]
    bare = [book.meant(_bare(token, book.pronouns)) for token in tokens]
    seen = list(_sequences(book.lexicon, words, tokens))
    if bare != words:
        seen += _sequences(book.lexicon, bare, tokens)
    idiomatic: dict[int, int] = {}
    for span, keys in seen:
        if IDIOM in keys:
            idiomatic |= {place: max(len(span), idiomatic.get(place, 0)) for place in span}
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for span, keys in seen:
        free = 0 if len(span) == 1 else len(span)
        if all(idiomatic.get(place, 0) <= free for place in span):
            for key in keys:
                found[key].append(span)
    return defaultdict(list, {key: sorted(set(spans)) for key, spans in found.items()})


def _bare(token: Token, pronouns: frozenset[str]) -> str:
    """Return the word without an apostrophe and s: "my heart's racing" is said of the heart."""
    dropped = token.end - token.start - len(token.word)
    bare = token.word[:-1] if dropped == 1 and token.word[-1] == "s" else token.word
    return token.word if bare in pronouns else bare


def _sequences(
    lexicon: Lexicon, words: Sequence[str], tokens: Sequence[Token]
) -> Iterator[tuple[Span, Iterable[str]]]:
    """Yield each word, run of words and number that a key is waiting for."""
    for i, word in enumerate(words):
        if keys := lexicon.words.get(word):
            yield (i,), keys
        for sequence, keys in lexicon.longer.get(word, {}).items():
            end = i + len(sequence)
            if tuple(words[i:end]) == sequence and tokens[end - 1].sentence == tokens[i].sentence:
                yield tuple(range(i, end)), keys
        number = tokens[i].number
        if number is not None:
            yield (i,), [key for low, high, key in lexicon.ranges if low <= number <= high]


def _matches(pattern: Pattern, rule: Rule, page: _Page) -> Iterator[Span]:
    if any(term.key not in page.found for term in pattern.terms):
        return
    places = [page.found[term.key] for term in pattern.terms]
    for choice in _choices(pattern, places, page):
        named = {place for spans in choice for span in spans for place in span}
        kept = [[s for s in spans if _stands(s, named, rule, page)] for spans in choice]
        if all(kept):
            span = tuple(sorted({place for spans in kept for place in spans[0]}))
            if not _unmade(span, rule, page):
                yield span


def _choices(pattern: Pattern, places: Places, page: _Page) -> Iterator[Places]:
    """Yield, for each place of the first term, where the other terms may stand."""
    match pattern.order:
        case "phrase":
            yield from _phrases(places, page)
        case "near":
            for first in places[0]:
                yield [[first], *(_close(s, first, pattern.window, page) for s in places[1:])]
        case "anywhere":
            yield places
        case _:
            assert_never(pattern.order)


def _phrases(places: Places, page: _Page) -> Iterator[Places]:
    runs: list[list[Span]] = [[span] for span in places[0]]
    for spans in places[1:]:
        runs = [[*run, span] for run in runs for span in _next(spans, run[-1], page)]
    for run in runs:
        yield [[span] for span in run]


def _next(spans: Sequence[Span], last: Span, page: _Page) -> list[Span]:
    low = bisect_left(spans, (last[-1] + 1,))
    high = bisect_left(spans, (last[-1] + 2 + _PHRASE_GAP,))
    return [span for span in spans[low:high] if page.sentence(span[0]) == page.sentence(last[0])]


def _close(spans: Sequence[Span], first: Span, window: int, page: _Page) -> list[Span]:
    low = bisect_left(spans, (first[0] - window,))
    high = bisect_left(spans, (first[-1] + window + 1,))
    return [
        span
        for span in spans[low:high]
        if page.sentence(span[0]) == page.sentence(first[0]) and not set(span) & set(first)
    ]


def _stands(span: Span, named: set[int], rule: Rule, page: _Page) -> bool:
    """Tell whether no scope takes these words back; openers that the pattern names do not."""
    for scope in rule.heeds:
        cover = page.covers.get(scope)
        if cover and any(opener not in named for i in span for opener in cover.get(i, ())):
            return False
    return True


def _unmade(span: Span, rule: Rule, page: _Page) -> bool:
    if any(page.found.get(term.key) for term in rule.unless_anywhere):
        return True
    sentences = {page.sentence(place) for place in span}
    return any(
        page.sentence(other[0]) in sentences
        for term in rule.unless
        for other in page.found.get(term.key, ())
    )
