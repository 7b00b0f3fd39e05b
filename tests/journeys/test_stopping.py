"""An answer is stopped by whoever asked for it, in each way there is, and by nobody else."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from handlers import texts
from tests.chats import Talker
from tests.journeys.restarts import settled
from tests.journeys.stages import ANSWER, TOM_CHAT, Stage, asked, half, stage


async def by_native_button(on: Stage) -> None:
    on.ada.person.stop_writing()


async def by_command(on: Stage) -> None:
    await on.ada.says("/stop")


async def by_command_with_words(on: Stage) -> None:
    await on.ada.says("/stop now please")


async def by_word(on: Stage) -> None:
    await on.ada.says("Stop!")


@pytest.mark.parametrize("way", [by_native_button, by_command, by_command_with_words, by_word])
async def test_an_answer_can_be_stopped_and_its_words_so_far_stand(
    tmp_path: Path, way: Callable[[Stage], Awaitable[None]]
) -> None:
    async with stage(tmp_path) as on:
        await asked(on)
        await on.ada.person.witnesses("draft")
        await way(on)
        answer = await on.ada.hears()
        await settled(on.talk)

        assert answer.text == "Your form is fine.\nStopped."
        assert on.count("sendMessage") == 1


async def test_the_growing_message_is_stopped_by_its_button(tmp_path: Path) -> None:
    async with stage(tmp_path, drafts=False) as on:
        await asked(on)
        growing = await half(on)
        await on.ada.taps("Stop", growing)
        answer = await on.ada.sees_edited()
        await settled(on.talk)

        assert answer.message_id == growing.message_id
        assert answer.text == "Your form is fine.\nStopped."
        assert on.count("sendMessage") == 1


async def test_nobody_stops_somebody_elses_answer(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        tom = Talker(on.talk.chat.person("Tom", chat_id=TOM_CHAT))
        await tom.asks("/start")
        await asked(on)
        await on.ada.person.witnesses("draft")
        draft = on.ada.person.room.draft
        assert draft
        toms = await tom.asks("/stop")
        forged = {"chat": tom.person.room.document(), "draft_id": draft.id}
        on.talk.chat.world.updates.add("stopped_message_generation", forged)
        tom.person.forge(toms.message_id, f"stop:{draft.id}")
        pressed = await tom.hears()
        on.speaking.go_on.set()
        answer = await on.ada.hears()

        assert toms.text == pressed.text == texts.NOTHING_TO_STOP
        assert answer.text == ANSWER


async def test_where_nothing_is_written_stop_says_so_and_telegrams_own_is_silent(
    tmp_path: Path,
) -> None:
    async with stage(tmp_path) as on:
        late = {"chat": on.ada.person.room.document(), "draft_id": 3}
        on.talk.chat.world.updates.add("stopped_message_generation", late)
        said = await on.ada.asks("/stop")
        on.ada.person.forge(said.message_id, "stop:x")
        forged = await on.ada.hears()
        await settled(on.talk)

        assert (said.text, forged.text) == (texts.NOTHING_TO_STOP, texts.FORGED)
        assert on.count("sendMessage") == 2


async def test_a_stop_of_an_earlier_answer_leaves_the_present_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as on:
        await asked(on)
        await on.ada.person.witnesses("draft")
        late = {"chat": on.ada.person.room.document(), "draft_id": 3}
        on.talk.chat.world.updates.add("stopped_message_generation", late)
        on.ada.person.forge(1, "stop:3")
        nothing = await on.ada.hears()
        on.speaking.go_on.set()
        answer = await on.ada.hears()

        assert nothing.text == texts.NOTHING_TO_STOP
        assert answer.text == ANSWER


@pytest.mark.parametrize("words", ["I had to stop, my chest hurts", "non-stop", "/stopped"])
async def test_words_that_only_speak_of_stopping_are_no_stop(tmp_path: Path, words: str) -> None:
    async with stage(tmp_path) as on:
        await asked(on)
        await on.ada.person.witnesses("draft")
        await on.ada.says(words)
        on.speaking.go_on.set()
        first, second = await on.ada.hears(), await on.ada.hears()

        assert first.text == ANSWER
        assert second.text != texts.NOTHING_TO_STOP
