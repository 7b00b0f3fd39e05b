"""How a connection fares: states, since when, and what is never printed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coach.domain.connection import Connection, SourceName, SourceState

NOW = datetime(2026, 3, 15, 6, 0, tzinfo=UTC)


def connection(state: SourceState = SourceState.CONNECTED, failed: int = 0) -> Connection:
    """Return Oura's connection of athlete 1."""
    return Connection(
        athlete_id=1,
        source=SourceName.OURA,
        account="ada",
        credentials={"access_token": "hush"},
        connected_at=NOW,
        state=state,
        state_since=NOW,
        newest_data_on=date(2026, 3, 14),
        failed_mornings=failed,
        told_at=NOW if failed else None,
        cursor="hush-too",
    )


def test_credentials_are_never_printed() -> None:
    assert "hush" not in repr(connection())


def test_credentials_are_not_changed_behind_the_stores_back() -> None:
    with pytest.raises(TypeError):
        connection().credentials["access_token"] = "other"  # type: ignore[index]  # that is the test


def test_a_state_that_lasts_keeps_since_when() -> None:
    later = NOW + timedelta(days=1)

    same = connection().answered(SourceState.CONNECTED, None, later)
    changed = connection().answered(SourceState.LIMITED, "Wait.", later)

    assert (same.state_since, changed.state_since) == (NOW, later)
    assert changed.state_words == "Wait."


def test_an_answer_ends_what_failed() -> None:
    failing = connection(SourceState.UNREACHABLE, failed=3)

    heard = failing.answered(SourceState.CONNECTED, None, NOW)
    unheard = failing.answered(SourceState.UNREACHABLE, "Down.", NOW)

    assert (heard.failed_mornings, heard.told_at, heard.last_ok_at) == (0, None, NOW)
    assert (unheard.failed_mornings, unheard.told_at, unheard.last_ok_at) == (3, NOW, None)


def test_the_newest_day_never_goes_back() -> None:
    newer, older = date(2026, 3, 15), date(2026, 3, 1)

    assert (
        connection().answered(SourceState.CONNECTED, None, NOW, newest=newer).newest_data_on
        == newer
    )
    assert connection().answered(
        SourceState.CONNECTED, None, NOW, newest=older
    ).newest_data_on == date(2026, 3, 14)


@pytest.mark.parametrize("source", list(SourceName))
def test_every_source_has_a_name_for_people(source: SourceName) -> None:
    assert source.label
