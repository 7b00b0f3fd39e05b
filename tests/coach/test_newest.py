"""What a process may forget stays small: the oldest goes, and what is set again is new."""

from coach.newest import Newest


def test_beyond_its_size_the_one_not_set_for_longest_goes() -> None:
    told = Newest[str, int](2)

    told["ada"], told["tom"] = 1, 1
    told["ada"] = 2
    told["eve"] = 1

    assert told == {"ada": 2, "eve": 1}


def test_looking_makes_nothing_new() -> None:
    told = Newest[str, int](2)

    told["ada"], told["tom"] = 1, 1
    looked = told.get("ada")
    told["eve"] = 1

    assert looked == 1
    assert "ada" not in told
