"""Whatever goes wrong while an answer is made, what stands in the chat at the end is whole."""

from datetime import datetime
from pathlib import Path

import pytest

from coach.domain.reply import Reply
from coach.talk_ports import Follower
from handlers import converse, texts
from tests.journeys.stages import ANSWER, KNEE, Speaking, asked, half, stage


async def test_where_neither_drafts_nor_messages_go_through_the_answer_still_comes(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path, drafts=False) as on:
        on.talk.chat.faults.refuse(502, "Bad Gateway", method="sendMessage")
        await asked(on)
        await on.pause.asleep(0.4)
        on.pause.turn(0.4)
        await on.pause.asleep(1.0)
        on.speaking.go_on.set()
        answer = await on.ada.hears()

        assert answer.text == ANSWER


async def test_a_half_message_that_was_deleted_is_answered_anew(tmp_path: Path) -> None:
    async with stage(tmp_path, drafts=False) as on:
        await asked(on)
        growing = await half(on)
        on.ada.person.room.remove(growing)
        on.speaking.go_on.set()
        answer = await on.ada.hears()

        assert answer.text == ANSWER


async def test_a_failure_takes_the_place_of_the_half_message(tmp_path: Path) -> None:
    class Failing(Speaking):
        async def hear(
            self, athlete_id: int, text: str, now: datetime, follower: Follower
        ) -> Reply:
            await super().hear(athlete_id, text, now, follower)
            raise RuntimeError("a fault of ours")

    async with stage(tmp_path, Failing(), drafts=False) as on:
        await asked(on)
        growing = await half(on)
        on.speaking.go_on.set()
        owned_up = await on.ada.sees_edited()

        assert (owned_up.message_id, owned_up.text) == (growing.message_id, texts.BROKEN)
        assert owned_up.buttons == ()


async def test_a_turn_that_takes_too_long_says_so_and_what_was_noted_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with stage(tmp_path) as on:
        coach = on.talk.house.coach

        async def noting(athlete_id: int, text: str, now: datetime, follower: Follower) -> Reply:
            await coach.listen(athlete_id, text, now)
            monkeypatch.setattr(converse, "LONGEST_TURN_S", 25.0)
            await follower.stopped()
            raise AssertionError

        await coach.open_books("left knee 4/10")
        monkeypatch.setattr(converse, "LONGEST_TURN_S", 1.5)
        on.talk.house.conversing.hear = noting  # type: ignore[method-assign]  # the test speaks
        slow = await on.ada.asks("left knee 4/10")
        known = await on.ada.asks("/memory")

        assert slow.text == texts.SLOW
        assert "knee" in known.text


async def test_a_long_answer_comes_in_parts_a_second_apart_with_its_buttons_last(
    tmp_path: Path,
) -> None:
    paragraph = "Ride easy & keep it < 150 W today. " * 40
    long = Speaking(
        words=[], answer=(paragraph, "", paragraph, "", paragraph, "", paragraph), noted=(KNEE,)
    )
    async with stage(tmp_path, long) as on:
        await asked(on)
        on.speaking.go_on.set()
        first = await on.ada.hears()
        await on.pause.asleep(1.0)
        sent_before_the_second_was_over = on.count("sendMessage")
        on.pause.turn(1.0)
        last = await on.ada.hears()

        assert sent_before_the_second_was_over == 1
        assert first.text.split() + last.text.split() == (paragraph * 4).split()
        assert (first.buttons, [button.text for button in last.buttons]) == ((), ["Undo"])
