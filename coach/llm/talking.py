"""Words of one provider: it asks tools, is heard as it speaks, and gets one chance to mend.

Knows no provider's wire and no tool; a loop of tools is ended here.
"""

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach.llm.asking import QUOTED, most_tokens
from coach.llm.booking import Booking, Errand, Made, Outcome
from coach.llm.ear import Ear, RefusedError
from coach.llm.prompts import prompt
from coach.llm.provider import (
    REFUSED_TWICE,
    Call,
    Line,
    Provider,
    Shape,
    Silence,
    SilentError,
    Spoken,
    flat,
)
from coach.llm.shapes import shape_of
from coach.model_ports import ANSWERED, STOPPED
from coach.talk_ports import Talk, Told

log = logging.getLogger(__name__)

MOST_TOKENS = 2000
"""Of an answer and of each round of tools; some models think in the same count."""
MOST_ROUNDS, MOST_CALLS = 6, 4
_ENOUGH = "You have asked enough. Answer now, in words, from what you know."
_TOO_MANY = f"not looked at: no more than {MOST_CALLS} calls at once"


@dataclass
class _Floor:
    """One talk with one provider as it goes."""

    talk: Talk
    said: list[Line]
    looked: list[str] = field(default_factory=list)
    rounds: int = 0
    mended: bool = False

    @property
    def tools(self) -> Sequence[Shape]:
        """What is offered; nothing more after the last round."""
        return [] if self.rounds >= MOST_ROUNDS else [
            replace(shape_of(tool.arguments), name=tool.name, description=tool.description)
            for tool in self.talk.tools
        ]  # fmt: skip

    @property
    def lines(self) -> Sequence[Line]:
        """What is said to the provider."""
        if self.rounds < MOST_ROUNDS:
            return self.said
        return [*flat(self.said), Line("user", _ENOUGH)]

    async def look(self, spoken: Spoken) -> None:
        """Run the tools that are asked; what cannot be run is told."""
        self.rounds += 1
        self.said.append(Line("assistant", spoken.text, calls=spoken.calls))
        for number, call in enumerate(spoken.calls, 1):
            result = _fault(_TOO_MANY) if number > MOST_CALLS else await self._result(call)
            self.said.append(Line("tool", result, answers=call.id))

    async def _result(self, call: Call) -> str:
        if call.name not in {tool.name for tool in self.talk.tools}:
            return _fault(f"there is no tool of the name {call.name[:40]}")
        self.looked.append(call.name)
        return await self.talk.look(call.name, call.arguments)

    def mend(self, words: str, fault: str) -> None:
        """Say what is wrong; raises SilentError where that was said before."""
        if self.mended:
            log.debug("words refused: %s", fault)
            raise SilentError(Silence.MALFORMED, REFUSED_TWICE)
        self.mended = True
        again = f"That cannot be sent: {fault}. Write the whole answer again without that."
        self.said += [Line("assistant", words[:QUOTED]), Line("user", again)]


class Talking:
    """Talks with one provider at a time."""

    def __init__(self, booking: Booking) -> None:
        """Take who makes the calls."""
        self._booking = booking

    async def talk(self, provider: Provider, talk: Talk, deadline: float) -> Told:
        """Return checked words; raises SilentError, BudgetSpentError."""
        words = prompt(talk.prompt)
        errand = Errand(
            prompt=words,
            schema_version=talk.schema_version,
            athlete_id=talk.athlete_id,
            local_date=talk.local_date,
        )
        floor = _Floor(talk, [Line("system", words.text), Line("user", talk.content)])
        while True:
            try:
                told = await self._turn(provider, errand, floor, deadline)
            except RefusedError as refused:
                floor.mend(refused.words, refused.fault)
            else:
                if told is not None:
                    return told

    async def _turn(
        self, provider: Provider, errand: Errand, floor: _Floor, deadline: float
    ) -> Told | None:
        """Return words that stand, None after a round of tools; raises RefusedError."""
        ear, lines, tools = Ear(floor.talk.heard), floor.lines, floor.tools
        most = most_tokens(lines, tools, MOST_TOKENS)
        made = await self._booking.make(
            provider,
            errand,
            usd=self._booking.till.price(provider, most),
            deadline=deadline,
            speak=lambda: provider.talk(lines, tools, most_tokens=MOST_TOKENS, hear=ear.take),
        )
        if made.spoken.calls and tools:
            await self._booking.settle(made, ANSWERED)
            await _in_time(floor, made.spoken, deadline)
            return None
        await self._judge(made, ear, floor.talk)
        return Told(text=made.spoken.text, call=made.call, looked=tuple(floor.looked))

    async def _judge(self, made: Made, ear: Ear, talk: Talk) -> None:
        """Settle a call by whether its words stand; raises RefusedError, SilentError."""
        outcome: Outcome = STOPPED
        try:
            await _stand(made.spoken, ear, talk)
            outcome = ANSWERED
        except SilentError as error:
            outcome = error.why
            raise
        finally:
            await self._booking.settle(made, outcome)


async def _stand(spoken: Spoken, ear: Ear, talk: Talk) -> None:
    """Let whole words be heard and checked; raises RefusedError, SilentError."""
    if spoken.calls:
        raise SilentError(Silence.ENDLESS, "it asks for tools that it is not offered")
    if spoken.cut_short:
        raise SilentError(Silence.UNFINISHED)
    await ear.tell(spoken.text)
    if (fault := talk.check(spoken.text)) is not None:
        raise RefusedError(spoken.text, fault)


async def _in_time(floor: _Floor, spoken: Spoken, deadline: float) -> None:
    """Let tools be looked at while there is time."""
    try:
        async with asyncio.timeout(max(deadline - time.monotonic(), 0)):
            await floor.look(spoken)
    except TimeoutError as error:
        raise SilentError(Silence.SLOW, "its tools") from error


def _fault(words: str) -> str:
    return json.dumps({"error": words})
