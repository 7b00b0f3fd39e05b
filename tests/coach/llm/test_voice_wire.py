"""A voice note over the real library to a third party's mock, and to servers that are none."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from coach.llm.provider import Silence, SilentError
from tests.coach.llm.wires import PAGE, Reply, served, speech
from tests.fakes.aimock import Fixtures, failing, serve


def refusing(model: str, status: int) -> Mapping[str, Any]:
    match = {"model": model, "endpoint": "transcription"}
    return {**failing(model, status), "match": match}


FIXTURES: Fixtures = (
    {"match": {"model": "scribe"}, "response": {"transcription": {"text": "Legs are heavy."}}},
    refusing("wrong-key", 401),
    refusing("unknown", 404),
    refusing("busy", 429),
    refusing("broken", 500),
    refusing("odd", 400),
)
SILENCES = {
    "wrong-key": Silence.KEY,
    "unknown": Silence.MODEL,
    "busy": Silence.RATE,
    "broken": Silence.BROKEN,
    "odd": Silence.REJECTED,
}


async def silence_of(root: str, model: str) -> Silence:
    async with speech(root, model) as scribe:
        with pytest.raises(SilentError) as silent:
            await scribe.write(b"OggS", "voice.ogg")
    return silent.value.why


async def test_a_recording_comes_back_as_words(tmp_path: Path) -> None:
    async with serve(tmp_path, FIXTURES) as root, speech(root, "scribe") as scribe:
        spoken = await scribe.write(b"OggS" * 1000, "voice.ogg")

    assert spoken.text == "Legs are heavy."


async def test_every_refusal_is_known_by_its_kind(tmp_path: Path) -> None:
    async with serve(tmp_path, FIXTURES) as root:
        heard = {model: await silence_of(root, model) for model in SILENCES}

    assert heard == SILENCES


async def test_nobody_listening_is_known_at_once() -> None:
    assert await silence_of("http://127.0.0.1:9", "scribe") is Silence.UNREACHABLE


@pytest.mark.parametrize(
    "reply",
    [PAGE, (200, "application/json", b"{half"), (200, "application/json", b"[]"),
     (200, "application/json", b'{"text": null}'), (200, "application/json", b"{}")],
)  # fmt: skip
async def test_what_holds_no_words_is_malformed(reply: Reply) -> None:
    with served(lambda _: reply) as root:
        assert await silence_of(root, "scribe") is Silence.MALFORMED
