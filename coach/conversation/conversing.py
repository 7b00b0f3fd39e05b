"""One message from words to reply: its facts noted, its question answered.

Safety comes first and is never a model's; without a model the rules answer alone.
"""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from coach.agents.answering import ONCE_YES
from coach.agents.extraction import Extracted
from coach.agents.extraction.asking import capped
from coach.agents.extraction.checking import Message
from coach.agents.talking.content import MOST_TURNS, SCHEMA_VERSION, Past, content
from coach.agents.talking.proof import TalkProof
from coach.agents.talking.who import is_delicate, is_for_a_model
from coach.agents.talking.within import todays_line
from coach.agents.talking.words import plain
from coach.conversation.answering_aloud import Showing, unless_stopped
from coach.conversation.looking_up import Shelves
from coach.conversation.offering import Offering
from coach.conversation.pacing import DAY, MINUTE, Pacing
from coach.conversation.toolbox import Toolbox
from coach.domain.fact import Fact
from coach.domain.reply import Offer, Reply
from coach.domain.summary import Span
from coach.heard import Heard
from coach.model_ports import BudgetSpentError, NoAnswerError
from coach.newest import Newest
from coach.notebook_ports import Chronicle
from coach.refining import OVER_BUDGET
from coach.talk_ports import Follower, Talk, TalkingModel
from coach.tour_coach import TourCoach

log = logging.getLogger(__name__)

PROMPT = "talk"
STOPPED = "Stopped."
A_MINUTE, A_DAY = 6, 80
"""So many answers by a model: the minute's others are the rules', the day's are out of budget."""
LONGEST_S, READING_S = 22.0, 7.0
"""What reading on and answering may take together, and reading on alone; a turn is a bit longer."""
_KNOWN_DAYS = 90


class Memory(Shelves, Chronicle, Protocol):
    """The parts of memory that a conversation needs."""


class Extracting(Protocol):
    """Who reads what the rules did not."""

    async def read(self, message: Message, *, noted: Sequence[Fact], athlete_id: int) -> Extracted:
        """Return more facts of a message, each quoting it; never raises."""
        ...


class Conversing:
    """Carries conversations; a `follower` sees a long answer while it is made."""

    def __init__(
        self,
        coach: TourCoach,
        memory: Memory,
        model: TalkingModel | None = None,
        *,
        extracting: Extracting | None = None,
        offering: Offering | None = None,
    ) -> None:
        """Take who notes and decides, what is remembered, and who talks, reads on and offers."""
        self._coach, self._memory, self._model = coach, memory, model
        self._extracting, self._offering = extracting, offering
        self._minutes, self._days = Pacing(A_MINUTE, MINUTE), Pacing(A_DAY, DAY)
        self._told_budget = Newest[int, date]()

    async def hear(self, athlete_id: int, text: str, now: datetime, follower: Follower) -> Reply:
        """Take the athlete's words and return what there is to say."""
        heard = await self._coach.listen(athlete_id, text, now)
        reply = await self._reply(heard, follower)
        shown = (*reply.lines, *(offer.words for offer in reply.offers))
        await self._coach.said(athlete_id, shown, now)
        return reply

    async def _reply(self, heard: Heard, follower: Follower) -> Reply:
        """Return the rules' reply where safety speaks, where it is enough, or where nobody else."""
        if self._model is None or not self._may_help(heard) or not self._has_breath(heard):
            return await self._with_offers(heard, heard.by_rules())
        if not self._days.take(heard.athlete.id, heard.now):
            return await self._with_offers(heard, self._over_budget(heard))
        until = asyncio.get_running_loop().time() + LONGEST_S
        if heard.told_first:
            await follower.show("\n".join(heard.told_first))
        heard, waiting = await self._read_on(heard)
        if heard.is_final:
            return heard.by_rules()
        reply = heard.by_rules()
        if _is_for_a_model(heard):
            reply = await self._asked(heard, self._model, follower, until=until)
        return await self._with_offers(heard, replace(reply, offers=(*waiting, *reply.offers)))

    async def _with_offers(self, heard: Heard, reply: Reply) -> Reply:
        """Add what the rules offer, where nothing is offered yet and safety leaves room."""
        if self._offering is None or heard.is_final or reply.offers:
            return reply
        offers = await self._offering.by_rules(heard.asked, heard.text, heard.ground, heard.now)
        only = bool(offers) and heard.is_an_order and reply.lines == heard.by_rules().lines
        lines = (*heard.told_first, ONCE_YES) if only else reply.lines
        return replace(reply, lines=lines, offers=offers)

    async def _asked(
        self, heard: Heard, model: TalkingModel, follower: Follower, *, until: float
    ) -> Reply:
        """Return a model's answer, what was shown of it in time, or else the rules'."""
        proof = TalkProof(ground=heard.ground, message=heard.text)
        delicate = is_delicate(heard.text, heard.ground)
        showing = Showing(follower, proof, heard.told_first, whole=delicate)
        asked = Toolbox(self._memory, heard, proof, self._offering, showing.looks_up)
        spent = False
        try:
            async with asyncio.timeout_at(until):
                return await self._answered(asked, model, showing)
        except (NoAnswerError, TimeoutError) as error:
            spent = isinstance(error, BudgetSpentError)
        except Exception:  # a last resort: the rules have an answer
            log.exception("athlete=%s could not be answered by a model", heard.athlete.id)
        if showing.kept:
            return _worded(asked, showing.kept)
        return self._over_budget(heard) if spent else heard.by_rules()

    def _may_help(self, heard: Heard) -> bool:
        """Whether a model may be asked and is of any use: to read on, or to answer."""
        if heard.tells_a_symptom or heard.is_a_nod:
            return False
        return self._extracting is not None or _is_for_a_model(heard)

    def _has_breath(self, heard: Heard) -> bool:
        """Whether a model may answer already; between two breaths the rules answer well enough."""
        return self._minutes.take(heard.athlete.id, heard.now)

    async def _read_on(self, heard: Heard) -> tuple[Heard, tuple[Offer, ...]]:
        """Note what a model reads in a message beyond the rules, and offer what needs a yes."""
        if self._extracting is None:
            return heard, ()
        message = Message(text=capped(heard.text), today=heard.today, said_at=heard.now)
        noted, found = heard.reply.noted, Extracted()
        with suppress(TimeoutError):
            async with asyncio.timeout(READING_S):
                found = await self._extracting.read(
                    message, noted=noted, athlete_id=heard.athlete.id
                )
        heard = await self._coach.note(heard, found.facts) if found.facts else heard
        if self._offering is None or heard.is_final:
            return heard, ()
        return heard, await self._offering.noting(found.to_offer, heard.ground, heard.now)

    async def _answered(self, asked: Toolbox, model: TalkingModel, showing: Showing) -> Reply:
        """Return a model's answer, or what of it was shown before the athlete stopped it."""
        talk = await self._talk(asked.heard, asked, showing)
        await showing.begin()
        told = await unless_stopped(model.talk(talk), showing.follower)
        if told is None:
            return _worded(asked, showing.shown, STOPPED)
        return _worded(asked, plain(told.text))

    async def _talk(self, heard: Heard, asked: Toolbox, showing: Showing) -> Talk:
        told = content(
            heard.text, heard.left_to_answer,
            ground=heard.ground, past=await self._past(heard), now=heard.now,
        )  # fmt: skip
        asked.proof.add(told.lines, told.untrusted)
        return Talk(
            prompt=PROMPT, content=told.text, tools=asked.tools,
            look=asked.look, heard=showing.heard, check=showing.check,
            schema_version=SCHEMA_VERSION,
            athlete_id=heard.athlete.id, local_date=heard.today,
        )  # fmt: skip

    async def _past(self, heard: Heard) -> Past:
        """Return what is remembered beside today, bounded whatever the length of the chat."""
        athlete_id, first = heard.athlete.id, heard.today - timedelta(days=_KNOWN_DAYS)
        turns = await self._memory.messages(athlete_id, MOST_TURNS + 1)
        weeks = await self._memory.summaries(athlete_id, Span.WEEK, 1)
        return Past(
            facts=await self._memory.facts(athlete_id, first, date.max),
            turns=turns[:-1],
            last_week=weeks[0] if weeks else None,
        )

    def _over_budget(self, heard: Heard) -> Reply:
        """Return the rules' reply, with one line a day that says why they speak."""
        reply = heard.by_rules()
        if self._told_budget.get(heard.athlete.id) == heard.today:
            return reply
        self._told_budget[heard.athlete.id] = heard.today
        return replace(reply, lines=(*reply.lines, OVER_BUDGET))


def _worded(asked: Toolbox, words: str, *rest: str) -> Reply:
    """Return checked words of a model as a reply, between what code says before and after."""
    heard = asked.heard
    today = () if heard.reply.change else todays_line(words, heard.ground)
    lines = (*heard.told_first, *words.splitlines(), *today, *rest)
    return replace(heard.reply, lines=lines, offers=tuple(asked.offers))


def _is_for_a_model(heard: Heard) -> bool:
    return is_for_a_model(heard.asked, heard.reply, heard.ground.decision)
