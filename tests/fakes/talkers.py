"""Doubles of a model that talks: by script, without an end, or obeying whatever it reads.

They really ask the tools, and let every word be heard and checked as the gateway does.
"""

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coach.domain.proposal import ModelCall
from coach.model_ports import Ask, NoAnswerError
from coach.talk_ports import Talk, Told

MOST_ROUNDS = 6
_PIECE = 12
_NOBODY = "No language model answered; the rules decide."


@dataclass(frozen=True)
class Asks:
    """A round in which tools are asked; arguments that are a string go out as they are."""

    calls: Sequence[tuple[str, Mapping[str, object] | str]]


def asks(name: str, **arguments: object) -> Asks:
    """Return a round in which one tool is asked."""
    return Asks([(name, arguments)])


Round = Asks | str | Exception | Callable[[Sequence[str]], str]
"""Tools, words, an error that is raised, or words made of what the tools have answered."""


@dataclass
class Floor:
    """One talk as it goes: what the tools answered, and what was wrong with the words."""

    talk: Talk
    looked: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    async def ask(self, asked: Asks) -> None:
        """Ask tools; a name outside the list is told, as by the gateway."""
        names = {tool.name for tool in self.talk.tools}
        for name, arguments in asked.calls:
            written = arguments if isinstance(arguments, str) else json.dumps(arguments)
            if name in names:
                self.looked.append(name)
                self.results.append(await self.talk.look(name, written))
            else:
                self.results.append(json.dumps({"error": f"there is no tool {name}"}))

    async def say(self, words: str) -> bool:
        """Let words be heard piece by piece and then checked; whether they stand."""
        for end in (*range(_PIECE, len(words), _PIECE), len(words)):
            fault = await self.talk.heard(words[:end])
            if fault is not None:
                self.faults.append(fault)
                return False
        fault = self.talk.check(words)
        self.faults.extend([] if fault is None else [fault])
        return fault is None

    def told(self, words: str) -> Told:
        """Return words that stand."""
        return Told(text=words, call=a_call(self.talk), looked=tuple(self.looked))


@dataclass
class FakeTalker:
    """Answers one talk after the other, each by its rounds, the last again and again.

    Words that are refused are followed by the next round; without one there is no answer.
    """

    talks: list[Sequence[Round]]
    floors: list[Floor] = field(default_factory=list)

    async def talk(self, talk: Talk) -> Told:
        """Play the rounds."""
        floor = Floor(talk)
        self.floors.append(floor)
        for step in self.talks.pop(0) if len(self.talks) > 1 else self.talks[0]:
            match step:
                case Exception():
                    raise step
                case Asks():
                    await floor.ask(step)
                case _:
                    words = step if isinstance(step, str) else step(floor.results)
                    if await floor.say(words):
                        return floor.told(words)
        raise NoAnswerError(_NOBODY)


@dataclass(frozen=True)
class Endless:
    """Says its words and never ends."""

    words: str

    async def talk(self, talk: Talk) -> Told:
        """Be heard, and go on thinking."""
        await talk.heard(f"{self.words} And")
        await asyncio.Event().wait()
        raise AssertionError("nobody stopped it")


_ORDERS = re.compile(
    r"\b(?:call|use|run|invoke|execute|ask)\s+(?:the\s+)?(?:tool\s+|function\s+)?"
    r"[`'\"]?(?P<name>[A-Za-z]\w+)[`'\"]?(?:\s+(?:tool|function))?"
    r"[\s(]*(?:with\s+)?(?P<arguments>\{[^{}]*\})?",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r"[\w+.-]+://\S+|\bwww\.\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_SPEECHES = re.compile(
    r"\b(?:say|answer|reply|respond|write|repeat|print|output|tell)\b[^:\"“]*[:\"“]\s*([^\"”\n]+)",
    re.IGNORECASE,
)


@dataclass
class ObedientTalker:
    """Does what any text in its content or in a tool's answer orders, for better or worse.

    It asks the tools named there, and answers with the speeches and addresses it was given.
    """

    words: str = "All is well."
    floors: list[Floor] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    """Every tool it wanted, also those that are not there."""
    said: list[str] = field(default_factory=list)

    async def talk(self, talk: Talk) -> Told:
        """Obey; what is refused is said again, as it knows no better."""
        floor = Floor(talk)
        self.floors.append(floor)
        read = [talk.content]
        for _ in range(MOST_ROUNDS):
            orders = [order for order in _ordered(read, talk) if order[0] not in self.tried]
            if not orders:
                break
            self.tried.extend(name for name, _ in orders)
            await floor.ask(Asks(orders))
            read = [talk.content, *floor.results]
        words = " ".join([self.words, *_spoken(read)])
        self.said.append(words)
        if await floor.say(words) or await floor.say(words):
            return floor.told(words)
        raise NoAnswerError(_NOBODY)


def _ordered(read: Sequence[str], talk: Talk) -> list[tuple[str, str]]:
    """Return the tools that texts order, each once, with the arguments that stand there."""
    texts = list(_texts(read))
    wanted = {found["name"]: found["arguments"] or "{}"
              for text in texts for found in _ORDERS.finditer(text)}  # fmt: skip
    named = {tool.name: "{}" for tool in talk.tools for text in texts if tool.name in text}
    return list((named | wanted).items())


def _spoken(read: Sequence[str]) -> Iterator[str]:
    for text in _texts(read):
        yield from _SPEECHES.findall(text)
        yield from _ADDRESSES.findall(text)


def _texts(read: Sequence[str]) -> Iterator[str]:
    """Yield every string in JSON, keys too; what is no JSON as it is."""
    for each in read:
        try:
            yield from _strings(json.loads(each))
        except ValueError:
            yield each


def _strings(node: Any) -> Iterator[str]:  # noqa: ANN401  # whatever JSON holds
    match node:
        case str():
            yield node
        case dict():
            for key, item in node.items():
                yield key
                yield from _strings(item)
        case list():
            for item in node:
                yield from _strings(item)


def a_call(asked: Talk | Ask[Any]) -> ModelCall:
    """Return a call as it is kept with an answer."""
    return ModelCall(
        provider="openai", asked_model="model-1", answered_model="model-1-2026",
        prompt=asked.prompt, prompt_version=1, prompt_sha256="0" * 64,
        schema_version=asked.schema_version, tokens_in=1000, tokens_out=100, usd=0.001,
    )  # fmt: skip
