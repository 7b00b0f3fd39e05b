"""Leaving: by a tap in the chat or by the operator's command, vendors are told or named."""

from pathlib import Path

import pytest

from bot.commands.keeping import let_go
from tests.fakes.vendor import Mishap, drip, says
from tests.journeys.sources import EVE, KEY, Town, nights_until, town

NOT_TOLD = "Oura could not be told: end my access yourself, in your account there, under connected"
KEY_STAYS = "At intervals.icu itself the key lives on, until you delete it in its settings"


async def with_sources(there: Town) -> None:
    """Connect a ring and intervals.icu."""
    there.intervals.member(KEY)
    await there.connects_intervals()
    await there.connects_oura(nights_until(EVE.date()))


async def forgets(there: Town) -> str:
    """Forget everything in the chat and return the goodbye."""
    asked = await there.talk.athlete.asks("/forget")
    await there.talk.athlete.taps("Yes, delete everything", asked)
    return (await there.talk.athlete.sees_edited()).text


async def test_who_leaves_in_the_chat_gives_the_consent_back(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await with_sources(there)
        bye = await forgets(there)
        known = await there.talk.house.memory.athletes()

    assert len(there.oura.revoked) == 1
    assert "Oura was told that my access has ended." in bye
    assert KEY_STAYS in bye
    assert list(known) == []


async def test_who_is_deleted_by_command_gives_the_consent_back_too(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await with_sources(there)
        (athlete,) = await there.talk.house.memory.athletes()
        left = await let_go(there.talk.house, athlete)
        known = await there.talk.house.memory.athletes()
        connections = await there.talk.house.memory.sources.connections()

    assert len(there.oura.revoked) == 1
    assert "Oura was told that my access has ended." in left
    assert (list(known), list(connections)) == ([], [])


@pytest.mark.parametrize("trouble", [says(503), drip, says(401)])
async def test_a_vendor_that_cannot_be_told_is_named_and_stops_no_deletion(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Mishap
) -> None:
    monkeypatch.setattr("coach.sourcing.connecting.REVOKING_S", 0.3)
    async with town(tmp_path) as there:
        await with_sources(there)
        (athlete,) = await there.talk.house.memory.athletes()
        there.oura.always = there.intervals.always = trouble
        left = await let_go(there.talk.house, athlete)
        known = await there.talk.house.memory.athletes()

    assert any(line.startswith(NOT_TOLD) for line in left)
    assert list(known) == []


async def test_who_has_connected_nothing_costs_no_network(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await there.talk.athlete.asks("/today")
        (athlete,) = await there.talk.house.memory.athletes()
        left = await let_go(there.talk.house, athlete)

    assert left == ()
    assert there.oura.asked == there.intervals.asked == there.strava.asked == []
