"""Who is coached: admitting, changing and forgetting."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from coach.domain.athlete import Athlete
from coach.errors import AthleteError
from coach.memory.database import SqlMemory
from coach.ports import Harvest
from tests.memories import MONDAY, SIX, connection, entry, fact, glimpse, night, ride, someone

EVER = date(2099, 1, 1)


async def test_an_athlete_is_remembered_as_admitted(memory: SqlMemory) -> None:
    anna = await someone(memory, chat_id=17)

    found = await memory.athlete(anna.id)

    assert found == anna
    assert await memory.by_chat(17) == anna
    assert await memory.athletes() == [anna]


async def test_nobody_is_found_where_nobody_is(memory: SqlMemory) -> None:
    found = await memory.athlete(1), await memory.by_chat(17)

    assert found == (None, None)


async def test_the_first_push_comes_at_the_next_push_time(memory: SqlMemory) -> None:
    # It is 07:00 in Berlin.
    passed = await someone(memory, chat_id=1)

    ahead = await memory.enrol(
        chat_id=2, name=None, timezone="Europe/Berlin", push_time=time(7, 30)
    )

    assert passed.next_push_at == datetime(2026, 3, 10, 5, 30, tzinfo=UTC)
    assert ahead.next_push_at == datetime(2026, 3, 9, 6, 30, tzinfo=UTC)


async def test_whoever_imported_before_start_takes_the_first_chat(memory: SqlMemory) -> None:
    imported = await someone(memory, chat_id=None, name="Anna")

    admitted = await memory.enrol(chat_id=17, name=None, timezone="Asia/Tokyo", push_time=time(5))

    assert (admitted.id, admitted.chat_id, admitted.name) == (imported.id, 17, "Anna")
    assert admitted.timezone == "Asia/Tokyo"


async def test_a_second_chat_takes_nobody_elses_history(memory: SqlMemory) -> None:
    await someone(memory, chat_id=17)
    imported = await someone(memory, chat_id=None)

    admitted = await someone(memory, chat_id=18)

    assert admitted.id != imported.id


async def test_a_known_chat_is_not_admitted_twice(memory: SqlMemory) -> None:
    anna = await someone(memory, chat_id=17)

    again = await memory.enrol(chat_id=17, name="B", timezone="UTC", push_time=time(9))

    assert again == anna


async def test_a_time_zone_that_there_is_not_is_refused(memory: SqlMemory) -> None:
    with pytest.raises(AthleteError, match="Mars/Olympus"):
        await memory.enrol(chat_id=1, name=None, timezone="Mars/Olympus", push_time=time(6))

    assert await memory.athletes() == []


async def test_a_new_push_time_moves_the_next_push(memory: SqlMemory, anna: Athlete) -> None:
    await memory.change(replace(anna, push_time=time(8)))

    changed = await memory.athlete(anna.id)

    assert changed is not None
    assert changed.next_push_at == datetime(2026, 3, 9, 7, tzinfo=UTC)


async def test_a_date_that_was_pushed_is_not_pushed_again_in_another_zone(
    memory: SqlMemory, anna: Athlete
) -> None:
    await memory.change(replace(anna, push_time=time(6, 59)))
    due = datetime(2026, 3, 10, 6, tzinfo=UTC)
    pushed = await memory.claim_due(due, 20)
    stored = await memory.athlete(anna.id)
    assert stored is not None

    # In Honolulu it is still the ninth; the tenth was pushed already.
    await memory.change(replace(stored, timezone="Pacific/Honolulu"))

    moved = await memory.athlete(anna.id)
    assert [push.local_date for push in pushed] == [date(2026, 3, 10)]
    assert moved is not None
    assert moved.next_push_at == datetime(2026, 3, 11, 16, 59, tzinfo=UTC)


async def test_what_does_not_move_the_push_leaves_it_alone(
    memory: SqlMemory, anna: Athlete
) -> None:
    at_once = SIX - timedelta(minutes=1)

    await memory.change(replace(anna, name="Anna B.", next_push_at=at_once))

    changed = await memory.athlete(anna.id)
    assert changed is not None
    assert (changed.name, changed.next_push_at) == ("Anna B.", at_once)


async def test_the_forgotten_leave_no_word_in_the_file(memory: SqlMemory, tmp_path: Path) -> None:
    anna = await someone(memory, chat_id=17, name="Annabel Quisling")
    await _fill(memory, anna)
    assert set(_words_left(tmp_path)) == set(SECRETS)

    await memory.forget(anna.id)

    assert _words_left(tmp_path) == []


async def test_the_forgotten_leave_no_row(memory: SqlMemory, anna: Athlete) -> None:
    await _fill(memory, anna)

    await memory.forget(anna.id)

    assert await memory.athletes() == []
    assert await memory.undone() == []
    assert await memory.in_state("claimed", "skipped_late") == []
    assert await memory.curve(anna.id, None, EVER) == ()
    assert await memory.recall({anna.id: MONDAY}) == {}
    assert await memory.sources.connections() == []
    assert await memory.glimpses(anna.id, SIX) == []


async def test_forgetting_one_keeps_the_other(memory: SqlMemory) -> None:
    anna, ben = await someone(memory, chat_id=1), await someone(memory, chat_id=2)
    shared = await memory.keep_mission(anna.id, "[mission]", SIX)
    await memory.keep_mission(ben.id, "[mission]", SIX)
    await memory.record(ben.id, [Harvest(file="a", activities=(ride(),))])
    await memory.receive(8, '{"chat": {"id": 2}}', SIX)

    await memory.forget(anna.id)

    assert await memory.mission_text(shared) == "[mission]"
    assert len(await memory.activities(ben.id, MONDAY, MONDAY)) == 1
    assert len(await memory.undone()) == 1


async def test_an_id_is_never_given_twice(memory: SqlMemory, anna: Athlete) -> None:
    await memory.forget(anna.id)

    ben = await someone(memory)

    assert ben.id > anna.id


async def test_forgetting_nobody_does_nothing(memory: SqlMemory, anna: Athlete) -> None:
    await memory.forget(anna.id + 1)

    assert await memory.athletes() == [anna]


SECRETS = (
    "Quisling", "sorrowful knee", "my knee hurts", "Alpe loop", "Marmotte", "slept badly",
    "ring-of-quisling", "Col de Vence",
)  # fmt: skip


def _words_left(folder: Path) -> list[str]:
    left = b"".join(path.read_bytes() for path in folder.iterdir())
    return [word for word in SECRETS if word.encode() in left]


async def _fill(memory: SqlMemory, athlete: Athlete) -> None:
    said = f'{{"message": {{"chat": {{"id": {athlete.chat_id}}}, "text": "my knee hurts"}}}}'
    await memory.receive(7, said, SIX)
    await memory.keep_mission(athlete.id, "name = 'Marmotte'", SIX)
    await memory.note(athlete.id, [fact(words="sorrowful knee")])
    await memory.write_down(athlete.id, "in", "my knee hurts", SIX)
    harvest = Harvest(file="a", activities=(ride(name="Alpe loop"),), nights=(night(readiness=70),))
    await memory.record(athlete.id, [harvest])
    await memory.keep([entry(athlete.id, reason="You slept badly.")])
    await memory.claim_due(SIX + timedelta(days=1), 20)
    await memory.sources.connect(connection(athlete.id, account="ring-of-quisling"))
    await memory.keep_glimpses(athlete.id, [glimpse()])
