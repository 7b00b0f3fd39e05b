"""How often words are heard while they come, and that none is missed at the end."""

import pytest

from coach.llm.ear import EVERY_S, Ear, RefusedError


class Clock:
    """Stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def heard_of(pieces: int, *, seconds_each: float) -> list[str]:
    clock, heard = Clock(), list[str]()

    async def hear(words: str) -> None:
        heard.append(words)

    ear = Ear(hear, clock)
    for _ in range(pieces):
        await ear.take("word ")
        clock.now += seconds_each
    await ear.tell(" ".join(["word"] * pieces))
    return heard


async def test_fast_words_are_heard_five_times_a_second_and_at_the_end() -> None:
    heard = await heard_of(100, seconds_each=EVERY_S / 10)

    assert 10 <= len(heard) <= 12
    assert heard[0] == "word"
    assert heard[-1].count("word") == 100


async def test_slow_words_are_heard_one_by_one() -> None:
    heard = await heard_of(4, seconds_each=1)

    assert heard == ["word", "word word", "word word word", "word word word word"]


async def test_the_same_words_are_heard_once() -> None:
    heard = list[str]()

    async def hear(words: str) -> None:
        heard.append(words)

    ear = Ear(hear)
    await ear.take("<think>")
    await ear.tell("Ride easy.")
    await ear.tell("Ride easy.")

    assert heard == ["Ride easy."]


async def test_a_fault_comes_with_the_words_that_have_it() -> None:
    async def hear(_: str) -> str:
        return "no 9"

    with pytest.raises(RefusedError) as refused:
        await Ear(hear).take("It is 9.")

    assert (refused.value.words, refused.value.fault) == ("It is 9.", "no 9")
