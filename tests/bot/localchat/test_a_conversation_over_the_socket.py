"""The library's own Bot talks with a person through the local server."""

import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReactionTypeEmoji,
)
from telegram.error import BadRequest, Forbidden, InvalidToken
from telegram.request import HTTPXRequest

from bot.localchat import LocalChat, Person

WHY = InlineKeyboardMarkup([[InlineKeyboardButton("Why", callback_data="why:1")]])
NEWS = InlineKeyboardButton("News", url="https://x.test")


async def test_a_message_arrives_with_its_formatting_and_buttons(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(
        ada.chat_id, "<b>Phase</b>\nBuild", parse_mode="HTML", reply_markup=WHY
    )

    heard = await ada.hears()

    assert (heard.text, heard.buttons[0].data) == ("Phase\nBuild", "why:1")
    assert sent.parse_entities() == {sent.entities[0]: "Phase"}
    assert sent.reply_markup == WHY


async def test_a_tap_reaches_the_bot_and_its_notice_the_person(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.chat_id, "Morning", reply_markup=WHY)
    message = await ada.hears()

    ada.tap(message.message_id, "Why")
    [update] = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.message
    await update.callback_query.answer("Here it is")

    assert update.callback_query.data == "why:1"
    assert update.callback_query.message.message_id == message.message_id
    assert (await ada.witnesses("notice")).text == "Here it is"


async def test_a_tap_is_answered_once_and_shortly(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.chat_id, "Morning", reply_markup=WHY)
    for _ in range(2):
        ada.tap(1, 0)
    first, second = (update.callback_query for update in await bot.get_updates())
    assert first
    assert second
    await first.answer()

    with pytest.raises(BadRequest, match="too old"):
        await first.answer()
    with pytest.raises(BadRequest, match="Message_too_long"):
        await second.answer("x" * 201)


async def test_forged_data_reaches_the_bot_as_it_is(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.chat_id, "Morning", reply_markup=WHY)

    ada.forge(1, "why:999")
    [update] = await bot.get_updates()

    assert update.callback_query
    assert update.callback_query.data == "why:999"


async def test_only_buttons_that_are_there_can_be_tapped(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.chat_id, "x", reply_markup=InlineKeyboardMarkup([[NEWS]]))

    with pytest.raises(ValueError, match="there are: News"):
        ada.tap(1, "Sick")
    with pytest.raises(ValueError, match="does not call the bot"):
        ada.tap(1, "News")


async def test_an_edit_changes_the_message_and_drops_its_buttons(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.chat_id, "push", reply_markup=WHY)

    await sent.edit_text("ease")

    edited = await ada.hears("edited")
    assert (edited.text, edited.buttons) == ("ease", ())
    assert ada.room.messages[sent.message_id] == edited


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.chat_id, "push", reply_markup=WHY)

    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_text("push", reply_markup=WHY)
    with pytest.raises(BadRequest, match="not modified"):
        await sent.edit_reply_markup(WHY)

    await sent.edit_reply_markup(None)
    assert (await ada.hears("edited")).buttons == ()


async def test_the_persons_own_words_cannot_be_edited(bot: Bot, ada: Person) -> None:
    said = ada.say("legs are heavy")

    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("legs are fine", ada.chat_id, said.message_id)


async def test_a_deleted_message_is_gone(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.chat_id, "oops")

    await sent.delete()

    assert ada.room.messages == {}
    assert (await ada.hears("deleted")).text == "oops"


async def test_a_reply_quotes_what_it_answers(bot: Bot, ada: Person) -> None:
    said = ada.say("my knee hurts")

    sent = await bot.send_message(ada.chat_id, "Noted", reply_to_message_id=said.message_id)

    assert sent.reply_to_message
    assert sent.reply_to_message.text == "my knee hurts"


async def test_other_keyboards_are_taken_too(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.chat_id, "How do you feel?", reply_markup=ForceReply())

    assert sent.reply_markup is None
    assert (await ada.hears()).markup == {"force_reply": True}


async def test_typing_drafts_and_reactions_are_seen(bot: Bot, ada: Person) -> None:
    said = ada.say("done, RPE 4")
    await bot.send_chat_action(ada.chat_id, "typing")
    await bot.send_message_draft(ada.chat_id, 1, "Let me")
    await said_reaction(bot, ada, said.message_id, "👍")

    seen = [(event.kind, event.text) for event in ada.room.events[1:]]

    assert seen == [("action", "typing"), ("draft", "Let me"), ("reaction", "👍")]


async def said_reaction(bot: Bot, ada: Person, message_id: int, emoji: str) -> None:
    await bot.set_message_reaction(ada.chat_id, message_id, ReactionTypeEmoji(emoji))


async def test_a_reaction_can_be_taken_back_but_not_made_up(bot: Bot, ada: Person) -> None:
    said = ada.say("done")

    await bot.set_message_reaction(ada.chat_id, said.message_id)
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await said_reaction(bot, ada, said.message_id, "🚴")

    assert (await ada.witnesses("reaction")).text == ""


async def test_drafts_are_for_private_chats_and_groups_can_be_left(
    bot: Bot, chat: LocalChat
) -> None:
    club = chat.group("Club")

    with pytest.raises(BadRequest, match="not supported"):
        await bot.send_message_draft(club.id, 1, "x")
    await bot.leave_chat(club.id)

    with pytest.raises(Forbidden, match="not a member"):
        await bot.send_message(club.id, "still here?")


async def test_what_is_said_in_a_group_comes_with_the_group(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    club = chat.group("Club")
    ada.say("/today@lanterne_local_bot", where=club)

    [update] = await bot.get_updates()

    assert update.message
    assert (update.message.chat.type, update.message.chat.title) == ("group", "Club")
    assert update.message.parse_entities() == {
        update.message.entities[0]: "/today@lanterne_local_bot"
    }


async def test_who_blocks_the_bot_hears_nothing_until_it_is_let_in_again(
    bot: Bot, ada: Person
) -> None:
    ada.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.chat_id, "Morning")
    ada.unblock()
    await bot.send_message(ada.chat_id, "Morning")

    changes = [update.my_chat_member for update in await bot.get_updates()]

    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]
    assert (await ada.hears()).text == "Morning"


async def test_an_edited_message_is_told_as_edited(bot: Bot, ada: Person) -> None:
    said = ada.say("knee 4")
    ada.edit(said.message_id, "knee 6")

    first, second = await bot.get_updates()

    assert first.message
    assert first.message.text == "knee 4"
    assert second.edited_message
    assert second.edited_message.text == "knee 6"


async def test_each_person_reads_only_their_own_chat(bot: Bot, chat: LocalChat) -> None:
    ada, eddy = chat.person("Ada"), chat.person("Eddy")

    await bot.send_message(eddy.chat_id, "for Eddy")

    assert (await eddy.hears()).text == "for Eddy"
    with pytest.raises(TimeoutError):
        await ada.hears(seconds=0.01)


async def test_who_catches_up_hears_only_what_comes_after(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.chat_id, "old")
    ada.catch_up()

    await bot.send_message(ada.chat_id, "new")

    assert (await ada.hears()).text == "new"


async def test_nobody_is_given_a_chat_that_is_taken(chat: LocalChat) -> None:
    people = [chat.person("Ada", chat_id=1001), chat.person("Eddy"), chat.person("Fausto")]

    assert [person.chat_id for person in people] == [1001, 1000, 1002]


async def test_the_whole_conversation_can_be_read_as_a_document(
    bot: Bot, chat: LocalChat, ada: Person
) -> None:
    ada.say("/today")
    await bot.send_message(ada.chat_id, "Morning", reply_markup=WHY)

    [room] = chat.document()["chats"]

    assert room["first_name"] == "Ada"
    assert [message["text"] for message in room["messages"]] == ["/today", "Morning"]
    assert room["messages"][1]["reply_markup"] == WHY.to_dict()


async def test_the_bot_learns_who_it_is_and_what_a_chat_is(bot: Bot, ada: Person) -> None:
    me = await bot.get_me()
    chat = await bot.get_chat(ada.chat_id)

    assert (me.is_bot, me.username) == (True, "lanterne_local_bot")
    assert (chat.type, chat.first_name) == ("private", "Ada")


async def test_menus_and_texts_are_kept_by_scope_and_language(bot: Bot) -> None:
    await bot.set_my_commands([("today", "Today's plan")])
    await bot.set_my_commands([("today", "Le plan du jour")], language_code="fr")
    await bot.set_my_description("A coach")
    await bot.set_my_short_description("Coach")
    await bot.delete_my_commands(language_code="fr")

    assert [menu.description for menu in await bot.get_my_commands()] == ["Today's plan"]
    assert list(await bot.get_my_commands(language_code="fr")) == []
    assert (await bot.get_my_description()).description == "A coach"
    assert (await bot.get_my_short_description()).short_description == "Coach"


async def test_a_token_the_server_does_not_know_is_invalid(chat: LocalChat) -> None:
    async with HTTPXRequest() as request:
        stranger = Bot("1:wrong", base_url=f"{chat.url}/bot", request=request)

        with pytest.raises(InvalidToken):
            await stranger.get_me()
