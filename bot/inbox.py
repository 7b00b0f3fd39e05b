"""Updates are stored before Telegram is told that they arrived, and known ones are dropped.

The library confirms an update after the queue's `put`; so the queue writes the inbox row there.
A key or a sign-in address that was typed is not written: it is used now, or never.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from datetime import datetime

from telegram import Bot, Update
from telegram.error import NetworkError

from coach.ports import Inbox
from coach.sourcing.connecting import without_secrets
from handlers.access import Door

log = logging.getLogger(__name__)

_TYPED = frozenset({"text", "caption", "url"})
"""Where an update holds what somebody typed; a file's id may look like a key and is none."""


class StoredQueue(asyncio.Queue[object]):
    """The application's update queue over the inbox."""

    def __init__(self, inbox: Inbox, door: Door, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._inbox, self._door, self._now = inbox, door, now

    async def put(self, item: object) -> None:
        """Store an update and queue it once; raises NetworkError so that Telegram is asked again.

        Any other error would end the library's polling for good.
        """
        if isinstance(item, Update) and not await self._new(item):
            return
        await super().put(item)

    async def restore(self, bot: Bot) -> None:
        """Queue what a former process stored and did not finish."""
        for body in await self._inbox.undone():
            update = Update.de_json(json.loads(body), bot)
            log.info("taking up update=%s again", update.update_id)
            await super().put(update)

    async def finish(self, update: Update) -> None:
        """Mark an update as dealt with."""
        try:
            await self._inbox.done(update.update_id, self._now())
        except Exception:  # a last resort: a restart deals with it again
            log.exception("update=%s could not be marked as done", update.update_id)

    async def _new(self, update: Update) -> bool:
        chat, message = update.effective_chat, update.message
        text = (message.text or "") if message else ""
        if not self._door.worth_hearing(chat.id if chat else None, text):
            return False
        try:
            return await self._inbox.receive(update.update_id, _body(update), self._now())
        except Exception as error:  # a last resort: an unstored update must not be confirmed
            log.exception("update=%s could not be stored", update.update_id)
            raise NetworkError("the update could not be stored") from error


def _body(update: Update) -> str:
    """Return an update as it is stored."""
    return json.dumps(_bare(update.to_dict()))


def _bare(part: object, key: str = "") -> object:
    """Return a part of an update without the secrets in it."""
    match part:
        case dict():
            return {name: _bare(value, name) for name, value in part.items()}
        case list() | tuple():
            return [_bare(one) for one in part]
        case str() if key in _TYPED:
            return without_secrets(part)
    return part
