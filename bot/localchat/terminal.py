"""The chat in a terminal: pushed messages as they come, typed lines and taps to the bot.

What the bot is still writing stands below in grey, and makes way for what it says next.
"""

import asyncio
import contextlib
import os
import re
import sys
import threading
from collections.abc import AsyncIterator, Callable

from rich.console import Console
from rich.live import Live
from rich.text import Text

from bot.localchat.chat import LocalChat
from bot.localchat.person import Person
from bot.localchat.render import render
from bot.localchat.values import Event, Message

_TAP = re.compile(r"\[\s*(\d+)\s*\]")
_CHUNK = 4096


async def chat_in_terminal(
    chat: LocalChat,
    person: Person,
    *,
    console: Console,
    lines: AsyncIterator[str] | None = None,
) -> None:
    """Print what the bot says and send what is typed, until the input ends.

    `[1]` taps the first button of the newest message that has buttons; what was said before this
    call is printed first. `lines` stands in for the keyboard.
    """
    del chat  # a person knows their chat; callers say which one they mean
    printing = asyncio.create_task(_print_events(person, console), name="print the chat")
    try:
        async for line in lines if lines is not None else typed_lines():
            _send(person, line.strip(), console)
    finally:
        printing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await printing


async def typed_lines() -> AsyncIterator[str]:
    """Yield what is typed on standard input until it ends, without holding up the loop."""
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[str | None] = asyncio.Queue()

    def put(line: str | None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop may be closed while a person thinks
            loop.call_soon_threadsafe(arrived.put_nowait, line)

    # A daemon thread on the bare descriptor: a read cannot be cancelled, a file cannot be polled,
    # and a thread inside sys.stdin's buffer would make the interpreter abort at its end.
    reader = threading.Thread(target=_read, args=(sys.stdin.fileno(), put), daemon=True)
    reader.start()
    while (line := await arrived.get()) is not None:
        yield line


def _read(descriptor: int, put: Callable[[str | None], None]) -> None:
    rest = b""
    with contextlib.suppress(OSError):
        while chunk := os.read(descriptor, _CHUNK):
            *whole, rest = (rest + chunk).split(b"\n")
            for line in whole:
                put(line.decode("utf-8", "replace"))
    if rest:
        put(rest.decode("utf-8", "replace"))
    put(None)


async def _print_events(person: Person, console: Console) -> None:
    draft = Live(console=console, auto_refresh=False, transient=True, vertical_overflow="crop")
    try:
        async for event in person.room.events_from(0):
            if event.kind == "draft":
                draft.start()
                draft.update(Text(event.text, "dim"), refresh=True)
            else:
                draft.stop()
                _print(event, console)
    finally:
        draft.stop()


def _print(event: Event, console: Console) -> None:
    match event:
        case Event("sent" | "edited", Message() as message):
            console.print()
            if event.kind == "edited":
                console.print(Text("(changed)", "dim"))
            console.print(render(message))
        case Event("notice", text=notice) if notice:
            console.print(Text(notice, "italic"))


def _send(person: Person, line: str, console: Console) -> None:
    tapped = _TAP.fullmatch(line)
    if not line:
        return
    if tapped is None:
        person.say(line)
    elif not _tap(person, int(tapped[1])):
        console.print(Text(f"There is no button [{tapped[1]}] to tap.", "dim"))


def _tap(person: Person, number: int) -> bool:
    """Tap a button of the newest message that has any, counted from 1."""
    for message in reversed(person.room.messages.values()):
        if message.buttons:
            found = 1 <= number <= len(message.buttons)
            if found and message.buttons[number - 1].data is not None:
                person.tap(message.message_id, number - 1)
                return True
            return False
    return False
