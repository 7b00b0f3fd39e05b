"""What an athlete sees and types in `lanterne try`."""

import asyncio
import os
from collections.abc import AsyncIterator
from io import StringIO

import pytest
from rich.console import Console
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.localchat import LocalChat, Person, chat_in_terminal, render, typed_lines
from bot.localchat.entities import parse_html
from bot.localchat.values import Attachment, Formatted, Message, User

COACH = User(1, "Lanterne Rouge", is_bot=True)
KEYS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Why", callback_data="why"), InlineKeyboardButton("Sore", url="x")],
        [InlineKeyboardButton("Done", callback_data="done")],
    ]
)


def _console(*, color: bool = False) -> Console:
    return Console(
        file=StringIO(), width=80, force_terminal=color, color_system="truecolor" if color else None
    )


def _shown(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def _message(body: Formatted, attachment: Attachment | None = None) -> Message:
    return Message(
        message_id=1, chat={}, sender=COACH, date=0, body=body, attachment=attachment,
        markup=KEYS.to_dict(),
    )  # fmt: skip


def test_a_message_shows_its_text_and_numbered_buttons() -> None:
    console = _console()

    console.print(render(_message(parse_html("<b>Phase</b>\nBuild [week 3]"))))

    assert _shown(console) == "Phase\nBuild [week 3]\n[1] Why  [2] Sore\n[3] Done\n"


def test_headings_are_bold_behind_an_emoji_too() -> None:
    console = _console(color=True)

    console.print(render(_message(parse_html("🚴 <b>Phase</b> x"))))

    assert "🚴 \x1b[1mPhase\x1b[0m x" in _shown(console)


def test_a_quote_has_a_bar_before_each_of_its_lines() -> None:
    console = _console()

    console.print(render(_message(parse_html("Why\n<blockquote expandable>a\nb</blockquote>\nc"))))

    assert _shown(console).splitlines()[:4] == ["Why", "│ a", "│ b", "c"]


def test_a_file_is_named() -> None:
    console = _console()

    console.print(render(_message(Formatted(), Attachment("document", "1", 9, "a.zwo"))))

    assert _shown(console).startswith("[file: a.zwo]\n")


async def _typing(*lines: str) -> AsyncIterator[str]:
    for line in lines:
        yield line
        await asyncio.sleep(0.01)


async def test_typed_words_and_taps_reach_the_bot(chat: LocalChat, bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.chat_id, "Morning", reply_markup=KEYS)

    await chat_in_terminal(
        chat, ada, console=_console(), lines=_typing("my knee hurts\n", "", "[3]", "/why")
    )

    said, tap, why = await bot.get_updates()
    assert said.message
    assert said.message.text == "my knee hurts"
    assert tap.callback_query
    assert tap.callback_query.data == "done"
    assert why.message
    assert why.message.parse_entities() == {why.message.entities[0]: "/why"}


async def test_what_the_bot_says_is_printed_as_it_comes(
    chat: LocalChat, bot: Bot, ada: Person
) -> None:
    console = _console()

    async def lines() -> AsyncIterator[str]:
        sent = await bot.send_message(ada.chat_id, "push")
        yield ""
        await sent.edit_text("ease")
        yield ""
        await asyncio.sleep(0.01)

    await chat_in_terminal(chat, ada, console=console, lines=lines())

    assert _shown(console) == "\npush\n\n(changed)\nease\n"


@pytest.mark.parametrize("number", ["[0]", "[2]", "[4]"])
async def test_a_button_that_cannot_be_tapped_is_said_so(
    chat: LocalChat, bot: Bot, ada: Person, number: str
) -> None:
    console = _console()
    await bot.send_message(ada.chat_id, "Morning", reply_markup=KEYS)

    await chat_in_terminal(chat, ada, console=console, lines=_typing(number))

    assert f"There is no button {number} to tap." in _shown(console)
    assert list(await bot.get_updates()) == []


async def test_no_message_means_no_button(chat: LocalChat, ada: Person) -> None:
    console = _console()

    await chat_in_terminal(chat, ada, console=console, lines=_typing("[1]"))

    assert "There is no button [1] to tap." in _shown(console)


async def test_a_notice_is_printed(chat: LocalChat, bot: Bot, ada: Person) -> None:
    console = _console()
    await bot.send_message(ada.chat_id, "Morning", reply_markup=KEYS)
    ada.tap(1, "Done")
    [update] = await bot.get_updates()
    assert update.callback_query
    await update.callback_query.answer("Well done")

    await chat_in_terminal(chat, ada, console=console, lines=_typing(""))

    assert "Well done" in _shown(console)


async def test_standard_input_is_read_to_its_end_without_holding_the_loop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading) as keyboard:
        monkeypatch.setattr("sys.stdin", keyboard)
        lines = aiter(typed_lines())
        first = asyncio.ensure_future(anext(lines))
        await asyncio.sleep(0.01)
        assert not first.done()

        os.write(writing, "knee 4\nsö".encode())
        os.write(writing, b" gut")
        os.close(writing)

        assert await first == "knee 4"
        assert [line async for line in lines] == ["sö gut"]
