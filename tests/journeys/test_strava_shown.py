"""What Strava's API shows: to its own athlete in `/connect`, and to nothing and nobody else."""

import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from coach.domain.connection import SourceName
from coach.owning.handing_over import archive_of, files_of
from tests.fakes.strava import Row, Sportsman, a_row
from tests.fakes.vendor import says
from tests.journeys.hooks import STRAVA, world
from tests.journeys.sources import EVE, Town, town

LINE = "Strava, last 7 days: 2 rides, 2:00 h (shown only, not counted)"


def rode(vendor_id: int, at: datetime) -> Row:
    """Return a ride of an hour."""
    local = at + timedelta(hours=1)
    return a_row(
        vendor_id, f"{at:%Y-%m-%dT%H:%M:%S}", f"{local:%Y-%m-%dT%H:%M:%S}", name="Zugspitze"
    )


async def looked_at(there: Town) -> Sportsman:
    """Connect Strava by its settings, with a ride of today and one of six days ago."""
    rides = [rode(901, EVE - timedelta(days=6)), rode(902, EVE - timedelta(hours=3))]
    sportsman = Sportsman(815, rides)
    there.strava.issue(sportsman)
    await there.round_after(minutes=1)
    await there.hears("Strava is connected, to be looked at")
    there.talk.watch.turn(minutes=1)
    return sportsman


async def test_the_athlete_sees_the_week_and_that_it_does_not_count(tmp_path: Path) -> None:
    async with town(tmp_path, settings=STRAVA) as there:
        await looked_at(there)
        sources = await there.talk.athlete.asks("/connect")

    assert LINE in sources.text.splitlines()


async def test_what_is_shown_is_in_no_memory_export_or_copy(tmp_path: Path) -> None:
    async with town(tmp_path, settings=STRAVA) as there:
        await looked_at(there)
        await there.talk.athlete.asks("/connect")
        await there.talk.athlete.asks("what did I ride this week?")
        memory, now = there.talk.house.memory, there.talk.watch()
        (athlete,) = await memory.athletes()
        said = " ".join(quote.words for quote in await memory.messages(athlete.id))
        files = await files_of(memory, athlete, there.talk.house.mission.text, now)
        why = await there.talk.athlete.asks("/why")
        archive = zipfile.ZipFile(BytesIO(await archive_of(files)))

    assert "Zugspitze" not in said + why.text
    assert "2 rides" not in said + why.text
    assert not [name for name in archive.namelist() if b"Zugspitze" in archive.read(name)]


async def test_a_stranger_sees_nothing_of_it(tmp_path: Path) -> None:
    two = {**STRAVA, "allowed_chat_ids": (1000, 2000)}
    async with town(tmp_path, settings=two) as there:
        await looked_at(there)
        eddy = there.talk.chat.person("Eddy", chat_id=2000)
        eddy.say("/start")
        await eddy.hears()
        eddy.say("/connect")
        sources = await eddy.hears()

    assert "last 7 days" not in sources.text


async def test_a_ride_deleted_at_strava_is_gone_with_its_message(tmp_path: Path) -> None:
    async with (
        town(tmp_path, settings=STRAVA) as there,
        world(there, strava_subscription_id=7) as hooks,
    ):
        await looked_at(there)
        there.strava.always = says(503)  # so that nothing but the message tells of it
        gone = {"aspect_type": "delete", "object_id": 902}
        forged = await hooks.strava(815, subscription_id=8, **gone)
        await hooks.followed()
        untouched = await there.talk.house.memory.glimpses(1, there.talk.watch())
        told = await hooks.strava(815, subscription_id=7, **gone)
        await hooks.followed()
        left = await there.talk.house.memory.glimpses(1, there.talk.watch())

    assert (forged, told) == (403, 200)
    assert len(untouched) == 2
    assert [one.vendor_id for one in left] == ["901"]


async def test_a_deletion_that_nobody_told_of_is_noticed_within_a_day(tmp_path: Path) -> None:
    async with town(tmp_path, settings=STRAVA) as there:
        sportsman = await looked_at(there)
        sportsman.activities.clear()
        await there.round_after(minutes=15)
        soon = await there.talk.house.memory.glimpses(1, there.talk.watch())
        await there.round_after(hours=24)
        later = await there.talk.house.memory.glimpses(1, there.talk.watch())

    assert [one.vendor_id for one in soon] == ["901"]
    assert later == []


async def test_trouble_at_strava_deletes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, settings=STRAVA) as there:
        await looked_at(there)
        there.strava.paid = False
        await there.round_after(hours=24)
        left = await there.talk.house.memory.glimpses(1, there.talk.watch())
        (connection,) = await there.talk.house.memory.sources.connections()

    assert connection.source is SourceName.STRAVA
    assert len(left) == 2
