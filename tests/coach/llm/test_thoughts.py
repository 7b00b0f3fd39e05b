"""What a model thinks aloud is for nobody's eyes, whole or still coming."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.llm.thoughts import without_thoughts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ride easy.", "Ride easy."),
        ("<think>HRV is low</think>Ride easy.", "Ride easy."),
        ("<think>\nHRV\nis low\n</think>\n\nRide easy.\n", "Ride easy."),
        ("<THINK>x</THINK>Ride easy.", "Ride easy."),
        ("<thinking>x</thinking>Ride <think>y</think>easy.", "Ride easy."),
        ("<think>still at it", ""),
        ("<think>", ""),
        ("<thi", ""),
        ("Ride easy.<", "Ride easy."),
        ("Ride easy.</thin", "Ride easy."),
        ("HRV is low, so</think>Ride easy.", "Ride easy."),
        ("TSB < −10 is tired.", "TSB < −10 is tired."),
        ("Ride under <140 W", "Ride under <140 W"),
        ("", ""),
    ],
)
def test_only_what_is_meant_for_others_is_left(text: str, said: str) -> None:
    assert without_thoughts(text) == said


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="cd .", max_size=40))
def test_no_letter_of_a_thought_is_ever_seen_while_it_comes(thought: str, words: str) -> None:
    whole = f"<think>{thought}</think>{words}"

    seen = [without_thoughts(whole[:end]) for end in range(len(whole) + 1)]

    assert not set("".join(seen)) & set("ab<>/think")
    assert seen[-1] == words.strip()
