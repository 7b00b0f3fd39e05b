"""Words of a model are read before they are shown: figures, weekdays, zones, addresses, manner.

It refuses and never mends; whoever asks falls back on the rules' own words.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from coach.agents.english import is_english, is_sentence
from coach.agents.figures import Figures
from coach.agents.spelled import TELLING
from coach.agents.spelled import in_digits as spelled_in_digits
from coach.agents.wording import MONTHS, WEEKDAYS
from coach.domain.decision import TrainingDecision
from coach.domain.quoting import UNSEEN, leads_away

_MOST_REASON, _MOST_EXPLANATION = 420, 1600
_SHORTEST_RUN, _RUN, _LONGEST_WORD = 3, 4, 30

_UNITS: tuple[tuple[str, str], ...] = (
    ("min", r"min(?:ute)?s?"), ("h", r"h(?:ours?|rs?)?"), ("s", r"s(?:ec(?:ond)?s?)?"),
    ("W", r"w(?:atts?)?"), ("bpm", r"bpm|beats"), ("%", r"%|per ?cent"), ("ms", r"ms"),
    ("km", r"km|kilomet(?:re|er)s?|miles?"), ("kg", r"kg|kilos?|pounds?|lbs?"),
    ("d", r"days?"), ("wk", r"weeks?"), ("night", r"nights?"), ("°C", r"°c|degrees"),
    ("×", r"×|x|times"), ("load", r"tss|points?"),
)  # fmt: skip
"""Each unit with how it is written."""
_UNIT = "|".join(f"(?P<u{n}>{pattern})" for n, (_, pattern) in enumerate(_UNITS))
_OF_GROUP = {f"u{n}": name for n, (name, _) in enumerate(_UNITS)}
_NUMBER = r"(?<!\w)(?<!\d[.,:])(?P<number>[+−-]?\d+(?:[:.,]\d+)*)"
_FIGURE = re.compile(
    rf"{_NUMBER}(?:[–-](?P<upper>\d+(?:[:.]\d+)?))?(?:[\s-]?(?:{_UNIT})(?!\w))?", re.IGNORECASE
)
_MEASURED = re.compile(
    rf"[\s-](?:{'|'.join(pattern for _, pattern in _UNITS[:13])})\b", re.IGNORECASE
)
_THOUSANDS = re.compile(r",(?=\d{3}(?:\D|$))")
_TIMES = re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)", re.IGNORECASE)
_GLUED = re.compile(r"\w*(?:[^\W\d_]\d|\d[^\W\d_])\w*")
_MAY_BE_GLUED = re.compile(
    rf"VO2(?:max)?|\d+(?:st|nd|rd|th|[ap]m|{'|'.join(pattern for _, pattern in _UNITS)})",
    re.IGNORECASE,
)
"""A number with its unit, and the few words that hold a digit."""
_VAGUE_HALF = re.compile(r"\bhalf an hour\b|\ban hour\b|\bhalf hour\b", re.IGNORECASE)
_DAYS = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})s?\b", re.IGNORECASE)
_MONTHS = re.compile(rf"\b(?:{'|'.join(name for name in MONTHS if name != 'May')})\b")
"""Without the one that is a verb, too."""
_ZONE = re.compile(r"\b(?:Z|zones? ?)(\d)\b", re.IGNORECASE)
_COMMAND = re.compile(r"(?<![\w/])/[a-z]\w*", re.IGNORECASE)
_MARKUP = re.compile(r"[<>\[\]{}`|#*_\\!]")
PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
_NOT_OURS = re.compile(
    r"\b(?:ibuprofen|paracetamol|aspirin|antibiotic\w*|medication|medicine|dos(?:e|age)"
    r"|supplement\w*|caffeine|creatine|calorie\w*|kcal|diet\w*|fasting"
    r"|lose weight|weight loss|diagnos\w*|worthless|pathetic|lazy|stupid|loser|give up)\b",
    re.IGNORECASE,
)
_LABELS = {
    "readiness": "readiness", "hrv": "hrv", "ctl": "ctl", "atl": "atl", "tsb": "tsb",
    "form": "tsb", "fitness": "ctl", "fatigue": "atl", "resting pulse": "resting pulse",
    "soreness": "soreness", "energy": "energy", "monotony": "monotony",
}  # fmt: skip
"""What a number behind a word must be of."""
_LABELLED = re.compile(
    rf"\b(?P<label>{'|'.join(_LABELS)})\b(?: \([A-Z]+\))?"
    r"(?: (?:is|was|of|at|has|been|score|sits|reads|around|now|:)){0,3}"
    r" ?(?P<value>[+−-]?\d+(?:\.\d+)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What words may hold: the lines of fact that were told, and the workout."""

    lines: Sequence[str]
    decision: TrainingDecision
    untrusted: Sequence[str] = ()
    """What may have been written by anybody; words that repeat it are not the model's own."""
    zones: Collection[str] | None = None
    """The zones that may be spoken of; None are those of the workout."""

    def fault(self, text: str, *, most: int) -> str | None:
        """Return what stands against a text, the first thing found; None where nothing does."""
        if not text.strip():
            return "nothing was said"
        if len(text) > most:
            return f"it is longer than {most} characters"
        return next(self._faults(text), None)

    def _faults(self, text: str) -> Iterator[str]:
        told = "\n".join(self.lines)
        yield from _manner(text, told)
        yield from self._repeated(text)
        for pattern in (_DAYS, _MONTHS):
            known = {word.lower().rstrip("s") for word in pattern.findall(told)}
            wrong = (w for w in pattern.findall(text) if w.lower().rstrip("s") not in known)
            yield from (f"{word} is not told of" for word in wrong)
        yield from self._zones(text)
        digits = in_digits(_ZONE.sub("that zone", text))
        yield from _numbers(digits, told)
        yield from self._labels(in_digits(digits, least=0))

    def _repeated(self, text: str) -> Iterator[str]:
        said = _words(text)
        if any(len(word) > _LONGEST_WORD for word in said):
            yield "it holds something that is no word"
        for words in map(_words, self.untrusted):
            length = min(_RUN, len(words))
            if length >= _SHORTEST_RUN and _runs(said, length) & _runs(words, length):
                yield "it repeats what was not its own"

    def _zones(self, text: str) -> Iterator[str]:
        known = self.zones
        if known is None:
            spent = self.decision.workout.time_in_zones
            known = {zone for zone, minutes in spent.items() if minutes}
        for number in _ZONE.findall(text):
            if f"Z{number}" not in known:
                yield f"zone {number} is not in the workout"

    def _labels(self, text: str) -> Iterator[str]:
        for match in _LABELLED.finditer(text):
            label = _LABELS[match["label"].lower()]
            own = [line for line in self.lines if label in line.lower()]
            known = {number for line in own for number, _ in figures_in(line)}
            if _plain(match["value"]) not in known:
                yield f"{match[0]!r} is not what was told"


def fault_in_reason(text: str, proof: Proof, figures: Figures) -> str | None:
    """Return what stands against the short words, which go into the message itself."""
    if (fault := proof.fault(text, most=_MOST_REASON) or says_nothing(text)) is not None:
        return fault
    number = figures.unknown(text)
    return None if number is None else f"{number} is none of the decision's figures"


def fault_in_explanation(text: str, proof: Proof) -> str | None:
    """Return what stands against the long words, which open under the message."""
    return proof.fault(text, most=_MOST_EXPLANATION) or says_nothing(text)


def says_nothing(text: str) -> str | None:
    """Return what is wrong with whole words that are no sentence; None where nothing is."""
    return None if is_sentence(text) else "it says nothing"


def _numbers(text: str, told: str) -> Iterator[str]:
    known, as_told = set(figures_in(told)), told.lower()
    for word in _GLUED.findall(_TIMES.sub(" x ", text)):
        if not _MAY_BE_GLUED.fullmatch(word) and word.lower() not in as_told:
            yield f"{word!r} is not told of"
    numbers = {number for number, _ in known}
    for vague in _VAGUE_HALF.findall(text):
        yield f"{vague!r} is no figure that was told"
    for number, unit in figures_in(text):
        if number not in numbers or (unit and (number, unit) not in known):
            yield f"{number} {unit}".strip() + " is not told of"


def _manner(text: str, told: str) -> Iterator[str]:
    if UNSEEN.search("".join(text.split())) or any(map(_is_odd_number, text)):
        yield "it holds signs that are no plain text"
    if leads_away(text):
        yield "it holds an address"
    for command in _COMMAND.findall(text):
        if command not in told:
            yield f"{command} is not told of"
    if _MARKUP.search(text) or PICTURES.search(text):
        yield "it holds markup, pictures or exclamation marks"
    if (found := _NOT_OURS.search(text)) is not None:
        yield f"{found[0]!r} is nothing that a training plan speaks of"
    if not is_english(text):
        yield "it is not in English"


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def figures_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number with its unit, "" where it has none; both ends of a range."""
    for match in _FIGURE.finditer(_TIMES.sub(" × ", text)):
        unit = _OF_GROUP.get(match.lastgroup or "", "")
        for number in (match["number"], match["upper"]):
            if number:
                yield _plain(number), unit


def _plain(number: str) -> str:
    """Return a number as it is compared: one minus, no plus, no needless zeros."""
    signed = number.replace("−", "-").lstrip("+")
    plain = _THOUSANDS.sub("", signed).replace(",", ".")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def in_digits(text: str, *, least: int = TELLING) -> str:
    """Write numbers in words as digits: "forty minutes" is "40 minutes"."""
    return spelled_in_digits(text, _MEASURED, least=least)


def _is_odd_number(sign: str) -> bool:
    """Whether a sign is a number but no digit as ours are; the oxygen of VO₂ is none."""
    return sign.isnumeric() and not sign.isascii() and sign != "₂"
