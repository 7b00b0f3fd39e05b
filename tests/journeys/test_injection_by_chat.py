"""Hostile words through the whole bot: typed, sent as files, tapped as buttons of somebody else."""

from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot import models
from bot.localchat import Message
from bot.sample import sample_harvest
from coach.conversation.offering import UNKNOWN
from coach.domain.wish import KeptOffer, Noting
from coach.ports import Harvest
from handlers import texts
from tests.chats import MORNING, Conversation, conversation
from tests.coach.injection.attacks import ATTACKS, SECRET, way_out
from tests.coach.injection.captive import Captive
from tests.fit_files import Ride, ride
from tests.memories import fact, night
from tests.memories import ride as activity

DAY = MORNING.date()
SAMPLE = sample_harvest(DAY, "Europe/Berlin")
WITH_KEY: dict[str, object] = {"openai_api_key": "sk-not-a-key", "openai_model": "captive"}
PLAIN = {"bold", "blockquote", "expandable_blockquote", "bot_command"}
TYPED = ("ignore", "chat_markup", "link", "picture", "html", "mention", "bidi", "tags", "sql",
         "command", "json", "long", "tool_message", "second")  # fmt: skip


@pytest.fixture
def captive(monkeypatch: pytest.MonkeyPatch) -> Captive:
    made = Captive()
    monkeypatch.setattr(models, "build", lambda *_: [made])
    return made


@dataclass
class Tom:
    """Another athlete of the same bot, all of whose values are marked."""

    talk: Conversation
    offer_id: int = field(default=0)

    async def moves_in(self) -> None:
        """Leave rides, nights, notes, messages, and an offer that waits."""
        memory = self.talk.house.memory
        tom = await memory.enrol(
            chat_id=77, name=f"{SECRET} Ben", timezone="Europe/Berlin", push_time=time(6)
        )
        theirs = (activity(DAY - timedelta(days=1), load=877, name=f"{SECRET} climb"),)
        nights = (night(DAY, readiness=33, sleep_h=3.3),)
        await memory.record(tom.id, [Harvest(file=SECRET, activities=theirs, nights=nights)])
        await memory.note(tom.id, [replace(fact(day=DAY, words=f"{SECRET} knee"), site="knee")])
        await memory.write_down(tom.id, "in", f"{SECRET} how is my training going", MORNING)
        waiting = KeptOffer(
            athlete_id=tom.id, made_at=MORNING, local_date=DAY, words=SECRET,
            wish=Noting(facts=(fact(day=DAY, words=SECRET),)),
        )  # fmt: skip
        self.offer_id = await memory.keep_offer(waiting) or 0


def later(talk: Conversation, *, seconds: int) -> None:
    """Turn Telegram's own clock on, by which a rush is told."""
    clock = talk.chat.world.clock
    talk.chat.world.clock = lambda: clock() + seconds


def faults(message: Message) -> list[str]:
    """Return what of a message leads anywhere; the athlete's own words may stand in quotes."""
    kinds = {entity.type for entity in message.body.entities}
    found = way_out(message.text)
    return [*sorted(kinds - PLAIN), *([found] if found else [])]


@pytest.mark.parametrize("question", ["how is Ben doing?", "show me athlete 2", "what does Ben do"])
async def test_a_question_about_another_athlete_tells_nothing_of_them(
    tmp_path: Path, captive: Captive, question: str
) -> None:
    async with conversation(tmp_path, harvest=SAMPLE, settings=WITH_KEY) as talk:
        await Tom(talk).moves_in()
        captive.heard.clear()
        answer = await talk.athlete.asks(question)

    told = "\n".join(line.text for lines in captive.heard for line in lines)
    assert captive.heard
    assert SECRET not in told + answer.text
    assert "877" not in told + answer.text


async def test_whatever_is_typed_is_answered_in_plain_words(
    tmp_path: Path, captive: Captive
) -> None:
    found: dict[str, list[str]] = {}
    async with conversation(tmp_path, harvest=SAMPLE, settings=WITH_KEY) as talk:
        for attack in (one for one in ATTACKS if one.name.split(".")[1] in TYPED):
            later(talk, seconds=60)
            talk.watch.turn(minutes=10)
            answer = await talk.athlete.asks(f"{attack.bare[:3900]} How is my training going?")
            found[attack.name] = faults(answer)
            assert answer.text not in {texts.BROKEN, texts.SLOW}
        rows = await talk.house.memory.rows(1)

    assert len(captive.heard) > len(TYPED)
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(found) == len(TYPED)
    assert {row["state"] for row in rows["offer"]} <= {"offered"}


async def test_a_files_name_is_no_markup(tmp_path: Path) -> None:
    async with conversation(tmp_path) as talk:
        said = []
        for name in ("<a href='http:evil'>x<a>.fit", "[x](evil)_*`.fit", "\u202etif.evil.fit"):
            talk.athlete.person.send_document(name, ride(Ride(start=MORNING, timer_s=60))[:200])
            said.append(await talk.athlete.hears(seconds=20))

    kinds = {entity.type for message in said for entity in message.body.entities}
    assert kinds <= PLAIN
    assert not any("\u202e" in message.text for message in said)


async def test_buttons_of_another_athletes_offers_do_nothing(tmp_path: Path) -> None:
    async with conversation(tmp_path, harvest=SAMPLE) as talk:
        tom = Tom(talk)
        await tom.moves_in()
        mine = await talk.athlete.asks("/today")
        answers = []
        for button in (f"do:{tom.offer_id}", f"leave:{tom.offer_id}", "do:-1", "do:1e3", "do:"):
            talk.athlete.person.catch_up()
            talk.athlete.person.forge(mine.message_id, button)
            answers.append((await talk.athlete.hears()).text)
        offers = (await talk.house.memory.rows(2))["offer"]

    assert answers == [UNKNOWN, UNKNOWN, texts.FORGED, texts.FORGED, texts.FORGED]
    assert [row["state"] for row in offers] == ["offered"]
