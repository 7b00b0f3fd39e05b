"""More facts of a message than the rules read, by one question to a language model.

Only the athlete's own words are read. What comes back is checked, and tried on the day, before any
of it counts; without an answer there is nothing.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from coach.agents.answering import ask, without_asked
from coach.agents.extraction import Extracted, content, is_worth_asking, read, taken
from coach.agents.extraction.checking import Message
from coach.agents.extraction.taking import Supposed
from coach.domain.briefing import Briefing, DayEntry
from coach.domain.fact import Fact
from coach.domain.recollection import Recollection
from coach.domain.told import SCHEMA_VERSION, ToldFacts
from coach.model_ports import Ask, LanguageModel, NoAnswerError
from coach.ports import Diary

log = logging.getLogger(__name__)

PROMPT = "facts"


class Decider(Protocol):
    """What is asked of the coach: its memory, and how a day would be decided."""

    @property
    def memory(self) -> Diary:
        """Where days are recalled from."""
        ...

    def compose(self, recollection: Recollection, now: datetime) -> DayEntry:
        """Decide a day from what is remembered; touches nothing."""
        ...


class Extracting:
    """Reads messages by a model."""

    def __init__(self, model: LanguageModel, coach: Decider) -> None:
        """Take who reads, and who says what a fact would do to a day."""
        self._model, self._coach = model, coach

    async def read(self, message: Message, *, noted: Sequence[Fact], athlete_id: int) -> Extracted:
        """Return what counts at once, and what waits for the athlete's yes; never raises."""
        if not is_worth_asking(message.text, ask(message.text), noted):
            return Extracted()
        try:
            extracted = await self._asked(message, noted, athlete_id)
            if not extracted.facts:
                return extracted
            supposed = await self._supposing(message, athlete_id)
            return taken(extracted, message.today, supposed)
        except NoAnswerError:
            return Extracted()
        except Exception:  # a last resort: the rules have read the message
            log.exception("athlete=%s could not be read by a model", athlete_id)
            return Extracted()

    async def _asked(self, message: Message, noted: Sequence[Fact], athlete_id: int) -> Extracted:
        answered = await self._model.complete(
            Ask(
                prompt=PROMPT,
                content=content(message.text, noted, message.today),
                answer=ToldFacts,
                schema_version=SCHEMA_VERSION,
                check=lambda _: None,  # what does not hold is left out, one by one
                athlete_id=athlete_id,
                local_date=message.today,
            )
        )
        found, asked = read(answered.answer, message, noted), ask(message.text)
        return Extracted(
            facts=without_asked(found.facts, asked), to_offer=without_asked(found.to_offer, asked)
        )

    async def _supposing(self, message: Message, athlete_id: int) -> Supposed:
        days = {athlete_id: message.today}
        recollection = (await self._coach.memory.recall(days))[athlete_id]

        def supposed(facts: tuple[Fact, ...], day: date) -> Briefing:
            known = replace(recollection, local_date=day, facts=(*recollection.facts, *facts))
            return self._coach.compose(known, message.said_at).briefing

        return supposed
