"""What vendors are good for is said once, whoever asks."""

from datetime import timedelta

import pytest

from coach.domain.connection import SourceName
from coach.sourcing.vendors import HABITS

FIFTEEN_MINUTES = timedelta(minutes=15)


@pytest.mark.parametrize("source", SourceName)
def test_what_brings_training_is_told_the_same_to_both(source: SourceName) -> None:
    assert source.brings_training is HABITS[source].activities


@pytest.mark.parametrize("source", [SourceName.INTERVALS, SourceName.STRAVA])
def test_who_knows_of_rides_is_asked_often_enough(source: SourceName) -> None:
    assert HABITS[source].every < FIFTEEN_MINUTES
