"""Who has said what of one stored thing already, so that a word heard twice changes nothing.

A newer word replaces an older one. But files stay where they are and are imported again: what a
file says for the second time is no newer word than what another file said in between.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

from coach.domain.activity import Provenance

_REMEMBERED = 8


class Word(NamedTuple):
    """What one file or vendor's entry said; `said` is a digest of its measures."""

    origin: str
    vendor_id: str | None
    file: str | None
    said: str


def digest(measures: Mapping[str, object]) -> str:
    """Return a short digest of measures by name, the same in every process."""
    return blake2b(repr(sorted(measures.items())).encode(), digest_size=8).hexdigest()


def word_of(provenance: Provenance, measures: Mapping[str, object]) -> Word:
    """Return the word that a record is."""
    said = digest(measures)
    return Word(provenance.origin.value, provenance.vendor_id, provenance.file, said)


def heard(met: Iterable[Word], word: Word) -> bool:
    """Tell whether this is the last word of its file, or the same entry's word in another one."""
    met = tuple(met)
    own = [one for one in met if one[:3] == word[:3]]
    if own:
        return own[0].said == word.said
    return any(one._replace(file=None) == word._replace(file=None) for one in met)


def with_word(met: Iterable[Word], word: Word) -> tuple[Word, ...]:
    """Return the words met with this one as the last; the oldest are forgotten."""
    others = (one for one in met if one[:3] != word[:3])
    return (*others, word)[-_REMEMBERED:]


def words_text(met: Iterable[Word]) -> str:
    """Return words as JSON."""
    return json.dumps(list(met))


def words_of(text: str) -> tuple[Word, ...]:
    """Return words from JSON."""
    return tuple(Word(*one) for one in json.loads(text))
