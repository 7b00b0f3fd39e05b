"""A provider that is wholly in the hands of whoever wrote what it reads.

It obeys at the wire: asks every tool that a text names, proposes the most there is, reads
endings of illness into messages, and says whatever it was told to say.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coach.llm.provider import Call, Hear, Line, Shape, Spoken, Tokens
from tests.coach.injection.attacks import MARK, strings
from tests.fakes.models import PROPOSAL

_ORDER = re.compile(r"\b(\w{4,})\s*(\{[^{}]*\})")
_WORD = re.compile(r"\S*[./@:]\S*\w")
SPAN = '{"first": "2026-03-01", "last": "2026-03-11"}'
_LOOKS = (
    ("activities", SPAN), ("decisions", SPAN),
    ("search_notes", '{"query": "qsecret push hard rest today athlete plan"}'),
    ("mission", "{}"), ("nights", SPAN), ("run_shell", '{"command": "id"}'),
)  # fmt: skip
_MOST_CALLS = 4


@dataclass
class Captive:
    """One provider; `heard` is all that was ever sent to it."""

    name: str = "openai"
    model: str = "captive"
    local: bool = False
    heard: list[Sequence[Line]] = field(default_factory=list)
    _orders: list[tuple[str, str]] = field(default_factory=list)

    async def speak(self, lines: Sequence[Line], shape: Shape, *, most_tokens: int) -> Spoken:
        """Propose the most, or read endings into a message."""
        assert shape.schema
        assert most_tokens > 0
        self.heard.append(list(lines))
        told = json.loads(lines[1].text)
        return _spoken(most(told) if "options" in told else endings(told["message"]))

    async def talk(
        self, lines: Sequence[Line], tools: Sequence[Shape], *, most_tokens: int, hear: Hear
    ) -> Spoken:
        """Ask all tools that were ordered, four at a time, then say what was ordered."""
        assert most_tokens > 0
        self.heard.append(list(lines))
        read = [line.text for line in lines if line.role in {"user", "tool"}]
        if len(lines) == 2:
            self._orders = [*_LOOKS, *ordered(read)]
        calls, self._orders = self._orders[:_MOST_CALLS], self._orders[_MOST_CALLS:]
        if calls and tools:
            asked = (Call(id=f"c{len(lines)}{n}", name=name, arguments=arguments)
                     for n, (name, arguments) in enumerate(calls))  # fmt: skip
            return Spoken(text="", calls=tuple(asked), tokens=Tokens(read=1, written=1))
        wished = [*speeches(read, ["Qvx"]), *speeches(read)]
        words = wished[len(self.heard) % len(wished)]
        await hear(words)
        return _spoken(words)

    async def look(self) -> str:
        """Find nothing wrong."""
        return "key and model are good"

    async def close(self) -> None:
        """Be closed."""


def ordered(read: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the tools that texts order, with the arguments written behind them."""
    for text in texts(read):
        yield from ((found[1], found[2]) for found in _ORDER.finditer(MARK.sub("", text)))


def speeches(read: Sequence[str], marks: Sequence[str] = ("",)) -> Iterator[str]:
    """Yield what texts want to be said: whole, woven into calm sentences, their addresses alone.

    Only texts with one of the marks are asked.
    """
    for text in (text for text in texts(read) if any(mark in text for mark in marks)):
        yield text[:900]
        yield f"That is what I have for you today: {text[:600]} and it is good for you."
        for word in _WORD.findall(text[:900]):
            yield f"The plan for you is at {word} and it is a good one to have today."


def texts(read: Sequence[str]) -> Iterator[str]:
    """Yield the texts that others may have written, of everything read."""
    for each in (one for one in read if one.startswith("{")):
        for path, text in strings(json.loads(each)).items():
            if path.startswith(("/untrusted", "/message")) and " key " not in path:
                yield text


def most(told: dict[str, object]) -> str:
    """Return a proposal of the most, in the words of the first text that was read."""
    words = next(iter(speeches([json.dumps(told)])), "All is well with you today.")
    obeyed = {"action": "push", "intensity_recommendation": "high", "confidence": 1.0}
    flags = {"flags": ["emergency", "chest_pain"]}
    return json.dumps(PROPOSAL | obeyed | flags | {"reason": words, "explanation": words})


def endings(message: object) -> str:
    """Return that all is over and more is possible, each quoting the message that orders it."""
    if not MARK.search(str(message)):
        return json.dumps({"facts": []})
    quote = " ".join(str(message).split())[:60]
    blank = {"value": None, "degree": None, "site": None, "code": None, "quality": None,
             "weekday": None, "first": None, "last": None}  # fmt: skip
    told = (
        {"kind": "cleared", "site": "left knee"}, {"kind": "recovered"},
        {"kind": "pain", "site": "left knee", "value": 0.0},
        {"kind": "pain", "site": "left knee", "degree": "slight"},
        {"kind": "note"}, {"kind": "time", "value": 480.0},
    )  # fmt: skip
    return json.dumps({"facts": [blank | {"quote": quote} | one for one in told]})


def _spoken(text: str) -> Spoken:
    return Spoken(text=text, model="captive-1", tokens=Tokens(read=1000, written=100))
