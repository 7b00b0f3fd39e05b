"""Numbers inside a rule's words: with their sign, and no decimal that tells nothing."""

import pytest

from coach.safety.rule import signed


@pytest.mark.parametrize(
    ("value", "digits", "words"),
    [
        (-25.0, 1, "−25"),
        (-0.4, 1, "−0.4"),
        (-25.04, 1, "−25"),
        (4.0, 0, "+4"),
        (-0.04, 1, "0"),
        (20.0, 0, "+20"),
    ],
)
def test_a_form_is_said_with_a_decimal_only_where_it_tells_something(
    value: float, digits: int, words: str
) -> None:
    assert signed(value, digits) == words
