"""An answer while it is made: drafted, or edited at most once a second, and then whole."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from coach.domain.reply import Reply
from coach.talk_ports import Follower
from handlers import following
from tests.journeys.stages import ANSWER, KNEE, Speaking, asked, half, stage


async def test_words_are_drafted_while_they_come_and_then_sent_with_their_buttons(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, Speaking(noted=(KNEE,))) as on:
        await asked(on)
        draft = await on.ada.person.witnesses("draft")
        on.speaking.go_on.set()
        answer = await on.ada.hears()

        assert draft.text == "Your form is fine."
        assert answer.text == ANSWER
        assert [button.text for button in answer.buttons] == ["Undo"]
        assert on.ada.person.room.draft is None
        assert on.count("sendMessage") == 1


async def test_of_fifty_words_at_once_the_newest_are_drafted_every_four_tenths(
    tmp_path: Path,
) -> None:
    many = [f"word {n}" for n in range(50)]
    async with stage(tmp_path, Speaking(words=many)) as on:
        await asked(on)
        await on.pause.asleep(0.4)
        on.speaking.go_on.set()
        await on.ada.hears()

        assert on.count("sendMessageDraft") == 1


async def test_without_drafts_one_message_grows_at_most_once_a_second_and_ends_as_the_answer(
    tmp_path: Path,
) -> None:
    words = [f"word {n}" for n in range(50)]
    async with stage(tmp_path, Speaking(words=words), drafts=False) as on:
        await asked(on)
        first = await half(on)
        await on.pause.asleep(1.0)
        on.pause.turn(0.9)
        still_asleep, edits_in_the_second = on.pause.lengths, on.count("editMessageText")
        on.speaking.go_on.set()
        answer = await on.ada.sees_edited()

        assert (first.text, [button.text for button in first.buttons]) == ("word 49", ["Stop"])
        assert (0.1 in still_asleep, edits_in_the_second) == (True, 0)
        assert (answer.message_id, answer.text) == (first.message_id, ANSWER)
        assert answer.buttons == ()
        assert (on.count("sendMessage"), on.count("editMessageText")) == (1, 1)


async def test_the_growing_message_is_edited_a_second_later(tmp_path: Path) -> None:
    gate = asyncio.Event()

    class Slowly(Speaking):
        async def hear(
            self, athlete_id: int, text: str, now: datetime, follower: Follower
        ) -> Reply:
            await follower.show("Your")
            await gate.wait()
            return await super().hear(athlete_id, text, now, follower)

    async with stage(tmp_path, Slowly(), drafts=False) as on:
        await on.ada.says("how is my form")
        first = await half(on)
        gate.set()
        await on.pause.asleep(1.0)
        await on.speaking.begun.wait()
        on.pause.turn(1.0)
        second = await on.ada.sees_edited()
        on.speaking.go_on.set()
        await on.ada.sees_edited()

        assert (first.text, second.text) == ("Your", "Your form is fine.")
        assert [button.text for button in second.buttons] == ["Stop"]


async def test_a_server_without_drafts_is_asked_for_them_once(tmp_path: Path) -> None:
    async with stage(tmp_path, drafts=False) as on:
        await asked(on)
        await half(on)
        on.speaking.go_on.set()
        await on.ada.sees_edited()
        on.talk.chat.faults.lacking.clear()
        on.speaking.go_on.clear()
        await on.ada.says("and tomorrow")
        growing = await on.ada.hears()
        on.speaking.go_on.set()

        assert [button.text for button in growing.buttons] == ["Stop"]
        assert on.count("sendMessageDraft") == 0


async def test_a_telegram_that_does_not_answer_holds_up_no_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "LONGEST_WAIT_S", 0.05)
    async with stage(tmp_path) as on:
        on.talk.chat.faults.silent(method="sendMessageDraft")
        await asked(on)
        await on.ada.person.witnesses("draft")
        on.speaking.go_on.set()
        answer = await on.ada.hears()

        assert answer.text == ANSWER


async def test_where_telegram_wants_to_be_left_alone_drafts_rest_and_then_go_on(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        on.talk.chat.faults.too_many_requests(3, method="sendMessageDraft")
        await asked(on)
        await on.pause.asleep(3.0)
        on.pause.turn(3.0)
        draft = await on.ada.person.witnesses("draft")
        on.speaking.go_on.set()
        await on.ada.hears()

        assert draft.text == "Your form is fine."
        assert on.count("sendMessage") == 1


async def test_a_chat_that_takes_no_drafts_gets_edits_from_then_on(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        on.talk.chat.faults.refuse(400, "Bad Request: no drafts", method="sendMessageDraft")
        await asked(on)
        await half(on)
        on.speaking.go_on.set()
        await on.ada.sees_edited()
        on.speaking.go_on.clear()
        await on.ada.says("and tomorrow")
        growing = await on.ada.hears()
        on.speaking.go_on.set()

        assert [button.text for button in growing.buttons] == ["Stop"]
        assert on.count("sendMessageDraft") == 0


async def test_typing_is_shown_while_there_are_no_words_yet(tmp_path: Path) -> None:
    async with stage(tmp_path, Speaking(words=[])) as on:
        await asked(on)
        await on.pause.asleep(1.0)
        on.pause.turn(1.0)
        action = await on.ada.person.witnesses("action")
        on.speaking.go_on.set()
        await on.ada.hears()

        assert action.text == "typing"
