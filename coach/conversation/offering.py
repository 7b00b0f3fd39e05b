"""Changes that only the athlete's yes makes: offered, kept, done once, or left.

Code words what an offer would do. A yes is checked again against the day as it is by then.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Protocol

from coach.agents.answering import Asked, Ground, Question
from coach.agents.communication import reply
from coach.agents.extraction.checking import Message
from coach.agents.offers import NotOfferedError
from coach.agents.offers.by_rules import wishes_by_rules
from coach.agents.offers.wishing import check, facts_of, is_of_its_day, wish_of
from coach.agents.offers.wording import forget_words, move_words, note_words, plan_words
from coach.agents.remembering import NOTES_DAYS, Known, known
from coach.conversation.offer_tools import asked_of
from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing
from coach.domain.fact import Fact
from coach.domain.reply import Offer, Reply
from coach.domain.wish import Forgetting, KeptOffer, MovingGoal, Noting, OfferState, Planning, Wish
from coach.notebook_ports import Lookup, Notebook, Offers
from coach.ports import Transactions

log = logging.getLogger(__name__)

LASTS = timedelta(hours=24)
MOST_AT_ONCE = 2
UNKNOWN = "I don't hold that offer any more. Ask me again if you still want it."
LEFT = "Left as it is."
OVER: Mapping[OfferState, str] = {
    "taken": "That was done already.",
    "left": "You said no to that. Ask me again if you want it after all.",
    "expired": "That offer is over by now. Ask me again if you still want it.",
}
STAYS = "So everything stays as it is."
CLOSED = "Noted: that holds no longer."
ERASED = "Forgotten, with the message it was in."


class Memory(Notebook, Lookup, Offers, Transactions, Protocol):
    """The parts of memory that are needed."""


class Decider(Protocol):
    """What is asked of the coach."""

    async def today(self, athlete_id: int, now: datetime) -> Briefing:
        """Return today's message, decided anew where something is known that was not before."""
        ...

    async def athlete(self, athlete_id: int) -> Athlete:
        """Return an athlete; raises AthleteError for one who is not known."""
        ...

    async def ground(self, athlete: Athlete, now: datetime) -> Ground:
        """Return today with all that it stands on."""
        ...


class Offering:
    """Offers changes and makes them on a yes."""

    def __init__(self, memory: Memory, coach: Decider) -> None:
        """Take where offers are kept, and who decides."""
        self._memory, self._coach = memory, coach

    async def offer(self, athlete: Athlete, wish: Wish, now: datetime) -> Offer:
        """Keep an offer and return it with its words; raises NotOfferedError."""
        return await self._offer(await self._coach.ground(athlete, now), wish, now)

    async def by_rules(
        self, asked: Asked, text: str, ground: Ground, now: datetime
    ) -> tuple[Offer, ...]:
        """Return what the rules offer to a message; nothing where enough was offered."""
        remembered: Sequence[Known] = ()
        if Question.FORGET in asked.questions:
            _, remembered = await self._known(ground)
        wishes = tuple(wishes_by_rules(asked, text, ground, remembered))
        return await self._offered(wishes, ground, now)

    async def noting(
        self, facts: Sequence[Fact], ground: Ground, now: datetime
    ) -> tuple[Offer, ...]:
        """Offer to note what was read in a message but only the athlete may say."""
        wishes = (Noting(facts=tuple(fact.confirmed() for fact in facts)),) if facts else ()
        return await self._offered(wishes, ground, now)

    async def run(
        self, athlete: Athlete, name: str, arguments: str, now: datetime, *, text: str = ""
    ) -> tuple[str, Offer | None]:
        """Run a tool of `offer_tools`; return what the model is told, and the offer if it is one.

        `text` is the athlete's message. Never raises: what is refused says why.
        """
        try:
            ground = await self._coach.ground(athlete, now)
            message = Message(text=text, today=ground.today, said_at=now)
            asked, (_, remembered) = asked_of(name, arguments), await self._known(ground)
            wish = wish_of(asked, ground, message, remembered)
            offer = await self._offer(ground, wish, now)
        except (NotOfferedError, ValueError) as error:
            return json.dumps({"refused": str(error)}, ensure_ascii=False), None
        except Exception:  # a last resort: the answer goes on without the offer
            log.exception("athlete=%s %s could not be offered", athlete.id, name)
            return json.dumps({"refused": "that could not be offered now"}), None
        said = {"offered": offer.words, "done": "nothing yet; the athlete is asked by buttons"}
        return json.dumps(said, ensure_ascii=False), offer

    async def accept(self, athlete_id: int, offer_id: int, now: datetime) -> Reply:
        """Take the athlete's yes: do what was offered, once, and say what it changed."""
        athlete = await self._coach.athlete(athlete_id)
        kept = await self._memory.offer(athlete_id, offer_id)
        if (over := await self._over(kept, athlete, now)) is not None or kept is None:
            return Reply(lines=(over or UNKNOWN,))
        ground = await self._coach.ground(athlete, now)
        try:
            check(kept.wish, ground)
        except NotOfferedError as error:
            await self._memory.settle_offer(athlete_id, offer_id, "expired")
            return Reply(lines=(str(error), STAYS))
        return await self._made(kept, ground, now)

    async def decline(self, athlete_id: int, offer_id: int, now: datetime) -> Reply:
        """Take the athlete's no."""
        athlete = await self._coach.athlete(athlete_id)
        kept = await self._memory.offer(athlete_id, offer_id)
        if (over := await self._over(kept, athlete, now)) is not None:
            return Reply(lines=(over,))
        await self._memory.settle_offer(athlete_id, offer_id, "left")
        return Reply(lines=(LEFT,))

    async def _offered(
        self, wishes: Sequence[Wish], ground: Ground, now: datetime
    ) -> tuple[Offer, ...]:
        with suppress(NotOfferedError):
            return tuple([await self._offer(ground, wish, now) for wish in wishes])
        return ()

    async def _offer(self, ground: Ground, wish: Wish, now: datetime) -> Offer:
        athlete_id = ground.recollection.athlete.id
        if await self._memory.offers_made(athlete_id, now) >= MOST_AT_ONCE:
            raise NotOfferedError("Two offers are enough for one answer.")
        words = await self._words(ground, wish)
        fresh = KeptOffer(
            athlete_id=athlete_id, made_at=now, local_date=ground.today, wish=wish, words=words
        )
        offer_id = await self._memory.keep_offer(fresh)
        if offer_id is None:
            raise NotOfferedError("Nothing is remembered of this athlete any more.")
        return Offer(id=offer_id, words=words)

    async def _words(self, ground: Ground, wish: Wish) -> str:
        match wish:
            case Planning():
                return plan_words(ground, wish)
            case Noting():
                return note_words(wish, ground.today)
            case MovingGoal():
                return move_words(ground, wish)
            case Forgetting():
                return await self._forget_words(ground, wish)

    async def _forget_words(self, ground: Ground, wish: Forgetting) -> str:
        facts, remembered = await self._known(ground)
        found = next((one for one in remembered if one.fact_id == wish.fact_id), None)
        if found is None:
            raise NotOfferedError("That is not known any more.")
        return forget_words(wish, found, next(f for f in facts if f.id == wish.fact_id))

    async def _known(self, ground: Ground) -> tuple[Sequence[Fact], Sequence[Known]]:
        first = ground.today - timedelta(days=NOTES_DAYS)
        facts = await self._memory.facts(ground.recollection.athlete.id, first, date.max)
        return facts, known(facts, ground.today)

    async def _over(self, kept: KeptOffer | None, athlete: Athlete, now: datetime) -> str | None:
        """Say why an offer can no longer be answered, None where it can."""
        if kept is None:
            return UNKNOWN
        if kept.state != "offered":
            return OVER[kept.state]
        passed = athlete.date_at(now) > kept.local_date
        if now - kept.made_at > LASTS or (passed and is_of_its_day(kept.wish, kept.local_date)):
            await self._memory.settle_offer(athlete.id, kept.id, "expired")
            return OVER["expired"]
        return None

    async def _made(self, kept: KeptOffer, ground: Ground, now: datetime) -> Reply:
        done = await self._done(kept, ground.today, now)
        if done is None:
            return Reply(lines=(OVER["taken"],))
        said, noted = done
        after = await self._coach.today(kept.athlete_id, now)
        became = reply(ground.briefing, after, noted)
        return replace(became, lines=(*said, *became.lines))

    async def _done(
        self, kept: KeptOffer, today: date, now: datetime
    ) -> tuple[Sequence[str], Sequence[Fact]] | None:
        """Do it in one transaction; None where another tap was faster."""
        athlete_id, wish = kept.athlete_id, kept.wish
        if isinstance(wish, Forgetting) and wish.erase:  # the offers go along with its words
            erased = await self._memory.erase(athlete_id, wish.fact_id, asked_at=kept.made_at)
            return ((ERASED,), ()) if erased else None
        async with self._memory.transaction():
            if not await self._memory.settle_offer(athlete_id, kept.id, "taken"):
                return None
            if isinstance(wish, Forgetting):
                await self._memory.close(athlete_id, [wish.fact_id], today)
                return (CLOSED,), ()
            return (), await self._memory.note(athlete_id, facts_of(wish, today, now))
