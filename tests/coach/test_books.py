"""The phrase books are opened in a thread: whoever talks meanwhile is not held up."""

import asyncio
import threading

import pytest

from coach import books
from coach.agents.answering import book as answering
from coach.agents.listening import book as listening
from coach.books import Books
from coach.safety import red_flags

BOOKS = (answering.phrasebook, listening.phrasebook, red_flags.phrasebook)


async def test_all_who_come_at_once_wait_for_one_opening(monkeypatch: pytest.MonkeyPatch) -> None:
    opened_in: list[threading.Thread] = []
    monkeypatch.setattr(books, "_compile", lambda _: opened_in.append(threading.current_thread()))
    shelf = Books()

    await asyncio.gather(*(shelf.open() for _ in range(3)))
    await shelf.open()

    assert len(opened_in) == 1
    assert opened_in[0] is not threading.main_thread()


async def test_a_book_that_could_not_be_read_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[None] = []

    def broken_once(_: object) -> None:
        tries.append(None)
        if len(tries) == 1:
            raise OSError("the disk is away")

    monkeypatch.setattr(books, "_compile", broken_once)
    shelf = Books()

    with pytest.raises(OSError, match="away"):
        await shelf.open()
    await shelf.open()

    assert len(tries) == 2


async def test_after_opening_no_book_is_compiled_any_more() -> None:
    await Books().open()
    missed = [book.cache_info().misses for book in BOOKS]

    for book in BOOKS:
        book("en")

    assert [book.cache_info().misses for book in BOOKS] == missed


async def test_another_language_is_opened_only_when_somebody_writes_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[frozenset[str]] = []
    monkeypatch.setattr(books, "_compile", opened.append)
    monkeypatch.setattr(red_flags, "languages_of", lambda texts: ("en", *texts))
    shelf = Books()

    await shelf.open()
    await shelf.open("de")
    await shelf.open("de")

    assert opened == [{"en"}, {"de"}]
