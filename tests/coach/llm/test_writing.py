"""Voice notes written down: what comes of the words, what they cost, and who is left alone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from coach.llm.breaker import IN_A_ROW
from coach.llm.prices import DEAR_SPEECH_USD, price
from coach.llm.provider import Silence, SilentError, Spoken, Tokens
from coach.llm.writing import MOST_CHARACTERS
from coach.model_ports import BudgetSpentError, NoAnswerError
from coach.talk_ports import Voice
from tests.fakes.models import TODAY, Books, gateway_of


@dataclass
class Writer:
    """Writes down what a test tells it."""

    said: str | SilentError = "Legs are heavy."
    name: str = "openai"
    model: str = "scribe-1"
    local: bool = False
    taken: list[tuple[bytes, str]] = field(default_factory=list)
    thinks: Callable[[], Awaitable[object]] | None = None
    closed: bool = False

    async def write(self, content: bytes, name: str) -> Spoken:
        """Return the words."""
        self.taken.append((content, name))
        if self.thinks is not None:
            await self.thinks()
        if isinstance(self.said, SilentError):
            raise self.said
        return Spoken(text=self.said)

    async def close(self) -> None:
        """Be closed."""
        self.closed = True


def a_voice(seconds: int = 60, content: bytes = b"OggS") -> Voice:
    return Voice(content=content, name="voice.ogg", seconds=seconds, athlete_id=7, local_date=TODAY)


async def test_a_voice_note_becomes_words_and_a_line_in_the_ledger() -> None:
    writer, books = Writer(), Books()
    gateway = gateway_of(scribe=writer, books=books)

    words = await gateway.transcribe(a_voice())
    await gateway.close()

    assert gateway.can_transcribe
    assert words == "Legs are heavy."
    assert writer.taken == [(b"OggS", "voice.ogg")]
    assert (books.booked[0].prompt, books.booked[0].model) == ("voice", "scribe-1")
    assert books.spent[1] == books.booked[0].usd == pytest.approx(0.01)
    assert books.outcomes == ["answered"]
    assert writer.closed


async def test_without_a_scribe_that_is_said_at_once() -> None:
    gateway = gateway_of()

    with pytest.raises(NoAnswerError):
        await gateway.transcribe(a_voice())

    assert not gateway.can_transcribe


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (" Legs\nare\theavy. ", "Legs are heavy."),
        ("Le\u200bgs \u202eare\x00 heavy.\ufeff", "Legs are heavy."),
        ("Beine schwer, Größe 😀", "Beine schwer, Größe 😀"),
        ("x" * 100_000, "x" * MOST_CHARACTERS),
    ],
)
async def test_only_what_can_be_seen_is_kept_and_not_without_end(said: str, words: str) -> None:
    assert await gateway_of(scribe=Writer(said)).transcribe(a_voice()) == words


async def test_a_large_recording_is_not_believed_to_be_short() -> None:
    books = Books()

    await gateway_of(scribe=Writer(), books=books).transcribe(a_voice(0, b"x" * 480_000))
    await gateway_of(scribe=Writer(), books=books).transcribe(a_voice(0, b"x"))

    assert books.booked[0].usd == pytest.approx(0.02)
    assert books.booked[1].usd > 0


async def test_a_spent_budget_sends_nothing_and_a_scribe_of_ones_own_is_free() -> None:
    dear, own = Writer(), Writer(local=True)

    with pytest.raises(BudgetSpentError):
        await gateway_of(scribe=dear, usd=0.0001).transcribe(a_voice())
    words = await gateway_of(scribe=own, usd=0.0001).transcribe(a_voice())

    assert dear.taken == []
    assert words


@pytest.mark.parametrize("why", [Silence.KEY, Silence.MODEL])
async def test_a_scribe_that_refuses_its_key_is_left_alone(why: Silence) -> None:
    writer, books = Writer(SilentError(why)), Books()
    gateway = gateway_of(scribe=writer, books=books)

    for _ in range(3):
        with pytest.raises(NoAnswerError):
            await gateway.transcribe(a_voice())

    assert len(writer.taken) == 1
    assert books.spent[1] == 0


async def test_nobody_speaking_is_no_words_and_nobodys_failure() -> None:
    writer = Writer("  ")
    gateway = gateway_of(scribe=writer)

    heard = [await gateway.transcribe(a_voice()) for _ in range(IN_A_ROW + 2)]

    assert set(heard) == {""}
    assert len(writer.taken) == IN_A_ROW + 2


async def test_a_slow_scribe_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.llm.writing.WRITE_S", 0.1)
    books = Books()

    async def sleeps() -> None:
        await asyncio.sleep(60)

    with pytest.raises(NoAnswerError):
        await gateway_of(scribe=Writer(thinks=sleeps), books=books).transcribe(a_voice())

    assert books.outcomes == ["too_slow"]


@pytest.mark.parametrize(
    ("model", "usd"),
    [
        ("whisper-1", 0.006),
        ("gpt-4o-mini-transcribe", 0.0037),
        ("nobody-knows", DEAR_SPEECH_USD),
    ],
)
def test_a_minute_of_speech_has_its_price(model: str, usd: float) -> None:
    assert price("openai", model, Tokens(speech_s=60)) == pytest.approx(usd, rel=0.05)
