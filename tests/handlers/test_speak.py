"""What goes out: no link opens a preview, refused HTML is sent plain, blank parts are left out."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.localchat import LocalChat, Person, answers, serve
from handlers.desk import Answer
from handlers.speak import say, say_over
from tests.fakes.pauses import Turned

LONG = "x " * 3000


@pytest.fixture
async def chat() -> AsyncIterator[LocalChat]:
    async with serve() as running:
        yield running


@pytest.fixture
def ada(chat: LocalChat) -> Person:
    return chat.person("Ada")


@pytest.fixture
async def bot(chat: LocalChat) -> AsyncIterator[ExtBot[Any]]:
    async with ExtBot(chat.token, base_url=f"{chat.url}/bot") as running:
        yield running


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return the parameters of what is sent or edited, as the server read them."""
    seen: list[dict[str, Any]] = []

    def listening(answer: answers.Answer) -> answers.Answer:
        def answered(world: Any, parameters: dict[str, Any]) -> object:  # noqa: ANN401  # passed on
            seen.append(parameters)
            return answer(world, parameters)

        return answered

    for method in ("sendMessage", "editMessageText"):
        monkeypatch.setitem(answers.ANSWERS, method, listening(answers.ANSWERS[method]))
    return seen


async def test_no_link_opens_a_preview_whoever_wrote_it(
    bot: ExtBot[Any], chat: LocalChat, ada: Person, asked: list[dict[str, Any]]
) -> None:
    words = Answer(html="Noted: “see example.com, @eve, tel:112”")
    sent = await say(bot, ada.chat_id, words)
    chat.faults.refuse(400, "Bad Request: can't parse entities", method="sendMessage")
    await say(bot, ada.chat_id, words)
    await say_over(bot, ada.chat_id, sent.message_id, Answer(html="example.org"))

    assert len(asked) == 3
    assert all(one["link_preview_options"] == {"is_disabled": True} for one in asked)


async def test_html_that_telegram_cannot_read_is_sent_and_written_over_plain(
    bot: ExtBot[Any], chat: LocalChat, ada: Person
) -> None:
    unreadable = "Bad Request: can't parse entities: unclosed"
    chat.faults.refuse(400, unreadable, method="sendMessage")
    sent = await say(bot, ada.chat_id, Answer(html="<b>HRV</b> &lt; 55"))
    chat.faults.refuse(400, unreadable, method="editMessageText")
    there = await say_over(bot, ada.chat_id, sent.message_id, Answer(html="<b>HRV</b> &gt; 55"))

    assert sent.text == "HRV < 55"
    assert there
    assert ada.room.messages[sent.message_id].text == "HRV > 55"


async def test_other_refusals_are_not_hidden(
    bot: ExtBot[Any], chat: LocalChat, ada: Person
) -> None:
    sent = await say(bot, ada.chat_id, Answer(html="hello"))
    chat.faults.refuse(400, "Bad Request: odd", method="editMessageText")

    with pytest.raises(BadRequest, match="Odd"):
        await say_over(bot, ada.chat_id, sent.message_id, Answer(html="there"))


async def test_writing_over_a_message_is_tried_again_where_the_network_failed(
    bot: ExtBot[Any], chat: LocalChat, ada: Person
) -> None:
    async def at_once(_: float) -> None:
        """Wait for nothing."""

    sent = await say(bot, ada.chat_id, Answer(html="hello"))
    chat.faults.refuse(502, "Bad Gateway", method="editMessageText")

    await say_over(bot, ada.chat_id, sent.message_id, Answer(html="there"), pause=at_once)

    assert ada.room.messages[sent.message_id].text == "there"


async def test_a_message_that_is_gone_or_the_same_is_no_trouble(
    bot: ExtBot[Any], ada: Person
) -> None:
    sent = await say(bot, ada.chat_id, Answer(html="hello"))

    same = await say_over(bot, ada.chat_id, sent.message_id, Answer(html="hello"))
    gone = await say_over(bot, ada.chat_id, 99, Answer(html="hello"))

    assert (same, gone) == (True, False)


async def test_an_answer_too_long_for_one_place_goes_on_below(
    bot: ExtBot[Any], ada: Person
) -> None:
    async def at_once(_: float) -> None:
        """Wait for nothing."""

    rows = ((("Why", "why"),),)
    sent = await say(bot, ada.chat_id, Answer(html="hello"))

    await say_over(bot, ada.chat_id, sent.message_id, Answer(html=LONG, rows=rows), pause=at_once)

    first, last = ada.room.messages.values()
    assert (first.text + " " + last.text).split() == LONG.split()
    assert (first.buttons, [button.text for button in last.buttons]) == ((), ["Why"])


async def test_a_part_of_blanks_alone_is_left_out(bot: ExtBot[Any], ada: Person) -> None:
    pause = Turned()

    await say(bot, ada.chat_id, Answer(html="words" + " " * 9000), pause=pause)

    assert [message.text for message in ada.room.messages.values()] == ["words"]
    assert pause.asked == []
