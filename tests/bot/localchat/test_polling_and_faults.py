"""Long polling with its conflicts, and the bad days of a network."""

import asyncio
from contextlib import suppress

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.localchat import LocalChat, Person, serve
from handlers.refusals import seconds


async def test_a_poll_waits_for_the_first_words(bot: Bot, ada: Person) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.02)

    ada.say("hello")
    [update] = await waiting

    assert update.message
    assert update.message.text == "hello"


async def test_an_update_stays_until_a_later_offset_confirms_it(bot: Bot, ada: Person) -> None:
    for words in ("one", "two", "three"):
        ada.say(words)
    first, _, third = await bot.get_updates()

    again = await bot.get_updates(limit=1)
    last = await bot.get_updates(offset=-1)
    none = await bot.get_updates(offset=third.update_id + 1)

    assert [update.update_id for update in again] == [first.update_id]
    assert [update.update_id for update in last] == [third.update_id]
    assert list(none) == []


async def test_a_poll_gives_a_hundred_updates_at_most(bot: Bot, ada: Person) -> None:
    for number in range(101):
        ada.say(str(number))

    assert len(await bot.get_updates()) == 100


async def test_update_ids_grow_from_one_server_to_the_next(chat: LocalChat, bot: Bot) -> None:
    chat.person().say("hello")

    [update] = await bot.get_updates()

    assert update.update_id > 1_700_000_000


async def test_only_kinds_that_were_asked_for_come(bot: Bot, ada: Person) -> None:
    await bot.get_updates(allowed_updates=["message"])
    said = ada.say("knee 4")
    ada.edit(said.message_id, "knee 6")

    updates = await bot.get_updates()

    assert [update.edited_message for update in updates] == [None]


async def test_a_second_poller_sends_the_first_one_away(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.02)

    async with Bot(chat.token, base_url=f"{chat.url}/bot") as other:
        second = asyncio.create_task(other.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await first
        ada.say("hello")
        updates = await second

    assert len(updates) == 1


async def test_a_webhook_and_polling_exclude_each_other(bot: Bot, ada: Person) -> None:
    await bot.set_webhook("https://x.test/hook", secret_token="abc")
    ada.say("hello")
    info = await bot.get_webhook_info()

    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook(drop_pending_updates=True)

    assert (info.url, info.pending_update_count) == ("https://x.test/hook", 1)
    assert list(await bot.get_updates()) == []


async def test_a_webhook_without_an_address_is_none(bot: Bot) -> None:
    await bot.set_webhook("https://x.test/hook")

    await bot.set_webhook("")

    assert (await bot.get_webhook_info()).url == ""
    assert list(await bot.get_updates()) == []


async def test_too_many_requests_says_how_long_to_wait(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    chat.faults.too_many_requests(7)

    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ada.chat_id, "Morning")
    await bot.send_message(ada.chat_id, "Morning")

    assert seconds(refused.value) == 7
    assert [message.text for message in ada.room.messages.values()] == ["Morning"]


async def test_a_fault_strikes_only_the_chat_it_was_meant_for(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    eddy = chat.person("Eddy")
    chat.faults.blocked(chat_id=eddy.chat_id)

    await bot.send_message(ada.chat_id, "for Ada")
    with pytest.raises(Forbidden):
        await bot.send_message(eddy.chat_id, "for Eddy")

    assert eddy.room.messages == {}


async def test_a_bad_gateway_is_a_network_error_and_nothing_is_done(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    chat.faults.refuse(502, "Bad Gateway", method="sendMessage")

    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ada.chat_id, "Morning")

    assert ada.room.messages == {}


@pytest.mark.parametrize(("accepted", "arrived"), [(False, 0), (True, 1)])
async def test_a_cut_connection_leaves_the_bot_without_an_answer(
    bot: Bot, chat: LocalChat, ada: Person, *, accepted: bool, arrived: int
) -> None:
    chat.faults.cut(accepted=accepted)

    with pytest.raises(NetworkError) as cut:
        await bot.send_message(ada.chat_id, "Morning")

    assert not isinstance(cut.value, BadRequest)
    assert len(ada.room.messages) == arrived


async def test_silence_after_acceptance_times_out_although_it_arrived(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    chat.faults.silent()

    with pytest.raises(TimedOut):
        await bot.send_message(ada.chat_id, "Morning", read_timeout=0.05)

    assert (await ada.hears()).text == "Morning"


async def test_a_slow_answer_comes_in_the_end(bot: Bot, chat: LocalChat, ada: Person) -> None:
    chat.faults.slow(0.02, times=2)

    first = await bot.send_message(ada.chat_id, "one")
    second = await bot.send_message(ada.chat_id, "two")

    assert (first.text, second.text) == ("one", "two")


async def test_polling_is_struck_only_by_name(bot: Bot, chat: LocalChat) -> None:
    chat.faults.refuse(500, "Internal Server Error")
    untouched = await bot.get_updates()
    chat.faults.refuse(500, "Internal Server Error", method="getUpdates")

    with pytest.raises(TelegramError):
        await bot.get_updates()

    assert list(untouched) == []


async def test_a_fault_for_polling_strikes_without_waiting_for_the_poll_to_end(
    bot: Bot, chat: LocalChat
) -> None:
    waiting = asyncio.create_task(bot.get_updates(timeout=60))
    await asyncio.sleep(0.02)

    chat.faults.refuse(401, "Unauthorized", method="getUpdates")

    assert list(await waiting) == []
    with pytest.raises(InvalidToken):
        await bot.get_updates()


async def test_the_server_ends_at_once_whoever_still_waits(chat: LocalChat, bot: Bot) -> None:
    chat.world.updates.close()

    with suppress(TelegramError):
        assert list(await bot.get_updates(timeout=60)) == []


async def test_a_taken_port_is_an_os_error(chat: LocalChat) -> None:
    taken = int(chat.url.rpartition(":")[2])

    with pytest.raises(OSError, match="in use"):
        async with serve(taken):
            pass
