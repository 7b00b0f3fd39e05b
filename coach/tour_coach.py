"""The coach of a day: from what is remembered to the message, from words to a changed day.

It asks agents for judgement and ports for the world; it knows no database, vendor or Telegram.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol

from coach.agents.answering import Ground, ask
from coach.agents.answering.projecting import has_trained
from coach.agents.communication import CommunicationAgent
from coach.agents.documents import morning_of
from coach.agents.mission import describe, plan_day
from coach.agents.observation import is_same, observe
from coach.agents.reasoning import ReasoningAgent
from coach.books import Books
from coach.domain.athlete import Athlete
from coach.domain.briefing import Briefing, DayEntry, Explanation
from coach.domain.fact import Fact
from coach.domain.morning import Morning
from coach.domain.recollection import Recollection
from coach.domain.reply import Reply
from coach.errors import AthleteError
from coach.explaining import explained
from coach.heard import Heard, facts_by_rules
from coach.notebook_ports import NightBook, Notebook
from coach.own_missions import OwnMissions
from coach.ports import Diary, Roster
from coach.tapping import fact_of_button
from missions import MissionConfig


class Remembered(Roster, Diary, Notebook, NightBook, Protocol):
    """The parts of memory that a day needs."""


class TourCoach:
    """Carries an athlete's day; without a memory it decides documents only."""

    def __init__(
        self,
        mission: MissionConfig,
        memory: Remembered | None = None,
        *,
        use_llm_reasoning: bool = False,  # noqa: ARG002  # the original's call
    ) -> None:
        """Take the mission that this coach's athletes train for, and the memory to use.

        It decides by rules whatever `use_llm_reasoning` says: a model tells its days by `Refining`.
        """
        self.mission = mission
        self._memory = memory
        self._reasoning = ReasoningAgent()
        self._communication = CommunicationAgent()
        self._books = Books()
        self._missions = OwnMissions(mission)

    def generate_daily_recommendation(
        self, metrics: Mapping[str, object], *, today: date | None = None
    ) -> str:
        """Return the message for metrics alone, as the original did.

        `metrics` are the Morning document's keys (`readiness_score` is taken for `readiness`);
        what they leave out comes from the mission, its plan only while they name no phase of
        their own.
        """
        day = today or date.today()  # noqa: DTZ011  # the caller's own calendar day is meant
        return self._brief(morning_of(metrics, self.mission, day), day).text

    def compose(self, recollection: Recollection, now: datetime) -> DayEntry:
        """Decide and word one day from what is remembered; touches nothing."""
        mission, facts = self._missions.of(recollection), recollection.facts
        day = plan_day(mission, recollection.local_date, facts)
        morning = observe(recollection, day, now=now)
        return DayEntry(
            athlete_id=recollection.athlete.id,
            local_date=recollection.local_date,
            briefing=self._brief(morning, recollection.local_date),
            mission_digest=recollection.athlete.mission_digest,
            made_at=now,
        )

    async def open_books(self, *texts: str) -> None:
        """Compile the phrase books that texts need beside the event loop, where that was not."""
        await self._books.open(*texts)

    async def brief_many(
        self, days: Mapping[int, date], now: datetime
    ) -> Mapping[int, DayEntry | Exception]:
        """Decide a batch of athletes' days and keep what is new; one that fails stops no other."""
        decided = await self._decide(days, now)
        return {athlete_id: settled for athlete_id, (_, settled) in decided.items()}

    async def entry(self, athlete_id: int, now: datetime) -> DayEntry:
        """Return today as it stands, decided anew where something is known that was not before."""
        return (await self._stands(await self.athlete(athlete_id), now))[1]

    async def today(self, athlete_id: int, now: datetime) -> Briefing:
        """Return today's message."""
        return (await self.entry(athlete_id, now)).briefing

    async def why(self, athlete_id: int, now: datetime, day: date | None = None) -> Explanation:
        """Return the evidence of today's decision, or of an earlier day's as it was kept."""
        kept = await self.memory.entry(athlete_id, day) if day else None
        briefing = kept.briefing if kept else await self.today(athlete_id, now)
        return await explained(briefing, self.memory, athlete_id)

    async def hear(self, athlete_id: int, text: str, now: datetime) -> Reply:
        """Take the athlete's words: note their facts, decide today anew, answer by rules."""
        heard = await self.listen(athlete_id, text, now)
        reply = heard.by_rules()
        await self.said(athlete_id, reply.lines, now)
        return reply

    async def listen(self, athlete_id: int, text: str, now: datetime) -> Heard:
        """Write the athlete's words down, note their facts by rules, and decide today anew."""
        athlete = await self.athlete(athlete_id)
        await self.open_books(text)
        await self.memory.write_down(athlete_id, "in", text, now)
        asked = ask(text)
        facts = facts_by_rules(text, asked, now=now, today=athlete.date_at(now))
        before = ground = await self.ground(athlete, now)
        noted = tuple(await self.memory.note(athlete_id, facts))
        if facts:
            ground = await self.ground(athlete, now)
        return Heard(
            athlete=athlete, text=text, now=now, asked=asked, before=before.briefing, ground=ground,
            reply=self._replied(before.briefing, ground, noted),
        )  # fmt: skip

    async def note(self, heard: Heard, facts: Sequence[Fact]) -> Heard:
        """Note more facts of a message, and decide today anew by them."""
        noted = (*heard.reply.noted, *await self.memory.note(heard.athlete.id, facts))
        ground = await self.ground(heard.athlete, heard.now)
        return replace(heard, ground=ground, reply=self._replied(heard.before, ground, noted))

    def _replied(self, before: Briefing, ground: Ground, noted: Sequence[Fact]) -> Reply:
        done = has_trained(ground)
        return self._communication.reply(before, ground.briefing, noted, is_done=done)

    async def said(self, athlete_id: int, lines: Sequence[str], now: datetime) -> None:
        """Write down what the athlete was shown."""
        await self.memory.write_down(athlete_id, "out", "\n".join(lines), now)

    async def ground(self, athlete: Athlete, now: datetime) -> Ground:
        """Return what answers stand on: what is remembered, today as decided, the own mission."""
        recollection, entry = await self._stands(athlete, now)
        mission = self._missions.of(recollection)
        return Ground(recollection=recollection, briefing=entry.briefing, mission=mission)

    async def athlete(self, athlete_id: int) -> Athlete:
        """Return an athlete; raises AthleteError where nobody is remembered by that id."""
        athlete = await self.memory.athlete(athlete_id)
        if athlete is None:
            raise AthleteError("I don't know this athlete; send /start to begin.")
        return athlete

    async def tap(self, athlete_id: int, button: str, now: datetime) -> Reply:
        """Take a button `kind:value:code`, such as `soreness:6` or `symptom::fever`.

        Raises AthleteError for a button that this coach never made.
        """
        athlete = await self.athlete(athlete_id)
        fact = fact_of_button(button, athlete.date_at(now), now)
        return await self._note(athlete_id, (fact,), now)

    async def undo(self, athlete_id: int, fact_ids: Sequence[int], now: datetime) -> Reply:
        """Close facts that were noted by mistake, and decide today anew without them."""
        athlete = await self.athlete(athlete_id)
        before = await self.today(athlete_id, now)
        await self.memory.close(athlete_id, fact_ids, athlete.date_at(now))
        after = await self.today(athlete_id, now)
        undone = self._communication.undone_lines(before, after)
        return replace(self._communication.reply(before, after, ()), lines=undone)

    async def confirm(self, athlete_id: int, fact_ids: Sequence[int], now: datetime) -> Reply:
        """Take the athlete's word for what was only likely, and say what it asks for."""
        today = (await self.athlete(athlete_id)).date_at(now)
        known = await self.memory.facts(athlete_id, today, today)
        likely = [f for f in known if f.is_likely and f.id in fact_ids and f.closed_on is None]
        reply = await self._note(athlete_id, [fact.confirmed() for fact in likely], now)
        await self.memory.close(athlete_id, [fact.id for fact in likely if fact.id], today)
        return reply

    async def mission_lines(self, athlete_id: int, now: datetime) -> tuple[str, ...]:
        """Return the mission in words, as of the athlete's today."""
        today = (await self.athlete(athlete_id)).date_at(now)
        known = (await self.memory.recall({athlete_id: today}))[athlete_id]
        return describe(self._missions.of(known), known.local_date, known.facts)

    @property
    def memory(self) -> Remembered:
        """The memory; a coach built without one cannot keep days."""
        if self._memory is None:
            raise RuntimeError("this coach was built without a memory")
        return self._memory

    def _brief(self, morning: Morning, day: date) -> Briefing:
        decision = self._reasoning.decide(morning)
        return self._communication.brief(
            morning, decision, local_date=day, mission_id=self.mission.id
        )

    async def _decide(
        self, days: Mapping[int, date], now: datetime
    ) -> Mapping[int, tuple[Recollection, DayEntry | Exception]]:
        """Decide days and keep what is new; each stands beside what it was decided from."""
        decided: dict[int, tuple[Recollection, DayEntry | Exception]] = {}
        recollections = await self.memory.recall(days)
        said = [fact.words for one in recollections.values() for fact in one.facts]
        if said:
            await self.open_books(*said)
        for athlete_id, recalled in recollections.items():
            recollection = await self._missions.kept(recalled, self.memory, now)
            try:
                decided[athlete_id] = recollection, self._settle(recollection, now)
            except Exception as error:  # noqa: BLE001  # a last resort: the others get theirs
                decided[athlete_id] = recollection, error
            await asyncio.sleep(0)  # who types meanwhile does not wait for the whole batch
        await self.memory.keep(
            [
                entry
                for recollection, entry in decided.values()
                if isinstance(entry, DayEntry) and entry is not recollection.today
            ]
        )
        return decided

    async def _stands(self, athlete: Athlete, now: datetime) -> tuple[Recollection, DayEntry]:
        """Return what is remembered and today by it; raises what stood in the day's way."""
        decided = await self._decide({athlete.id: athlete.date_at(now)}, now)
        recollection, entry = decided[athlete.id]
        if isinstance(entry, Exception):
            raise entry
        return recollection, entry

    def _settle(self, recollection: Recollection, now: datetime) -> DayEntry:
        """Return the kept day unless what is observed now tells another one."""
        kept, fresh = recollection.today, self.compose(recollection, now)
        return kept if kept and is_same(kept.briefing.morning, fresh.briefing.morning) else fresh

    async def _note(self, athlete_id: int, facts: Sequence[Fact], now: datetime) -> Reply:
        before = await self.today(athlete_id, now)
        noted = await self.memory.note(athlete_id, facts)
        return self._communication.reply(before, await self.today(athlete_id, now), noted)
