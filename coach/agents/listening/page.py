"""One message as it was understood: its tokens and what the tables found in them.

Knows where things stand in the message, not what they mean for the day.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.agents.listening.draft import Draft
from coach.safety.phrases import Find, Phrasebook, Reading, find

_SIDE_REACH = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A message with its finds by name. A clause ends at a pause or a turn (but, and)."""

    text: str
    reading: Reading
    finds: dict[str, list[Find]] = field(default_factory=dict)

    def named(self, *names: str) -> list[Find]:
        """Return the finds of some names, in the order of the tables."""
        return [each for name in names for each in self.finds.get(name, ())]

    def sentence(self, found: Find) -> int:
        """Return the number of the sentence that a find begins in."""
        return self.reading.tokens[found.span[0]].sentence

    def beside(self, found: Find, *names: str) -> list[Find]:
        """Return the finds of some names in the same sentence."""
        here = self.sentence(found)
        return [each for each in self.named(*names) if self.sentence(each) == here]

    def in_sentences_of(self, draft: Draft, others: Iterable[Draft]) -> bool:
        """Return whether a draft was read from a sentence that others were read from."""
        sentences = {self.reading.tokens[other.span[0]].sentence for other in others}
        return self.reading.tokens[draft.span[0]].sentence in sentences

    def clause(self, place: int) -> tuple[int, int]:
        """Return the clause of a token: its segment, and how many turns came before in it."""
        segment = self.reading.tokens[place].segment
        turns = [each.span[0] for each in self.named("turn")]
        before = [i for i in turns if i <= place and self.reading.tokens[i].segment == segment]
        return segment, len(before)

    def within_clause(self, found: Find, *names: str) -> list[Find]:
        """Return the finds of some names in the clauses that a find touches."""
        clauses = {self.clause(place) for place in found.span}
        return [each for each in self.named(*names) if self.clause(each.span[0]) in clauses]

    def site(self, found: Find) -> str | None:
        """Return the place that a find names, with its side: "left knee"."""
        inside = set(found.span)
        named = [p for p in self.named("joint", "muscle") if inside.intersection(p.span)]
        longest = max(named, key=lambda place: len(place.span), default=None)
        return self._sided(longest) if longest else None

    def _sided(self, place: Find) -> str | None:
        near = [
            side.rule.code
            for side in self.beside(place, "side")
            if 0 < place.span[0] - side.span[0] <= _SIDE_REACH
            or 0 < side.span[0] - place.span[-1] <= _SIDE_REACH - 1
        ]
        return f"{near[0]} {place.rule.code}" if near else place.rule.code

    def quote(self, places: Iterable[int]) -> str:
        """Return the athlete's own words around some tokens: their whole segments."""
        wanted = {self.reading.tokens[place].segment for place in places}
        spoken = [token for token in self.reading.tokens if token.segment in wanted]
        return self.text[spoken[0].start : spoken[-1].end]


def open_page(book: Phrasebook, text: str) -> Page:
    """Read a message with a phrase book."""
    reading, found = find(book, [text])
    finds: defaultdict[str, list[Find]] = defaultdict(list)
    for each in found:
        finds[each.rule.name].append(each)
    return Page(text, reading, dict(finds))
