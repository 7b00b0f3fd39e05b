"""Files in messages: a ride comes in, a workout or a chart goes out."""

import pytest
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.localchat import LocalChat, Person

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (640).to_bytes(4, "big") + (360).to_bytes(4, "big")


async def test_a_ride_that_was_sent_can_be_fetched(bot: Bot, ada: Person) -> None:
    ada.send_document("ride.fit", b"\x0e\x10rest", caption="this morning")
    [update] = await bot.get_updates()
    assert update.message
    assert update.message.document

    file = await update.message.document.get_file()
    content = await file.download_as_bytearray()

    assert bytes(content) == b"\x0e\x10rest"
    assert update.message.caption == "this morning"
    assert update.message.document.file_name == "ride.fit"
    assert file.file_size == 6


async def test_a_file_over_20_megabytes_cannot_be_fetched(bot: Bot, ada: Person) -> None:
    ada.send_document("tour.zip", bytes(20_000_001))
    [update] = await bot.get_updates()
    assert update.message
    assert update.message.document

    with pytest.raises(BadRequest, match="too big"):
        await update.message.document.get_file()


async def test_a_path_that_is_not_there_is_not_found(bot: Bot, ada: Person) -> None:
    ada.send_document("ride.fit", b"x")
    [update] = await bot.get_updates()
    assert update.message
    assert update.message.document
    file = await update.message.document.get_file()
    assert file.file_path

    object.__setattr__(file, "file_path", file.file_path.replace("file_1", "file_9"))

    with pytest.raises(TelegramError, match="Not Found"):
        await file.download_as_bytearray()


async def test_a_workout_goes_out_as_a_document(bot: Bot, ada: Person) -> None:
    sent = await bot.send_document(
        ada.chat_id, b"<workout/>", filename="sweetspot.zwo", caption="<b>Today</b>",
        parse_mode="HTML",
    )  # fmt: skip

    heard = await ada.hears()

    assert heard.attachment
    assert (heard.attachment.file_name, heard.text) == ("sweetspot.zwo", "Today")
    assert sent.document
    assert sent.document.file_size == 10


async def test_a_file_can_be_sent_again_by_its_id(bot: Bot, ada: Person) -> None:
    first = await bot.send_document(ada.chat_id, b"x", filename="a.zwo")
    assert first.document

    again = await bot.send_document(ada.chat_id, first.document.file_id)

    assert again.document
    assert again.document.file_id == first.document.file_id


async def test_a_chart_goes_out_as_a_photo_with_its_size(bot: Bot, ada: Person) -> None:
    sent = await bot.send_photo(ada.chat_id, PNG, caption="x" * 1024)

    assert (sent.photo[0].width, sent.photo[0].height) == (640, 360)


async def test_what_is_no_picture_is_no_photo(bot: Bot, ada: Person) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ada.chat_id, b"GPX", filename="a.gpx")


async def test_an_empty_file_and_a_long_caption_are_refused(bot: Bot, ada: Person) -> None:
    with pytest.raises(BadRequest, match="non-empty"):
        await bot.send_document(ada.chat_id, b"", filename="a.fit")
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_document(ada.chat_id, b"x", filename="a.fit", caption="x" * 1025)


async def test_a_message_with_a_file_has_no_text_to_edit(bot: Bot, ada: Person) -> None:
    sent = await bot.send_document(ada.chat_id, b"x", filename="a.fit")

    with pytest.raises(BadRequest, match="no text in the message"):
        await bot.edit_message_text("x", ada.chat_id, sent.message_id)


async def test_voices_and_stickers_come_as_such(bot: Bot, ada: Person) -> None:
    ada.send_voice(duration=4)
    ada.send_sticker("🚴")

    voice, sticker = (update.message for update in await bot.get_updates())

    assert voice
    assert voice.voice
    assert voice.voice.to_dict()["duration"] == 4
    assert sticker
    assert sticker.sticker
    assert sticker.sticker.emoji == "🚴"


async def test_the_bot_can_send_a_voice(bot: Bot, chat: LocalChat) -> None:
    ada = chat.person()

    sent = await bot.send_voice(ada.chat_id, b"OggS", duration=2)

    assert sent.voice
    assert sent.voice.to_dict()["duration"] == 2
