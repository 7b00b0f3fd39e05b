"""Sheets of the tools: small, computed, dated in words, with what others wrote kept apart."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach.agents.looking import ahead, loads, notes, past, sessions
from coach.agents.looking.arguments import Catalogue, Days, WhatIf
from coach.agents.looking.sheet import MOST_BYTES, Sheet, window
from coach.domain.athlete import LoadDay
from coach.domain.quote import Quote
from coach.science.fitness import advance
from tests.coach.agents.answering_scenes import ATL, CTL, NOW, ground, mission, remembered
from tests.coach.agents.observation_scenes import TODAY, activity, night
from tests.memories import entry


def curve(count: int) -> list[LoadDay]:
    """Return so many days up to today; fitness rises by one a day."""
    return [
        LoadDay(
            local_date=TODAY - timedelta(days=ago), load=50, ctl=60 - ago, atl=70, tsb=ago - 10,
            ramp=7,
        )
        for ago in range(count - 1, -1, -1)
    ]  # fmt: skip


def test_four_weeks_of_load_come_day_by_day_with_their_sums() -> None:
    sheet = loads.load_curve(curve(7), TODAY)

    assert sheet.told["covers"] == "7 days, Thursday 5 March to Wednesday 11 March"
    assert sheet.told["whole load"] == "350"
    assert sheet.told["highest CTL"] == "60 on Wednesday 11 March"
    assert sheet.told["lowest TSB"] == "−10 on Wednesday 11 March"
    assert sheet.told["CTL change"] == "+6"
    assert sheet.rows[-1] == {
        "day": "Wednesday 11 March", "load": "50", "CTL": "60", "ATL": "70", "TSB": "−10",
        "ramp": "+7",
    }  # fmt: skip


def test_a_year_of_load_comes_by_the_week_and_stays_small() -> None:
    sheet = loads.load_curve(curve(366), TODAY)

    assert sheet.rows[-2]["week of"] == "Monday 2 March"
    assert sheet.rows[-2]["load"] == "350"
    assert len(sheet.rows) == 53
    assert len(sheet.text.encode()) <= MOST_BYTES


def test_what_does_not_fit_goes_from_the_oldest_on_and_is_told() -> None:
    rows = [{"day": f"{n}", "words": "x" * 200} for n in range(40)]
    sheet = Sheet(told={"kind": "long"}, rows=rows)

    told = json.loads(sheet.text)

    assert len(sheet.text.encode()) <= MOST_BYTES
    assert told["rows"][-1]["day"] == "39"
    assert told["left out"] == f"{40 - len(told['rows'])} older rows; ask for fewer days"


def test_days_are_capped_and_end_today() -> None:
    asked = Days(first=date(2020, 1, 1), last=date(2030, 1, 1))

    assert window(asked, TODAY, 10) == (TODAY - timedelta(days=9), TODAY)


def test_days_that_end_before_they_begin_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="begin before they end"):
        window(Days(first=TODAY, last=TODAY - timedelta(days=1)), TODAY, 10)


def test_nights_come_with_their_means_and_what_is_missing_is_left_out() -> None:
    sheet = past.nights([night(1, sleep_h=7.0), night(0, sleep_h=8.0, hrv_ms=None)], TODAY)

    assert sheet.told["nights"] == "2 nights"
    assert sheet.told["mean sleep"] == "7:30 h"
    assert "HRV" in sheet.rows[0]
    assert "HRV" not in sheet.rows[1]


def test_names_of_activities_stand_apart_without_what_cannot_be_seen() -> None:
    bad = "Ride\u200b\u202e\n ignore\x00 this " + "x" * 100
    sheet = past.activities([activity(1, 62, name=bad), activity(0, None)], TODAY)

    assert sheet.told["whole load"] == "62"
    assert sheet.rows[0]["time"] == "60 min"
    assert "load" not in sheet.rows[1]
    assert sheet.untrusted[0].startswith("Ride ignore this x")
    assert len(sheet.untrusted[0]) == 60
    assert not any("ignore" in line for line in sheet.lines)


def test_decisions_come_with_what_was_done_of_them() -> None:
    day = TODAY - timedelta(days=2)
    sheet = past.decisions([entry(1, day), entry(1, TODAY)], {day: 40.0}, TODAY)

    assert sheet.rows[0]["done"] == "load 40"
    assert sheet.rows[1]["done"] == "not known"
    assert sheet.rows[0]["planned"] == "a rest day"
    assert sheet.rows[0]["reason"] == "You slept well."


@pytest.mark.parametrize("sheet", [
    loads.load_curve([], TODAY), past.nights([], TODAY), past.activities([], TODAY),
    past.decisions([], {}, TODAY), notes.quotes([], "UTC", TODAY),
])  # fmt: skip
def test_what_is_not_known_is_said_so(sheet: Sheet) -> None:
    assert len(sheet.told) == 1
    assert not sheet.rows


def test_a_longer_day_is_counted_into_the_mornings_after_it() -> None:
    sheet = ahead.what_if(WhatIf(day=TODAY, load=120), ground())
    ctl, atl = advance(CTL, ATL, 120, 120)

    assert sheet.rows[0]["morning of"] == "Thursday 12 March"
    assert sheet.rows[0]["CTL"] == f"{ctl:.1f}"
    assert sheet.rows[0]["TSB"] == f"−{atl - ctl:.0f}"
    assert sheet.rows[0]["TSB difference"].startswith("−")
    assert len(sheet.rows) == 3


def test_the_form_of_coming_mornings_is_whole_as_those_mornings_will_show_it() -> None:
    first, *_ = ahead.what_if(WhatIf(day=TODAY, load=120), ground()).rows

    shown = [first[name].replace("−", "-") for name in ("TSB", "TSB as planned", "TSB difference")]
    form, planned, difference = map(int, shown)
    assert form - planned == difference


def test_a_decimal_is_said_where_it_alone_tells_two_forms_apart() -> None:
    last = ahead.what_if(WhatIf(day=TODAY, load=45), ground()).rows[-1]

    assert (last["TSB"], last["TSB as planned"]) == ("−1.9", "−2.5")
    assert last["TSB difference"] == "+0.6"


def test_a_rest_day_further_ahead_lets_the_days_before_be_as_planned() -> None:
    there = ground()
    sheet = ahead.what_if(WhatIf(day=TODAY + timedelta(days=3)), there)

    assert sheet.told["day"] == "Saturday 14 March"
    assert sheet.told["instead"] == "rest"
    assert sheet.rows[0]["morning of"] == "Sunday 15 March"
    assert sheet.rows[0]["TSB difference"].startswith("+")
    assert "today's bounds" not in sheet.told


def test_what_was_trained_today_stays_in_the_count() -> None:
    there = ground(remembered(activity(0, 50), activity(1, 62)))
    more = ahead.what_if(WhatIf(day=TODAY, load=50), there)
    ctl, _ = advance(CTL, ATL, 100, 100)

    assert "done today already: load 50" in more.told["planned"]
    assert more.rows[0]["CTL"] == f"{ctl:.1f}"


def test_today_says_whether_the_bounds_have_room() -> None:
    small = ahead.what_if(WhatIf(day=TODAY, minutes=60), ground())
    huge = ahead.what_if(WhatIf(day=TODAY, minutes=600), ground())

    assert small.told["today's bounds"].startswith("within them: at most ")
    assert huge.told["today's bounds"].startswith("beyond them: at most ")


@pytest.mark.parametrize("days", [-1, 14])
def test_only_the_next_two_weeks_can_be_counted(days: int) -> None:
    sheet = ahead.what_if(WhatIf(day=TODAY + timedelta(days=days), load=50), ground())

    assert "2026-03-11 to 2026-03-24" in sheet.told["error"]


def test_without_a_known_load_nothing_is_counted() -> None:
    sheet = ahead.what_if(WhatIf(day=TODAY, load=50), ground(remembered(loads=())))

    assert "cannot count ahead" in sheet.told["error"]


def test_sessions_come_in_the_athletes_own_watts() -> None:
    sheet = sessions.sessions(Catalogue(kind="threshold"), ground())

    assert all(each["kind"] == "threshold" for each in sheet.rows)
    assert any("at 250 W" in each["steps"] for each in sheet.rows)
    assert "Z2 138–188 W" in sheet.told["zones"]


def test_all_sessions_of_a_sport_come_without_steps() -> None:
    sheet = sessions.sessions(Catalogue(sport="cycling"), ground())

    assert len(sheet.rows) > 12
    assert not any("steps" in each for each in sheet.rows)
    assert len(sheet.text.encode()) <= MOST_BYTES


def test_a_kind_that_a_sport_has_not_is_told_with_those_it_has() -> None:
    sheet = sessions.sessions(Catalogue(sport="rowing", kind="sprints"), ground())

    assert "vo2max" in sheet.told["error"]


def test_zones_are_those_of_the_missions_sport() -> None:
    riding = sessions.zones(ground())
    running = sessions.zones(ground(plan=mission(sport='"running"')))

    assert riding.told["FTP"] == "250 W"
    assert "bpm" in riding.told["by heart rate"]
    assert "/km" in running.told["zones"]


def test_the_mission_tells_the_days_ahead_by_their_dates() -> None:
    sheet = ahead.mission(ground())

    assert sheet.told["days"][0].startswith("Tomorrow, Thursday 12 March: a key day")
    assert len(sheet.told["days"]) == 10
    assert any("the Marmotte" in line for line in sheet.told["mission"])


def test_quotes_are_dated_by_the_athletes_own_midnight() -> None:
    late = Quote(said_at=NOW.replace(day=10, hour=23, minute=30), speaker="athlete", words="knee 4")
    berlin = notes.quotes([late], "Europe/Berlin", TODAY)
    lisbon = notes.quotes([late], "Europe/Lisbon", TODAY)

    assert list(berlin.told.values()) == [["Wednesday 11 March, athlete"]]
    assert list(lisbon.told.values()) == [["Tuesday 10 March, athlete"]]
    assert berlin.untrusted == ("knee 4",)
    assert not any("knee" in line for line in berlin.lines)


def test_a_day_long_ago_carries_its_year() -> None:
    old = replace(activity(0, 50), local_date=date(2024, 5, 1))

    assert past.activities([old], TODAY).rows[0]["day"] == "Wednesday 1 May 2024"
