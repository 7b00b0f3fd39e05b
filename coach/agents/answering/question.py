"""What an athlete can ask, as a closed set, and a message as it was understood to ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from coach.domain.fact import FactKind
from coach.domain.morning import TrainedSport

Measure = Literal["watts", "beats", "pace"]


class Question(StrEnum):
    """What a question is about; the names are those of the phrase table."""

    FORGET = "forget"
    MOVE_GOAL = "move_goal"
    CHANGE_DAY = "change_day"  # into a rest day or an easy one
    SKIP = "skip"
    SWAP = "swap"
    WITH_THIS = "with_this"  # can I train with this knee, this cold
    WHAT_IF = "what_if"  # an amount given: minutes, load, kilometres
    MORE = "more"  # longer or harder than planned
    LESS = "less"
    INSTEAD = "instead"  # another sport
    RECOVERY_WEEK = "recovery_week"
    REST_DAY = "rest_day"
    HARD_DAY = "hard_day"
    NEXT_PHASE = "next_phase"
    RACE = "race"
    SLEEP = "sleep"
    HRV = "hrv"
    FTP = "ftp"
    ZONES = "zones"
    EXPLAIN = "explain"  # what a term means, with the own value
    HOW_HARD = "how_hard"
    LOAD = "load"
    DONE_THEN = "done_then"  # yesterday, the last ride, Sunday
    WEEK_AHEAD = "week_ahead"
    TOMORROW = "tomorrow"  # or another day ahead
    ON_TRACK = "on_track"
    HOW_AM_I = "how_am_i"
    TODAY = "today"
    OTHERS = "others"
    FOOD = "food"
    WEATHER = "weather"
    GEAR = "gear"
    RESULT = "result"
    WEIGHT = "weight"
    TIME_OF_DAY = "time_of_day"
    CONNECT = "connect"
    WHY = "why"
    WHO = "who"
    GREETING = "greeting"
    THANKS = "thanks"
    AGREED = "agreed"
    ALL_CLEAR = "all_clear"  # symptoms denied, and nothing else said


PLEASANTRIES = frozenset({Question.GREETING, Question.THANKS, Question.AGREED, Question.ALL_CLEAR})
"""Said beside something else they need no answer."""
ORDERS = frozenset({Question.FORGET, Question.MOVE_GOAL, Question.CHANGE_DAY})
"""What asks for something to be done, and has no answer but that."""
_SUPPOSED = frozenset({FactKind.TIME, FactKind.NOTE})
NOT_TOLD: Mapping[Question, frozenset[FactKind]] = {
    Question.FORGET: frozenset(FactKind) - {FactKind.SYMPTOM},
    Question.MOVE_GOAL: frozenset({FactKind.NOTE}),
    Question.CHANGE_DAY: frozenset({FactKind.NOTE}),
    Question.WHAT_IF: _SUPPOSED,
    Question.MORE: _SUPPOSED,
    Question.LESS: _SUPPOSED,
    Question.SWAP: _SUPPOSED,
    Question.SKIP: _SUPPOSED,
    Question.HOW_HARD: frozenset({FactKind.ENERGY}),
    Question.ZONES: frozenset({FactKind.ENERGY}),
    Question.HOW_AM_I: frozenset({FactKind.ENERGY}),
}
"""What such a question asks about and does not tell: "is 3 hours ok today", "am I tired?"."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One message's questions, at most two, and the amounts and names beside them.

    `named_days` are today, tomorrow, after_tomorrow and weekdays from 0, in the order of the words;
    `moved` and `wanted` are the kinds of day that are to be moved, or made. `minutes`, `load`
    (TSS), `distance_km` and `power_w` are what was asked about; `effort` is a stimulus of the
    catalogue; `terms` are codes of the table; `weekday` is 0 for Monday; `days` are
    words for a day: today, tomorrow, yesterday, weekend. `unclear` says that something was asked
    that no rule knows.
    """

    questions: tuple[Question, ...] = ()
    minutes: float | None = None
    load: float | None = None
    distance_km: float | None = None
    power_w: float | None = None
    effort: str | None = None
    sport: TrainedSport | None = None
    harder: bool = False
    ailing: bool = False
    terms: tuple[str, ...] = ()
    measure: Measure | None = None
    weekday: int | None = None
    days: frozenset[str] = frozenset()
    named_days: tuple[str, ...] = ()
    moved: str | None = None
    wanted: str | None = None
    spoken: tuple[str, ...] = ()
    """The sentences that ask, and the parts of sentences that order, as they were written."""
    unclear: bool = False

    @property
    def of_training(self) -> tuple[Question, ...]:
        """The questions without pleasantries."""
        return tuple(each for each in self.questions if each not in PLEASANTRIES)
