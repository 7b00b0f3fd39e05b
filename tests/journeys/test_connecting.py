"""Connecting in the chat: a minute's work, each mistake one clear sentence, no key left behind."""

import asyncio
from pathlib import Path

from coach.domain.connection import SourceState
from tests.fakes.intervals import a_ride, a_stub
from tests.fakes.oura import a_wearer
from tests.fakes.vendor import redirect, says
from tests.journeys.restarts import restarted
from tests.journeys.sources import DAY, EVE, KEY, nights_until, town, wellness_until

EVENING = EVE.date()


def files_with(words: str, folder: Path) -> list[Path]:
    """Return the files that hold these words as they are."""
    return [path for path in folder.iterdir() if words.encode() in path.read_bytes()]


async def test_a_key_connects_intervals_and_the_past_is_read(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        member = there.intervals.member(KEY)
        member.activities += [a_ride("i1", "2026-03-09T18:00:00"), a_stub("i2", "2025-01-02T18:00")]
        member.activities += [a_ride("i3", "2024-04-01T18:00:00")]
        member.wellness += wellness_until(EVENING)

        read = await there.connects_intervals()
        sources = await there.talk.athlete.asks("/connect")
        memory, athlete = there.talk.house.memory, await there.talk.remembered()
        notes = await memory.recall({athlete.id: EVENING})

    assert "2 activities and 30 nights" in read.text
    assert "1 activity is hidden there, since it came from Strava" in read.text
    assert "intervals.icu: connected" in sources.text
    assert "newest from today" in sources.text
    assert notes[athlete.id].history_days > 700


async def test_the_key_stays_neither_in_the_chat_nor_in_the_memory(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        there.intervals.member(KEY)
        await there.connects_intervals()
        said, held = there.said(), files_with(KEY, tmp_path)

    assert KEY not in " ".join(said)
    assert not held
    assert not files_with(KEY, tmp_path)


async def test_a_wrong_key_is_refused_in_a_sentence_and_can_be_pasted_again(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        there.intervals.member(KEY)
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Connect intervals.icu")
        wrong = await there.talk.athlete.asks("nottherightkey4711")
        await there.talk.athlete.says(KEY)
        read = await there.hears("I have read")

    assert wrong.text.startswith("intervals.icu does not accept the key: copy it again")
    assert "nothing yet" in read.text


async def test_a_site_in_trouble_promises_nothing_for_a_key_that_is_not_kept(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as there:
        there.intervals.member(KEY)
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Connect intervals.icu")
        there.intervals.always = says(429, retry_after="600")
        later = await there.talk.athlete.asks(KEY)
        there.intervals.always = redirect("http://127.0.0.1:9/elsewhere")
        moved = await there.talk.athlete.asks(KEY)
        there.intervals.always = None
        await there.talk.athlete.says(KEY)
        read = await there.hears("I have read")

    assert later.text == (
        "intervals.icu was asked too often and wants a break. I kept nothing of what you sent: "
        "send it again in a few minutes."
    )
    assert moved.text == (
        "intervals.icu has moved: whoever runs this bot must check its address in the settings."
    )
    assert "nothing yet" in read.text


async def test_words_are_words_while_a_key_is_waited_for(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Connect intervals.icu")
        answer = await there.talk.athlete.asks("my legs are heavy")

    assert answer.text.startswith("Noted")


async def test_a_key_that_nobody_asked_for_is_not_kept(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        answer = await there.talk.athlete.asks(f"my key is {KEY}")
        connections = await there.talk.house.memory.sources.connections()

    assert "I have not asked for one" in answer.text
    assert connections == []
    assert not files_with(KEY, tmp_path)


async def test_a_question_for_a_key_ends_with_the_process_in_a_sentence(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        there.intervals.member(KEY)
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Connect intervals.icu")
        async with restarted(there.talk):
            answer = await there.talk.athlete.asks(KEY)

    assert "/connect begins anew" in answer.text


async def test_a_pasted_address_connects_oura(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        read = await there.connects_oura(nights_until(EVENING))
        sources = await there.talk.athlete.asks("/connect")

    assert "I have read Oura: 30 nights" in read.text
    assert "Oura: connected · newest from today" in sources.text
    assert "code=" not in " ".join(there.said())


async def test_an_address_of_another_try_is_refused(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        old = there.oura.allow(await there.asked_for_oura(), a_wearer("ada-ring"))
        await there.asked_for_oura()
        answer = await there.talk.athlete.asks(old)
        connections = await there.talk.house.memory.sources.connections()

    assert answer.text == "That address is from another try: open the newest link and paste again."
    assert connections == []


async def test_an_address_pasted_twice_is_used_once(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        back = there.oura.allow(await there.asked_for_oura(), nights_until(EVENING))
        await there.talk.athlete.says(back)
        await there.hears("I have read Oura")
        again = await there.talk.athlete.asks(back)
        (connection,) = await there.talk.house.memory.sources.connections()

    assert "I have not asked for one, or too long ago" in again.text
    assert connection.state is SourceState.CONNECTED


async def test_a_code_that_oura_has_seen_is_refused_in_a_sentence(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        back = there.oura.allow(await there.asked_for_oura(), a_wearer("ada-ring"))
        there.oura.codes.clear()
        answer = await there.talk.athlete.asks(back)

    assert answer.text.startswith("Oura does not take this code: it was used already")


async def test_two_athletes_cannot_connect_the_same_account(tmp_path: Path) -> None:
    everybody = {"allowed_chat_ids": (1000, 2000)}
    async with town(tmp_path, settings=everybody) as there:
        there.intervals.member(KEY)
        await there.connects_intervals()
        eddy = there.talk.chat.person("Eddy", chat_id=2000)
        eddy.say("/start")
        await eddy.hears()
        eddy.say("/connect")
        sources = await eddy.hears()
        eddy.tap(sources.message_id, "Connect intervals.icu")
        await eddy.hears()
        eddy.say(KEY)
        answer = await eddy.hears()
        (connection,) = await there.talk.house.memory.sources.connections()

    assert "is connected to another athlete here" in answer.text
    assert connection.athlete_id == 1


async def test_connecting_the_same_source_twice_doubles_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        member = there.intervals.member(KEY)
        member.activities.append(a_ride("i1", "2026-03-09T18:00:00"))
        await there.connects_intervals()
        sources = await there.talk.athlete.asks("/connect")
        await there.talk.athlete.taps("Disconnect intervals.icu", sources)
        sure = await there.hears("Disconnect intervals.icu?")
        await there.talk.athlete.taps("Yes, disconnect", sure)
        parted = await there.talk.athlete.sees_edited()
        without = await there.talk.house.memory.sources.connections()
        await there.connects_intervals()
        memory = there.talk.house.memory
        kept = await memory.activities(1, EVENING.replace(day=1), DAY)

    assert "is disconnected, its keys are deleted here" in parted.text
    assert without == []
    assert len(kept) == 1


async def test_a_disconnected_ring_gives_its_consent_back(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await there.connects_oura(nights_until(EVENING))
        sources = await there.talk.athlete.asks("/connect")
        sure = await there.tap(sources, "Disconnect Oura")
        await there.talk.athlete.taps("Yes, disconnect", sure)
        await there.talk.athlete.sees_edited()

    assert len(there.oura.revoked) == 1


async def test_strava_is_explained_and_its_api_is_off(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        sources = await there.talk.athlete.asks("/connect")
        about = await there.tap(sources, "About Strava")

    assert "Strava: not by its API" in sources.text
    assert "lanterne import archive.zip" in about.text
    assert "combine it with your ring's data" in about.text
    assert there.strava.asked == []


async def test_forged_buttons_of_sources_do_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        sources = await there.talk.athlete.asks("/connect")
        for data in ("link:garmin", "part:", "unlink:x", "cal:intervals:maybe", "wait:9999"):
            there.talk.athlete.person.forge(sources.message_id, data)
            answer = await there.talk.athlete.hears()

            assert answer.text.startswith("I don't know that button")


async def test_nothing_is_read_before_it_was_told_that_it_is_connected(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        there.intervals.member(KEY).wellness += wellness_until(EVENING)
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Connect intervals.icu")
        there.talk.chat.faults.slow(1, method="sendMessage")  # on its way for so long
        await there.talk.athlete.says(KEY)
        await there.hears("is connected")
        await asyncio.sleep(0.2)
        untold = [path for path in there.intervals.paths() if path.endswith("/activities")]
        read = await there.hears("I have read")

    assert untold == []
    assert "30 nights" in read.text


async def test_what_could_not_be_told_is_read_all_the_same(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        there.intervals.member(KEY).wellness += wellness_until(EVENING)
        sources = await there.talk.athlete.asks("/connect")
        await there.tap(sources, "Connect intervals.icu")
        there.talk.chat.faults.refuse(500, "Internal Server Error", method="sendMessage")

        await there.talk.athlete.says(KEY)
        read = await there.hears("I have read")

    assert "30 nights" in read.text


async def test_whoever_has_connected_training_is_asked_for_no_files(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        first = await there.talk.athlete.asks("/today")
        there.intervals.member(KEY).wellness += wellness_until(EVENING, count=3)
        await there.connects_intervals()
        after = await there.talk.athlete.asks("/today")

    assert "connect intervals.icu with /connect" in first.text
    assert ".fit" not in after.text
    assert "/connect" not in after.text
