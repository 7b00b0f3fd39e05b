"""Which keyboards Telegram takes under a message."""

from collections.abc import Sequence

from bot.localchat.refusal import Json, bad_request

_MAX_BUTTONS = 100
_MAX_BUTTONS_IN_ROW = 8
_MAX_DATA_BYTES = 64
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
)
_OTHER_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")


def checked_keyboard(markup: Json | None) -> Json | None:
    """Return a reply markup that Telegram takes; an empty inline keyboard is none.

    Raises:
        Refusal: a button without text or with not just one action, data over 64 bytes, too many.

    """
    if markup is None or any(name in markup for name in _OTHER_KEYBOARDS):
        return markup
    rows = _rows(markup)
    for row in rows:
        for button in row:
            _check_button(button)
    if sum(map(len, rows)) > _MAX_BUTTONS or any(len(row) > _MAX_BUTTONS_IN_ROW for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return markup if any(rows) else None


def _rows(markup: Json) -> Sequence[Sequence[object]]:
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("object expected as reply markup")
    return rows


def _check_button(button: object) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "text" must be of type String'
        )
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if name in button]
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if actions[0] == "callback_data":
        _check_data(button["callback_data"])


def _check_data(content: object) -> None:
    if not isinstance(content, str) or not 1 <= len(content.encode()) <= _MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
