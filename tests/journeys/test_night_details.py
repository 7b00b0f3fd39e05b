"""What a ring says beside a night, from Oura's answers to the athlete's `/why`."""

import csv
from datetime import date, timedelta
from pathlib import Path

from coach.owning.handing_over import files_of
from tests.fakes.oura import Wearer
from tests.journeys.sources import DAY, MORNING, Town, nights_until, sleeps, town


def feels(wearer: Wearer, day: date, **values: object) -> None:
    """Change what the ring says of a day."""
    for route in wearer.documents.values():
        for document in (one for one in route if one.get("day", one.get("start_day")) == f"{day}"):
            contributors = document.get("contributors")
            for name, value in values.items():
                if name in document:
                    document[name] = value
                elif isinstance(contributors, dict) and name in contributors:
                    contributors[name] = value


async def morning_after(there: Town) -> None:
    """Wear the ring for a month, with a hard last day, and let the morning come."""
    wearer = nights_until(DAY - timedelta(days=1))
    sleeps(wearer, DAY, readiness=71)
    feels(wearer, DAY, hrv_balance=52, recovery_index=48, temperature_deviation=0.42)
    feels(wearer, DAY - timedelta(days=1), stress_high=11400, comment="two\nbeers <b>\u202e")
    await there.connects_oura(wearer)
    there.talk.watch.time = MORNING
    await there.talk.tick()


async def test_why_explains_the_readiness_and_names_what_the_ring_told_besides(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as there:
        await morning_after(there)
        why = await there.talk.athlete.asks("/why")

    lines = why.text.splitlines()
    assert "Readiness by Oura: 71; held down by recovery index (48), HRV balance (52)" in lines
    assert "Body temperature by Oura: +0.4 °C against your usual, trend +0.1 °C" in lines
    assert "Stress by Oura, yesterday: 3:10 h high, 2:00 h of recovery (normal)" in lines
    assert "You in Oura, yesterday: “late meal: two beers <b>”" in lines


async def test_a_past_day_is_explained_with_its_own_night(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await morning_after(there)
        (before,) = await there.talk.house.memory.nights(1, DAY, DAY)
        there.talk.watch.turn(days=1)
        why = await there.talk.house.coach.why(1, there.talk.watch(), DAY)
        today = await there.talk.house.coach.why(1, there.talk.watch())

    assert before.temperature_deviation_c == 0.42
    assert any(line.startswith("Readiness by Oura: 71;") for line in why.details)
    assert not any(line.startswith("Readiness by Oura") for line in today.details)
    assert "Not known: body temperature" in today.details


async def test_what_the_ring_told_is_taken_along_and_forgotten(tmp_path: Path) -> None:
    async with town(tmp_path) as there:
        await morning_after(there)
        memory = there.talk.house.memory
        (athlete,) = await memory.athletes()
        files = await files_of(memory, athlete, "", there.talk.watch())
        await memory.forget(athlete.id)
        left = await memory.night_details(athlete.id, date.min, date.max)

    rows = list(csv.DictReader(files["night_details.csv"].splitlines()))
    assert {row["origin"] for row in rows} == {"oura"}
    assert rows[-1]["contributors"].startswith('{"activity_balance": 94')
    assert list(left) == []
