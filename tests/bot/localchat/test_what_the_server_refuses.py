"""Calls that Telegram would refuse, in forms a hurried programmer would send them."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.localchat import LocalChat, Person


@pytest.fixture
async def client(chat: LocalChat) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=f"{chat.url}/bot{chat.token}/") as running:
        yield running


def _many(count: int, row: int) -> dict[str, Any]:
    key = {"text": "x", "callback_data": "x"}
    return {"inline_keyboard": [[key] * row] * count}


def _one(**button: object) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


@pytest.mark.parametrize(
    ("method", "parameters", "sentence"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 1000}, "message text is empty"),
        ("sendMessage", {"chat_id": 7, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": 1000, "text": "x", "txet": "y"}, 'unknown parameter "txet"'),
        ("sendMessage", {"chat_id": 1000, "text": 5}, 'parameter "text" must be a string'),
        (
            "sendMessage",
            {"chat_id": 1000, "text": "x", "message_thread_id": "two"},
            'parameter "message_thread_id" must be an integer',
        ),
        (
            "sendMessage",
            {"chat_id": 1000, "text": "x", "protect_content": "perhaps"},
            'parameter "protect_content" must be a boolean',
        ),
        (
            "sendMessage",
            {"chat_id": 1000, "text": "x", "reply_markup": "{broken"},
            "can't parse reply_markup JSON object",
        ),
        (
            "sendMessage",
            {"chat_id": 1000, "text": "x", "entities": {}},
            "can't parse entities JSON array",
        ),
        (
            "sendMessage",
            {"chat_id": 1000, "text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        ("sendChatAction", {"chat_id": 1000, "action": "yawn"}, "wrong parameter action"),
        ("sendMessageDraft", {"chat_id": 1000, "draft_id": 0}, "draft_id must be non-zero"),
        ("sendDocument", {"chat_id": 1000}, "there is no document in the request"),
        ("sendDocument", {"chat_id": 1000, "document": "gone"}, "invalid file_id"),
        ("editMessageText", {"text": "x", "message_id": 1}, "chat_id is empty"),
        ("editMessageText", {"chat_id": 1000, "text": "x"}, "message identifier is not specified"),
        (
            "editMessageText",
            {"chat_id": 1000, "message_id": 9, "text": "x"},
            "message to edit not found",
        ),
        ("editMessageText", {"inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
        ("deleteMessage", {"chat_id": 1000, "message_id": 9}, "message to delete not found"),
        ("setMessageReaction", {"chat_id": 1000, "message_id": 9}, "message to react not found"),
        ("answerCallbackQuery", {"callback_query_id": "9"}, "query is too old"),
        ("leaveChat", {"chat_id": 1000}, "can't be changed in private chats"),
        ("getUpdates", {"timeout": -1}, "timeout must not be negative"),
        ("getFile", {"file_id": "gone"}, "invalid file_id"),
        ("setWebhook", {"url": "http://x.test"}, "An HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://x.test", "secret_token": "ä"}, "unallowed characters"),
        ("setMyCommands", {"commands": [{"command": "today"}]}, "can't parse BotCommand"),
        (
            "setMyCommands",
            {"commands": [{"command": "To-day", "description": "x"}]},
            "BOT_COMMAND_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "today", "description": ""}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "x", "description": "x"}] * 101},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        ("setMyDescription", {"description": "x" * 513}, "BOT_DESCRIPTION_TOO_LONG"),
    ],
)
async def test_a_wrong_call_is_refused_in_telegrams_words(
    client: httpx.AsyncClient, ada: Person, method: str, parameters: dict[str, Any], sentence: str
) -> None:
    answer = await client.post(method, json=parameters)

    assert answer.status_code == 400
    assert answer.json()["ok"] is False
    assert answer.json()["description"].startswith("Bad Request: ")
    assert sentence in answer.json()["description"]
    assert ada.room.events == []


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        (_one(text="Why", callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (_one(text="Why", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (_one(text="Why", callback_data=""), "BUTTON_DATA_INVALID"),
        (_one(text=" ", callback_data="x"), "button text must be non-empty"),
        (_one(callback_data="x"), 'Field "text" must be of type String'),
        (_one(text="Why"), "Text buttons are unallowed"),
        (_one(text="Why", callback_data="x", url="https://x.test"), "Text buttons are unallowed"),
        (_many(1, 9), "REPLY_MARKUP_TOO_LONG"),
        (_many(26, 4), "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": "none"}, "object expected as reply markup"),
        ({"keybord": []}, "object expected as reply markup"),
    ],
)
async def test_a_keyboard_telegram_would_not_show_is_refused(
    client: httpx.AsyncClient, ada: Person, markup: dict[str, Any], sentence: str
) -> None:
    message = {"chat_id": ada.chat_id, "text": "x", "reply_markup": markup}

    answer = await client.post("sendMessage", json=message)

    assert answer.status_code == 400
    assert sentence in answer.json()["description"]


async def test_64_bytes_of_data_and_a_hundred_buttons_are_taken(
    client: httpx.AsyncClient, ada: Person
) -> None:
    rows = [[{"text": "x", "callback_data": "x" * 64}] * 4] * 25
    message = {"chat_id": ada.chat_id, "text": "x", "reply_markup": {"inline_keyboard": rows}}

    answer = await client.post("sendMessage", json=message)

    assert answer.status_code == 200


async def test_an_unknown_method_is_not_found(client: httpx.AsyncClient) -> None:
    answer = await client.post("sendMassage")

    assert answer.status_code == 404
    assert answer.json() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }


async def test_a_wrong_token_is_unauthorized_everywhere(chat: LocalChat) -> None:
    async with httpx.AsyncClient(base_url=chat.url) as stranger:
        call = await stranger.post("/bot1:wrong/getMe")
        file = await stranger.get("/file/bot1:wrong/documents/file_1.fit")
        page = await stranger.get("/")

    assert (call.status_code, call.json()["description"]) == (401, "Unauthorized")
    assert file.status_code == 401
    assert page.status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"chat_id": "1000", "text": "hello"}},
        {"json": {"chat_id": 1000, "text": "hello"}},
        {"files": {"chat_id": (None, "1000"), "text": (None, "hello")}},
        {"params": {"chat_id": "1000", "text": "hello"}},
    ],
    ids=["form", "json", "multipart", "query"],
)
async def test_a_call_may_come_as_form_json_multipart_or_query(
    client: httpx.AsyncClient, ada: Person, sent: dict[str, Any]
) -> None:
    answer = await client.post("sendMessage", **sent)

    assert answer.json()["ok"] is True
    assert (await ada.hears()).text == "hello"


@pytest.mark.parametrize(
    ("content", "kind", "sentence"),
    [
        (b"[1]", "application/json", "can't parse request body as a JSON object"),
        (b"{", "application/json", "can't parse request body as a JSON object"),
        (
            b"chat_id=1000&text=%FF",
            "application/x-www-form-urlencoded",
            "strings must be encoded in UTF-8",
        ),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    client: httpx.AsyncClient, ada: Person, content: bytes, kind: str, sentence: str
) -> None:
    answer = await client.post("sendMessage", content=content, headers={"content-type": kind})

    assert answer.status_code == 400
    assert sentence in answer.json()["description"]
    assert ada.room.messages == {}
