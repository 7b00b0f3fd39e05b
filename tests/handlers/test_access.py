"""The door is closed by default; one code opens it once."""

import pytest

from handlers.access import STRANGERS_KEPT, Door

ADA, EDDY, TOM = 1, 2, 3


def test_where_nobody_is_allowed_the_code_admits_one_chat_and_is_spent() -> None:
    door = Door(allowed=[], admitted=[])
    code = door.code or ""

    admitted = door.unlock(ADA, f" {code.upper()} ")
    again = door.unlock(EDDY, code)

    assert (admitted, again) == (True, False)
    assert door.admits(ADA)
    assert not door.admits(EDDY)


@pytest.mark.parametrize("code", ["", "aaaaaaaa", "código", "start"])
def test_a_wrong_code_opens_nothing_and_spends_nothing(code: str) -> None:
    door = Door(allowed=[], admitted=[])

    assert not door.unlock(ADA, code)
    assert door.unlock(ADA, door.code or "")


def test_who_was_admitted_before_stays_so_and_there_is_no_new_code() -> None:
    door = Door(allowed=[], admitted=[ADA])

    assert door.admits(ADA)
    assert door.code is None


def test_a_list_decides_alone() -> None:
    door = Door(allowed=[EDDY], admitted=[ADA])

    assert not door.admits(ADA)
    assert door.admits(EDDY)
    assert door.code is None


def test_an_admission_that_could_not_be_kept_gives_a_new_code() -> None:
    door = Door(allowed=[], admitted=[])
    first = door.code or ""
    door.unlock(ADA, first)

    door.close(ADA)

    assert not door.admits(ADA)
    assert door.code not in (None, first)


def test_a_stranger_is_told_once() -> None:
    door = Door(allowed=[ADA], admitted=[])

    assert [door.first_knock(EDDY), door.first_knock(EDDY), door.first_knock(TOM)] == [
        True,
        False,
        True,
    ]


def test_a_flood_of_strangers_fills_no_memory() -> None:
    door = Door(allowed=[ADA], admitted=[])

    for stranger in range(100, 100 + STRANGERS_KEPT + 5):
        door.first_knock(stranger)

    assert len(door._told) == STRANGERS_KEPT


def test_a_stranger_who_was_told_is_not_heard_but_for_a_code_that_is_still_good() -> None:
    closed, waiting = Door(allowed=[ADA], admitted=[]), Door(allowed=[], admitted=[])
    for door in (closed, waiting):
        door.first_knock(EDDY)

    assert not closed.worth_hearing(EDDY, "/start abcdefgh")
    assert waiting.worth_hearing(EDDY, "/start abcdefgh")
    assert not waiting.worth_hearing(EDDY, "let me in")
    assert waiting.worth_hearing(TOM, "hello")
