"""Drafts with a Stop button, an older server that has none, and recordings that can be fetched."""

import asyncio
from collections.abc import AsyncIterator
from io import StringIO

import pytest
from rich.console import Console
from telegram import Bot
from telegram.error import InvalidToken

from bot.localchat import LocalChat, Person, chat_in_terminal

CAN_STOP = {"can_stop": True, "keep_on_stop": True}


async def test_the_stop_of_a_draft_reaches_the_bot_with_its_number(bot: Bot, ada: Person) -> None:
    await bot.send_message_draft(ada.chat_id, 7, "Let me", api_kwargs=CAN_STOP)

    ada.stop_writing()

    [update] = await bot.get_updates()
    stopped = update.api_kwargs["stopped_message_generation"]
    assert (stopped["chat"]["id"], stopped["draft_id"]) == (ada.chat_id, 7)
    assert update.effective_chat is None


async def test_what_does_not_offer_it_cannot_be_stopped(bot: Bot, ada: Person) -> None:
    await bot.send_message_draft(ada.chat_id, 7, "Let me")

    with pytest.raises(ValueError, match="Stop"):
        ada.stop_writing()


async def test_a_message_takes_the_drafts_place(bot: Bot, ada: Person) -> None:
    await bot.send_message_draft(ada.chat_id, 7, "Let me", api_kwargs=CAN_STOP)
    await bot.send_message(ada.chat_id, "Let me see.")

    with pytest.raises(ValueError, match="Stop"):
        ada.stop_writing()


async def test_an_older_server_does_not_know_the_method(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    chat.faults.lacking.add("sendMessageDraft")

    with pytest.raises(InvalidToken):
        await bot.send_message_draft(ada.chat_id, 7, "Let me")


async def test_recordings_can_be_fetched(bot: Bot, ada: Person) -> None:
    ada.send_voice(b"OggS spoken", duration=9)
    ada.send_audio("memo.mp3", b"ID3 spoken", duration=12)
    ada.send_video_note()

    voice, audio, round_video = [update.message for update in await bot.get_updates()]

    assert voice
    assert voice.voice
    assert audio
    assert audio.audio
    assert round_video
    assert round_video.video_note
    heard = await (await voice.voice.get_file()).download_as_bytearray()
    assert bytes(heard) == b"OggS spoken"
    assert audio.audio.file_name == "memo.mp3"


async def test_the_terminal_shows_words_while_they_are_written(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    console = Console(file=StringIO(), width=80, force_terminal=True)

    async def lines() -> AsyncIterator[str]:
        await bot.send_message_draft(ada.chat_id, 7, "Let me see")
        yield ""
        await bot.send_message(ada.chat_id, "You are fine.")
        yield ""
        await asyncio.sleep(0.01)

    await chat_in_terminal(chat, ada, console=console, lines=lines())

    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert shown.index("Let me see") < shown.index("You are fine.")
