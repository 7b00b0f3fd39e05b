"""A typed answer of one provider: asked, read, checked, and asked once more where it is none.

Knows no provider's wire and no order of providers.
"""

import logging
from collections.abc import Sequence

from coach.llm.booking import Booking, Errand, Made
from coach.llm.prompts import prompt
from coach.llm.provider import (
    REFUSED_TWICE,
    Line,
    Provider,
    Shape,
    Silence,
    SilentError,
    Tokens,
)
from coach.llm.shapes import read, shape_of
from coach.model_ports import ANSWERED, Answer, Answered, Ask

log = logging.getLogger(__name__)

MOST_TOKENS = 1200
"""Of an answer: 500 are enough for the words; some models think in the same count."""
QUOTED = 4000
"""As much of refused words is shown to the model again."""


class Asking:
    """Asks one provider at a time."""

    def __init__(self, booking: Booking) -> None:
        """Take who makes the calls."""
        self._booking = booking

    async def ask(self, provider: Provider, ask: Ask[Answer], deadline: float) -> Answered[Answer]:
        """Return a checked answer; raises SilentError, BudgetSpentError."""
        words, shape = prompt(ask.prompt), shape_of(ask.answer)
        errand = Errand(
            prompt=words,
            schema_version=ask.schema_version,
            athlete_id=ask.athlete_id,
            local_date=ask.local_date,
        )
        lines, fault = [Line("system", words.text), Line("user", ask.content)], ""
        for _ in range(2):
            made = await self._made(provider, errand, lines, shape, deadline=deadline)
            try:
                answer = _usable(made.spoken.text, ask)
            except ValueError as error:
                fault = str(error)
                await self._booking.settle(made, "unusable")
                lines = [*lines, *_again(made.spoken.text, fault)]
            else:
                await self._booking.settle(made, ANSWERED)
                return Answered(answer=answer, call=made.call)
        log.debug("answer refused: %s", fault)
        raise SilentError(Silence.MALFORMED, REFUSED_TWICE)

    async def _made(
        self,
        provider: Provider,
        errand: Errand,
        lines: Sequence[Line],
        shape: Shape,
        *,
        deadline: float,
    ) -> Made:
        return await self._booking.make(
            provider,
            errand,
            usd=self._booking.till.price(provider, most_tokens(lines, [shape], MOST_TOKENS)),
            deadline=deadline,
            speak=lambda: provider.speak(lines, shape, most_tokens=MOST_TOKENS),
        )


def most_tokens(lines: Sequence[Line], shapes: Sequence[Shape], written: int) -> Tokens:
    """Return the most tokens that a call may use; half of the bytes never counts too few."""
    asked = [call.name + call.arguments for line in lines for call in line.calls]
    said = [*(line.text for line in lines), *asked]
    known = sum(len(str(shape.schema)) + len(shape.description.encode()) for shape in shapes)
    return Tokens(read=-(-(sum(len(text.encode()) for text in said) + known) // 2), written=written)


def _again(text: str, fault: str) -> tuple[Line, Line]:
    said = f"That cannot be used: {fault}. Answer again with one JSON object and nothing else."
    return Line("assistant", text[:QUOTED]), Line("user", said)


def _usable(text: str, ask: Ask[Answer]) -> Answer:
    """Return the answer; raises ValueError in words for the model."""
    answer = read(text, ask.answer)
    if (fault := ask.check(answer)) is not None:
        raise ValueError(fault)
    return answer
