"""What is wrong in a mission file is said at once, by line, with what to write instead."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from missions import MissionError, bootstrap, parse, plan_of_day, standing
from tests.missions.missions_written import GOAL, HEAD, STARTED, a_mission, faults_of


def test_a_misspelt_key_is_refused_with_its_line_and_the_nearest_key() -> None:
    faults = faults_of(HEAD + "[constraints]\nmin_readines = 70\n")

    assert faults == (
        'alps.toml, line 4: [constraints] has no key "min_readines": did you mean min_readiness?',
    )


def test_a_key_like_no_other_is_answered_with_all_there_are() -> None:
    (fault,) = faults_of(HEAD + "[targets]\nxyzzy = 1\n")

    assert 'line 4: [targets] has no key "xyzzy": the keys are ctl_peak,' in fault


def test_a_key_of_the_top_below_a_table_is_sent_to_the_top() -> None:
    (fault,) = faults_of(HEAD + "[targets]\ngoal_date = 2026-07-05\n")

    assert "goal_date stands at the top of the file, before the first [table]" in fault


def test_a_key_in_the_wrong_table_is_sent_to_its_own() -> None:
    (fault,) = faults_of(HEAD + "[targets]\nlthr = 160\n")

    assert "lthr belongs in [athlete]" in fault


def test_a_misspelt_table_is_refused_by_name() -> None:
    (fault,) = faults_of(HEAD + "[athlet]\nftp = 250\n")

    assert fault == 'alps.toml, line 3: a mission has no key "athlet": did you mean athlete?'


def test_all_faults_come_at_once_in_the_order_of_their_lines() -> None:
    faults = faults_of(
        'id = "x"\n'  # the name is missing
        'goal_date = "soon"\n'
        "[athlete]\n"
        "ftp = 9000\n"
        "[week]\n"
        'monday = "rst"\n'
        "[[events]]\n"
        'name = "Hill climb"\n'
        'priority = "D"\n'
    )

    assert [fault.split(":")[0] for fault in faults] == [
        "alps.toml, line 1",
        "alps.toml, line 2",
        "alps.toml, line 4",
        "alps.toml, line 6",
        "alps.toml, line 7",
        "alps.toml, line 9",
    ]


def test_each_fault_is_one_sentence() -> None:
    faults = faults_of('id = "x"\n[athlete]\nftp = "strong"\nsex = "x"\nage = true\n')

    assert len(faults) == 4
    for fault in faults:
        assert fault.endswith((".", "?"))
        assert "\n" not in fault


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        ("goal_date = 2026-07-05T10:00:00", "a date like 2026-06-21 is needed"),
        ('goal_date = "02-29"', 'a month and day like "06-21" is needed'),
        ('start_date = "June"', "a date like 2026-06-21 is needed"),
        ('sport = "cyclng"', "did you mean cycling?"),
        ("name = 7", "words in quotes are needed"),
    ],
)
def test_a_wrong_value_is_shown_with_what_is_needed(written: str, needed: str) -> None:
    text = written if written.startswith("name") else f'name = "Alps"\n{written}'

    (fault,) = faults_of(f'id = "alps"\n{text}\n')

    assert needed in fault


@pytest.mark.parametrize(
    ("table", "written", "needed"),
    [
        ("athlete", "ftp = nan", "a number from 30 to 600 is needed (watts)"),
        ("athlete", "ftp = true", "ftp in [athlete] is true: a number"),
        ("athlete", 'threshold_pace = "fast"', 'a pace like "4:15" per km'),
        ("athlete", 'threshold_pace = "0:15"', 'a pace like "4:15" per km'),
        ("constraints", "indoor = 1", "true or false is needed"),
        ("constraints", 'equipment = "power_meter"', 'a list like ["power_meter"]'),
        ("constraints", 'equipment = ["power"]', "did you mean power_meter?"),
        ("constraints", 'days_blocked = "friday"', "a list like"),
        ("constraints", 'days_blocked = ["fryday"]', "did you mean friday?"),
        ("constraints", 'days_blocked = ["2026-08-02 to 2026-08-01"]', "no range like"),
        ("week", 'monday = "key long"', "a number from 10 to 1440 is needed (minutes)"),
        ("week", 'monday = { kind = "key", minuts = 60 }', '"rest", "key 60" or'),
        ("week", "monday = 60", '"rest", "key 60" or'),
        ("phases", 'taper = "two weeks"', "its length in weeks like 6"),
        ("phases", "recovery_every = 2.5", "a whole number from 0 to 8 is needed"),
    ],
)
def test_a_wrong_value_in_a_table_is_told_with_what_is_needed(
    table: str, written: str, needed: str
) -> None:
    faults = faults_of(f"{HEAD}{GOAL}[{table}]\n{written}\n")

    assert len(faults) == 1
    assert faults[0].startswith("alps.toml, line 6: ")
    assert needed in faults[0]


def test_a_table_written_as_a_value_is_explained() -> None:
    (fault,) = faults_of(HEAD + "athlete = 250\n")

    assert "write [athlete] on a line of its own" in fault


def test_a_list_written_as_a_table_is_explained() -> None:
    (fault,) = faults_of(HEAD + '[events]\nname = "Hill climb"\n')

    assert "write [[events]] before each one" in fault


def test_what_an_entry_lacks_is_told_at_its_own_line() -> None:
    (fault,) = faults_of(
        HEAD + '[[events]]\nname = "One"\ndate = 2026-04-01\n\n[[events]]\nname = "Two"\n'
    )

    assert fault == "alps.toml, line 7: date of events number 2 is missing."


def test_text_that_is_no_toml_is_told_by_line() -> None:
    (fault,) = faults_of(HEAD + "sport = cycling\n")

    assert fault.startswith("alps.toml, line 3: this is not valid TOML: ")


def test_a_key_written_twice_is_told_by_line() -> None:
    (fault,) = faults_of(HEAD + 'name = "Again"\n')

    assert "alps.toml, line 3" in fault


def test_a_variable_outside_quotes_is_sent_into_quotes() -> None:
    (fault,) = faults_of(HEAD + "[athlete]\nftp = ${FTP}\n")

    assert 'put ${...} in quotes: "${NAME}"' in fault


def test_a_key_inside_text_of_several_lines_moves_no_line_number() -> None:
    (fault,) = faults_of('id = """\n[x]\nname = 1\n"""\nname = "Alps"\n[targets]\nctl = 1\n')

    assert fault.startswith("alps.toml, line 7: ")


def test_a_list_over_several_lines_moves_no_line_number() -> None:
    text = (
        HEAD + '[constraints]\ndays_blocked = [\n  "friday", # [weekend]\n  "sunday",\n]\nx = 1\n'
    )

    (fault,) = faults_of(text)

    assert fault.startswith("alps.toml, line 8: ")


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        (HEAD + 'goal_event = "x"\n', "line 3: goal_event needs its day"),
        (
            HEAD + "start_date = 2026-08-01\ngoal_date = 2026-07-05\n",
            "line 3: start_date 2026-08-01 is after goal_date 2026-07-05",
        ),
        (HEAD + "[phases]\nbuild = 6\n", "line 4: phases count back from a goal"),
        (HEAD + 'goal_date = "07-05"\n[phases]\nbuild = 2026-03-01\n', "give them in weeks"),
        (
            HEAD + GOAL + "[phases]\npeak = 2026-07-01\n",
            "line 6: peak begins on 2026-07-01, but the phase after it begins on 2026-06-21",
        ),
        (
            HEAD + GOAL + "[phases]\ntaper = 2026-07-10\n",
            "taper begins on 2026-07-10, but the goal begins on 2026-07-05",
        ),
        (
            HEAD + GOAL + '[[stages]]\ndate = 2026-08-01\nkind = "flat"\n',
            "line 4: goal_date must be a day of the stages, from 2026-08-01 to 2026-08-01",
        ),
        (
            HEAD + '[[stages]]\ndate = 2026-08-01\nkind = "flat"\n' * 2,
            "line 6: two stages stand on 2026-08-01",
        ),
        (HEAD + "[athlete]\nftp_per_kg = 3.5\n", "ftp_per_kg needs weight"),
        (
            HEAD + "[athlete]\nftp_per_kg = 3.5\nweight = 70\nftp = 250\n",
            "ftp and ftp_per_kg say the same",
        ),
        (HEAD + "[athlete]\nftp = 520\nweight = 60\n", "520 W at 60 kg is 8.7 W/kg"),
        (
            HEAD + "[athlete]\nlthr = 190\nmax_heart_rate = 185\n",
            "lthr 190 must be under max_heart_rate 185",
        ),
        (
            HEAD + "[targets]\nlong_ride_minutes = 90\nlong_run_minutes = 80\n",
            "line 5: long_ride_minutes and long_run_minutes say the same",
        ),
    ],
)
def test_what_cannot_be_true_together_is_refused(text: str, needed: str) -> None:
    faults = faults_of(text)

    assert any(needed in fault for fault in faults), faults


def test_stages_of_two_races_are_sent_to_events() -> None:
    text = HEAD + "".join(
        f'[[stages]]\ndate = 2026-{month}-01\nkind = "flat"\n' for month in ("05", "08")
    )

    (fault,) = faults_of(text)

    assert "use [[events]] for separate races" in fault


def test_a_variable_that_is_not_set_is_named() -> None:
    with pytest.raises(MissionError, match=r"ftp takes \$\{FTP\} from the environment") as refused:
        parse(HEAD + '[athlete]\nftp = "${FTP}"\n')

    assert "line 4" in str(refused.value)


def test_a_wrong_value_from_the_environment_is_named_but_never_shown() -> None:
    with pytest.raises(MissionError) as refused:
        parse(HEAD + '[athlete]\nftp = "${FTP}"\n', environ={"FTP": "hunter2"})

    assert 'ftp in [athlete] is "${FTP}": a number' in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_a_value_from_the_environment_cannot_break_out_of_its_quotes() -> None:
    with pytest.raises(MissionError, match="may hold no quotes"):
        parse('id = "x"\nname = "${NAME}"\n', environ={"NAME": 'a"\nsport = "running'})


def test_phases_too_long_for_the_time_are_shortened_with_a_warning() -> None:
    mission = a_mission(STARTED, GOAL, "[phases]\nbuild = 30\n")

    assert mission.warnings == (
        "Build would begin on 2025-11-09, before start_date 2026-01-05: it is shortened.",
    )


def test_a_phase_that_would_end_before_the_start_is_left_out_with_a_warning() -> None:
    mission = a_mission(STARTED, GOAL, "[phases]\nbase = 20\nbuild = 30\n")

    assert "Base would begin on 2025-06-22, before start_date 2026-01-05: it is left out." in (
        mission.warnings
    )


def test_days_that_no_phase_covers_are_told() -> None:
    mission = a_mission(STARTED, GOAL, "[phases]\nbase = 4\n")

    (warning,) = mission.warnings
    assert warning == (
        "No phase covers the 69 days from 2026-01-05 to 2026-03-14: they are easy days before Base."
    )


def test_a_day_longer_than_the_limit_is_told() -> None:
    mission = a_mission('[constraints]\nminutes_a_day = 90\n[week]\nsunday = "long 180"')

    assert mission.warnings == ("Sunday's 180 minutes are cut to the 90 of minutes_a_day.",)


def test_a_goal_on_a_blocked_day_is_told() -> None:
    mission = a_mission(GOAL, '[constraints]\ndays_blocked = ["sunday"]')

    assert mission.warnings == ("The goal on 2026-07-05 falls on a blocked day; the race counts.",)


def test_a_target_that_can_change_nothing_is_told() -> None:
    mission = a_mission("[targets]\nstage_climb_minutes = 60")

    assert "stage_climb_minutes changes nothing" in mission.warnings[0]


def test_brackets_without_end_are_refused_in_words() -> None:
    with pytest.raises(MissionError, match=r"nested too deep|not valid TOML"):
        parse("x = " + "[" * 50_000)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1066-10-14"])
def test_a_date_of_another_age_is_refused(day: str) -> None:
    (fault,) = faults_of(f"{HEAD}goal_date = {day}\n")

    assert f"goal_date is {day}: a date like 2026-06-21 is needed" in fault


READY = [bootstrap(name).text for name in ("tdf_sim_2025", "run_10k", "keep_fit")]
ODD = ["[]", "{}", "true", "-1", "0", "1e999", "nan", '""', '"${X:-}"', "2026-02-03", "07:30:00",
       "[[1]]", '"06-21"', '"key 60"', '"rest"', "90", '["friday"]', "{ kind = 1 }"]  # fmt: skip


@settings(max_examples=300)
@given(
    text=st.sampled_from(READY),
    line=st.integers(min_value=0, max_value=200),
    value=st.sampled_from(ODD),
    today=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_whatever_stands_in_a_file_it_is_used_or_refused_in_words(
    text: str, line: int, value: str, today: date
) -> None:
    lines = text.splitlines()
    key, is_key, _ = lines[line % len(lines)].partition("=")
    lines[line % len(lines)] = f"{key}= {value}" if is_key else value
    faults: tuple[str, ...] = ()

    try:
        mission = parse("\n".join(lines))
    except MissionError as refused:
        faults = refused.faults
    else:
        plan_of_day(mission, today)
        assert standing(mission, today).words

    assert all(fault.startswith("mission, line ") for fault in faults)
