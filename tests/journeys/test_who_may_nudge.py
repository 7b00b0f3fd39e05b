"""Vendors' webhooks: who is not the vendor is turned away without a reason, and nobody is asked."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coach.errors import OperatorError
from tests.fakes.oura import CLIENT_SECRET
from tests.journeys.hooks import (
    OURA_HELLO,
    STRAVA_HELLO,
    asked,
    signature_of,
    without_a_night,
    world,
)
from tests.journeys.sources import town


@pytest.mark.parametrize(
    ("path", "due"),
    [
        (f"{OURA_HELLO}oura-word", {"challenge": "c-1"}),
        (f"{STRAVA_HELLO}strava-word", {"hub.challenge": "c-1"}),
    ],
)
async def test_a_vendor_that_knows_the_word_gets_its_challenge_back(
    tmp_path: Path, path: str, due: dict[str, str]
) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        answer = await hooks.client.get(path)

    assert (answer.status_code, answer.json()) == (200, due)


@pytest.mark.parametrize(
    "path",
    [
        f"{OURA_HELLO}strava-word",
        OURA_HELLO,
        f"{OURA_HELLO}%C3%B6%00",
        "/hooks/oura?verification_token=oura-word",
        "/hooks/oura",
        f"{STRAVA_HELLO}oura-word",
        STRAVA_HELLO.replace("subscribe", "unsubscribe") + "strava-word",
    ],
)
async def test_who_does_not_know_the_word_is_turned_away_without_a_reason(
    tmp_path: Path, path: str
) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        answer = await hooks.client.get(path)

    assert (answer.status_code, answer.text) == (403, "Forbidden")


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": ""},
        {"signature": "0" * 64},
        {"signature": signature_of("{}")},
        {"signature": "ñ"},
        {"body": '{"user_id": "ada-ring", "data_type": "daily_sleep"}'},
        {"stamp": ""},
        {"stamp": "1"},
        {"stamp": "soon"},
        {"stamp": "9" * 5000},
    ],
)
async def test_a_wrong_signature_is_turned_away_and_nobody_is_asked(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        await without_a_night(there)
        since = asked(there.oura)
        status = await hooks.oura(changed=changes)
        await hooks.followed()

    assert status == 403
    assert since() == 0


@pytest.mark.parametrize("ago", [301, -302])
async def test_a_right_signature_of_another_time_is_turned_away(tmp_path: Path, ago: int) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        await without_a_night(there)
        since = asked(there.oura)
        status = await hooks.oura(ago=ago)
        await hooks.followed()

    assert status == 403
    assert since() == 0


async def test_milliseconds_and_small_letters_are_right_too(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        stamp = f"{int(there.talk.watch().timestamp())}250"
        signed = signature_of(f"{stamp}{{}}").lower()
        status = await hooks.oura(changed={"stamp": stamp, "body": "{}", "signature": signed})

    assert status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"events": []}',
        b'{"secret": "Intervals-word"}',
        b'{"secret": null}',
        b'{"secret": ["intervals-word"]}',
        b'{"secret": "\\ud800"}',
        b"\xff\xfe",
        b"[" * 60_000,
    ],
)
async def test_intervals_without_its_secret_is_turned_away(tmp_path: Path, body: bytes) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        answer = await hooks.client.post("/hooks/intervals", content=body)

    assert (answer.status_code, answer.text) == (403, "Forbidden")


async def test_a_flood_of_bytes_and_a_trickle_of_them_are_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(0.3)
        yield b"}"

    monkeypatch.setattr("bot.nudges.BODY_S", 0.05)
    async with town(tmp_path) as there, world(there) as hooks:
        flood = await hooks.client.post("/hooks/strava", content=b" " * (64 * 1024 + 1))
        slow = await hooks.client.post("/hooks/strava", content=trickle())

    assert (flood.status_code, slow.status_code) == (413, 408)


async def test_a_vendor_whose_secret_is_not_set_has_no_address(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there, intervals_webhook_secret=None) as hooks:
        answer = await hooks.client.post("/hooks/intervals", json={"secret": None})

    assert answer.status_code == 404


async def test_a_taken_port_is_told_with_what_to_do(tmp_path: Path) -> None:
    async with town(tmp_path) as there, world(there) as hooks:
        with pytest.raises(OperatorError, match="choose another NUDGE_PORT"):
            async with world(there, nudge_port=hooks.client.base_url.port):
                pass


async def test_no_secret_gets_into_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with town(tmp_path) as there, world(there) as hooks:
        await without_a_night(there)
        caplog.clear()
        await hooks.client.get(f"{OURA_HELLO}oura-word")
        await hooks.client.post("/hooks/intervals", json={"secret": "intervals-word"})
        await hooks.oura()
        await hooks.followed()

    ours = [record for record in caplog.records if not record.name.startswith("http")]
    said = "".join(record.getMessage() for record in ours)  # not what the test's client says
    assert "nudged athlete=1 oura" in said
    assert not any(word in said for word in ("oura-word", "intervals-word", CLIENT_SECRET))
