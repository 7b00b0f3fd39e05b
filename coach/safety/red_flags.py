"""The red-flag screen: which classes of symptoms an athlete's words mean; no model, no network.

The words are the phrase files, a folder for each language; this file knows only their names. A
language's book is compiled at the first message that shows its signs. Where no phrase is found, the
net of likeness is asked, which was taught from examples.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

from coach.safety.likeness import Likeness, likest
from coach.safety.phrases import (
    Find,
    Phrasebook,
    Reading,
    Signs,
    compile_book,
    find,
    languages_in,
    only_denied,
    read,
    signs_of,
    spoken,
    taken_back,
)
from coach.safety.phrases.tables import SIGNS
from coach.safety.symptoms import SymptomClass

_FILES = "coach.safety.phrases"
_CLASSES = frozenset(each.value for each in SymptomClass)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A class, and where it was said: from `start` to `end` in the text of that number."""

    symptom: SymptomClass
    text: int
    start: int
    end: int


def screen(texts: Sequence[str]) -> tuple[SymptomClass, ...]:
    """Return the classes that the texts together mean, gravest first, each once.

    Denied symptoms, other people's, supposed ones and those of long ago mean none.
    """
    meant = {sighting.symptom for sighting in sightings(texts) or likely(texts)}
    return tuple(each for each in SymptomClass if each in meant)


def sightings(texts: Sequence[str]) -> tuple[Sighting, ...]:
    """Return what the phrases find: each class with the first words that mean it.

    What the language of the texts takes back is taken back for all ("mi suegra con covid"), and
    of words that it knows its own book is the judge.
    """
    first: dict[str, Sighting] = {}
    languages = languages_in(_signs(), spoken(texts))
    own = languages.surely
    denied = {each: taken_back(phrasebook(each), texts) for each in own}
    for language in sorted(languages.maybe):
        reading, finds = find(phrasebook(language), texts)
        back = frozenset(place for each in own - {language} for place in denied[each])
        for each in _meant(phrasebook(language), finds):
            judged = language not in own and _judged(each, reading, own)
            if back.isdisjoint(each.span) and not judged:
                first.setdefault(each.rule.name, _sighting(each, reading))
    return tuple(first.values())


def _judged(found: Find, reading: Reading, own: Iterable[str]) -> bool:
    """Tell whether the books of the texts' own languages know all words that were found."""
    words = {reading.tokens[place].word for place in found.span}
    return any(words <= phrasebook(each).lexicon.words.keys() for each in own)


def likely(texts: Sequence[str]) -> tuple[Sighting, ...]:
    """Return what texts are likest to, one class a text at most; what is mostly denied is none."""
    found = ((number, text, likest(text)) for number, text in enumerate(texts))
    return tuple(
        Sighting(alike.symptom, number, alike.start, alike.end)
        for number, text, alike in found
        if alike is not None and not _is_mostly_denied(text, alike)
    )


def only_denies(text: str) -> bool:
    """Whether a text denies symptoms and says nothing else: "no chest pain, no fever"."""
    denied = (only_denied(phrasebook(each), text) for each in languages_of([text]))
    return any(words and sightings([words]) for words in denied)


def _is_mostly_denied(text: str, alike: Likeness) -> bool:
    """Whether its language takes back half of the words and more: "no pain, no fever"."""
    own = languages_in(_signs(), spoken([text])).surely or {
        language for language, its in _signs().items() if its.always
    }
    denied = frozenset(place for each in own for place in taken_back(phrasebook(each), [text]))
    tokens = read([text]).tokens
    words = [i for i, token in enumerate(tokens) if alike.start <= token.start < alike.end]
    return len(denied.intersection(words)) >= len(words) / 2


def _meant(book: Phrasebook, finds: Sequence[Find]) -> list[Find]:
    named = [each for each in finds if each.rule.name in _CLASSES]
    names = {each.rule.name for each in named}
    return [each for each in named if names.isdisjoint(book.yields.get(each.rule.name, ()))]


def _sighting(found: Find, reading: Reading) -> Sighting:
    first = reading.tokens[found.span[0]]
    same = [reading.tokens[i] for i in found.span if reading.tokens[i].text == first.text]
    return Sighting(SymptomClass(found.rule.name), first.text, first.start, same[-1].end)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Return the languages there are phrase files for."""
    folders = resources.files(_FILES).iterdir()
    return tuple(sorted(entry.name for entry in folders if (entry / SIGNS).is_file()))


def languages_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the languages that the texts may be in; one of them always is."""
    return tuple(sorted(languages_in(_signs(), spoken(texts)).maybe))


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, Signs]:
    folder = resources.files(_FILES)
    return {language: signs_of(folder / language) for language in languages()}


@lru_cache(maxsize=16)
def phrasebook(language: str) -> Phrasebook:
    """Return one language's phrase book, compiled at its first use."""
    own = resources.files(_FILES) / language
    return compile_book(common_words(language), own, ordinary=_foreign(language))


def _foreign(language: str) -> frozenset[str]:
    """Return the words that another language is known by: no slips of this one's."""
    others = (its for each, its in _signs().items() if each != language)
    return frozenset(word for its in others for word in (*its.words, *its.stems))


def common_words(language: str) -> Traversable:
    """Return the folder of what every reading of a language needs: people, scopes, slips."""
    return resources.files(_FILES) / language / "common"
