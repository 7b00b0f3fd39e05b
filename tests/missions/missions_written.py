"""Mission texts for the tests, put together from a head and what a test is about."""

from missions import MissionConfig, MissionError, parse

HEAD = 'id = "alps"\nname = "Alps"\n'
GOAL = 'goal_event = "the Marmotte"\ngoal_date = 2026-07-05\n'
STARTED = "start_date = 2026-01-05\n"


def a_mission(*parts: str) -> MissionConfig:
    """Return the mission of a text that begins with an id and a name."""
    return parse(HEAD + "\n".join(parts))


def faults_of(text: str) -> tuple[str, ...]:
    """Return what is wrong with a text; it must be refused."""
    try:
        parse(text, name="alps.toml")
    except MissionError as error:
        return error.faults
    raise AssertionError("the mission was accepted")
