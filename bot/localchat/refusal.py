"""How the Bot API says no: a code, a sentence in Telegram's words, and parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
"""A JSON object as it goes over the wire; inside, values are classes."""


@dataclass
class Refusal(Exception):  # noqa: N818  # a refusal is an answer, not a fault of the server
    """An answer with `ok: false`."""

    code: int
    description: str
    parameters: Mapping[str, int] = field(default_factory=dict)

    def document(self) -> Json:
        """Return the body that Telegram sends."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = dict(self.parameters)
        return body


def bad_request(sentence: str) -> Refusal:
    """Return a 400 in Telegram's form."""
    return Refusal(400, f"Bad Request: {sentence}")


def forbidden(sentence: str) -> Refusal:
    """Return a 403, as for a bot that was blocked."""
    return Refusal(403, f"Forbidden: {sentence}")


def conflict(sentence: str) -> Refusal:
    """Return a 409, as for a second poller."""
    return Refusal(409, f"Conflict: {sentence}")


def too_many_requests(retry_after: int) -> Refusal:
    """Return a 429 that asks to wait so many seconds."""
    sentence = f"Too Many Requests: retry after {retry_after}"
    return Refusal(429, sentence, {"retry_after": retry_after})
