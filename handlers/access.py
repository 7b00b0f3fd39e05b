"""The door: closed by default. Who may talk, the one-time code, and one line to each stranger.

Knows chat ids only; that an admitted chat stays admitted is the roster's memory.
"""

import secrets
from collections.abc import Collection
from hmac import compare_digest

from coach.newest import Newest

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
STRANGERS_KEPT = 10_000


class Door:
    """Who may talk. A list of allowed chats decides alone; without one, who was admitted before.

    Where nobody is allowed yet, `code` admits the first chat that says it.
    """

    def __init__(self, *, allowed: Collection[int], admitted: Collection[int]) -> None:
        self._listed = bool(allowed)
        self._open_to = set(allowed or admitted)
        self._told = Newest[int, None](STRANGERS_KEPT)
        self._gone: set[int] = set()
        self.code = None if self._open_to else new_code()

    def admits(self, chat_id: int) -> bool:
        """Whether this chat may talk."""
        return chat_id in self._open_to

    def unlock(self, chat_id: int, code: str) -> bool:
        """Admit the chat that says the code; the code is spent by it."""
        if self.code is None or not compare_digest(
            code.strip().lower().encode(), self.code.encode()
        ):
            return False
        self.code = None
        self._open_to.add(chat_id)
        return True

    def close(self, chat_id: int) -> None:
        """Take back an admission that could not be remembered, and make a new code."""
        self._open_to.discard(chat_id)
        self.code = None if self._open_to else new_code()

    def let_go(self, chat_id: int) -> None:
        """Take it that somebody has left: from here on only /start lets them begin anew."""
        self._gone.add(chat_id)

    def may_begin(self, chat_id: int, text: str) -> bool:
        """Whether somebody who is not known may begin with these words."""
        if text.startswith("/start"):
            self._gone.discard(chat_id)
        return chat_id not in self._gone

    def first_knock(self, chat_id: int) -> bool:
        """Whether this stranger has not been told yet; it counts as told from now on."""
        if chat_id in self._told:
            return False
        self._told[chat_id] = None
        return True

    def worth_hearing(self, chat_id: int | None, text: str) -> bool:
        """Whether an update is worth storing: a stranger who was told costs nothing more."""
        if chat_id is None or self.admits(chat_id) or chat_id not in self._told:
            return True
        return self.code is not None and text.startswith("/start")


def new_code() -> str:
    """Return eight letters and digits that are not mistaken for each other."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
