"""The table knows what the library can send, and every method in it has its answer."""

import inspect

import pytest
from telegram import Bot

from bot.localchat.answers import ANSWERS
from bot.localchat.methods import METHODS, method_named

_NOT_SENT = {
    "self",
    "read_timeout",
    "write_timeout",
    "connect_timeout",
    "pool_timeout",
    "api_kwargs",
    "allow_sending_without_reply",  # the library folds these three into reply_parameters
    "reply_to_message_id",
    "disable_web_page_preview",  # and this one into link_preview_options
    "filename",
}


@pytest.mark.parametrize("name", METHODS)
def test_every_parameter_the_library_can_send_is_known(name: str) -> None:
    signature = inspect.signature(getattr(Bot, name))

    assert set(signature.parameters) - _NOT_SENT <= set(METHODS[name].parameters)


def test_every_method_has_its_answer() -> None:
    assert set(ANSWERS) == set(METHODS)


def test_a_method_is_found_in_any_case() -> None:
    assert method_named("SENDMESSAGE") == ("sendMessage", METHODS["sendMessage"])
    assert method_named("sendMassage") is None
