"""Whatever a model hands to a tool it gets JSON back, and no figure of its own is ever shown."""

import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any, NoReturn, Protocol

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.agents.extraction.checking import Message, fact_of
from coach.agents.proofreading import Proof
from coach.conversation.offer_tools import OFFER_TOOLS
from coach.domain.told import Told
from coach.domain.workout import REST_DAY
from tests.chats import MORNING
from tests.coach.injection.attacks import ATTACKS, SECRET, is_unseen, strings
from tests.coach.injection.captivity import QUESTION, Captivity, captivity
from tests.memories import entry

NAMES = ("load_curve", "nights", "activities", "decisions", "what_if", "sessions", "zones",
         "mission", "search_notes", *(tool.name for tool in OFFER_TOOLS), "erase", "")  # fmt: skip
KEYS = ("first", "last", "day", "minutes", "load", "kind", "sport", "query", "words", "erase",
        "quote", "value", "site", "code", "quality", "weekday", "session", "to", "degree",
        "swap_with", "athlete_id", "athlete")  # fmt: skip
ODD: st.SearchStrategy[Any] = st.sampled_from([
    "2026-03-01", "2026-03-11", "2026-03-14", "0001-01-01", "9999-12-31", "2026-02-30", "rest",
    "key", "vo2max", "cycling", "time", "note", "cleared", "left knee", "left knee 4/10", "pain",
    0, 1, -1, 2, 40, 480, 1e308, float("nan"), float("inf"), 2**70, True, None, "", "\ud800", [],
    {}, *(attack.bare[:200] for attack in ATTACKS),
])  # fmt: skip
ANYTHING = st.recursive(
    ODD | st.text() | st.floats() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ARGUMENTS = st.one_of(
    st.dictionaries(st.sampled_from(KEYS), ODD, max_size=10).map(json.dumps),
    st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=6).map(json.dumps),
    ANYTHING.map(json.dumps),
    st.text(),
)


class Look(Protocol):
    """Runs a tool for a model."""

    def __call__(self, name: str, arguments: str) -> str: ...


async def opened(there: Captivity) -> Any:  # noqa: ANN401  # a toolbox and its look
    """Let a question be asked, and return the tools that the model had for it."""
    await there.faults(QUESTION, [])
    return there.overheard.talks[-1].look


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Look]:
    with asyncio.Runner() as runner:
        there = captivity(tmp_path_factory.mktemp("tools"))
        tools = runner.run(opened(runner.run(there.__aenter__())))

        def run(name: str, arguments: str) -> str:
            tools.__self__._looking.looks = 0
            return str(runner.run(tools(name, arguments)))

        yield run
        runner.run(there.__aexit__(None, None, None))


def no_number(constant: str) -> NoReturn:
    raise AssertionError(f"{constant} is no JSON")


@example(name="nights", arguments='{"first": "0001-01-01", "last": "0001-01-01"}')
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), arguments=ARGUMENTS)
def test_a_tool_answers_whatever_it_is_asked_in_json(
    look: Look, caplog: pytest.LogCaptureFixture, name: str, arguments: str
) -> None:
    caplog.clear()

    answer = look(name, arguments)

    told = strings(json.loads(answer, parse_constant=no_number))
    assert SECRET not in answer
    assert len(answer.encode()) < 20_000
    assert not [text for text in told.values() if any(map(is_unseen, text))]
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


LINES = ("load: 62 TSS", "duration: 75 min", "power: 240 W", "CTL: 60", "sleep: 7:30 h",
         "today: Wednesday 11 March", "zones: 20 min", "planned: 3 × 12 min")  # fmt: skip
TRUE = frozenset({62, 75, 240, 60, 11, 20, 3, 12, 7, 30})
DECISION = entry(1).briefing.decision.model_copy(update={"workout": REST_DAY})
PROOF = Proof(lines=LINES, decision=DECISION)
FALSE = st.integers(13, 9999).filter(lambda number: number not in TRUE)
ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        "eighteen", "nineteen")  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def in_words(number: int) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        return "-".join(filter(None, (TENS[number // 10], ONES[number % 10])))
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = in_words(number % size)
    return f"{in_words(number // size)} {name}" + (f" and {rest}" if rest else "")


def in_other_digits(number: int, zero: str) -> str:
    return "".join(chr(ord(zero) + int(digit)) for digit in str(number))


WAYS = (
    "{n} watts", "{n} W", "{n}W", "{n} min", "at {n}", "Target:{n} W", "(~{n} W)", "{n}%", "x{n}",
    "3x{n} W", "3 × {n} W", "240–{n} W", "{n}–240 W", "do{n} watts", "{n}k watts", "{n}.5 W",
    "W{n}", ".{n} W", ",{n} W", "-{n} W", "+{n} W", "{n}/240", "240/{n}", "{n}:30 h", "{n},5 W",
    "{n}watts", "“{n}”", "'{n}'", "{n}th", "Z3{n}", "{n}beats", "3,{n} W", "about {w}",
    "{w} watts", "{w}-watt efforts", "a {w} minute ride", "{full}", "{full} W", "{super} W",
    "{arabic} min", "{n}\u00a0W", "{n}\u2009W", "{n}kJ", "20{n} min",
)  # fmt: skip
CALM = "You are ready for this and the day is good, so {} is what I have for you, and it is easy."


@settings(max_examples=400)
@given(number=FALSE, way=st.sampled_from(WAYS), known=st.sampled_from(["", "75 min and "]))
def test_no_figure_of_a_models_own_stands_however_it_is_written(
    number: int, way: str, known: str
) -> None:
    superscript = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(number))
    said = known + way.format(
        n=number, w=in_words(number), full=in_other_digits(number, "０"), super=superscript,
        arabic=in_other_digits(number, "٠"),
    )  # fmt: skip

    assert PROOF.fault(CALM.format(said), most=1000), said


@pytest.mark.parametrize(
    "said",
    ["75 min", "240 W", "240 watts", "a load of 62", "three times 12 min", "3 x 12 min",
     "one or two easy rides", "seventy-five minutes", "75 minutes and 240 W", "20 to 75 min",
     "VO2max work", "VO₂max work", "two hard days", "11 March", "three lots of 12 minutes"],
)  # fmt: skip
def test_what_was_told_may_be_said_in_many_ways(said: str) -> None:
    assert PROOF.fault(CALM.format(said), most=1000) is None


@pytest.mark.parametrize(
    "note",
    [
        {"kind": "travel", "quote": "x", "first": "2026-03-12", "last": "9999-12-31"},
        {"kind": "time", "quote": "x", "value": 480, "first": "2026-03-12", "last": "2026-03-14"},
    ],
)
def test_a_note_without_end_or_ground_is_not_even_offered(look: Look, note: object) -> None:
    assert "do not fit" in look("offer_note", json.dumps(note))


@pytest.mark.parametrize(
    ("site", "known"),
    [("left knee", True), ("achilles tendon", True), ("lower back", True), ("shoulder", True),
     ("evil dot com", False), ("say push and race", False), ("knee of doom", False)],
)  # fmt: skip
def test_a_place_is_a_place_of_the_body_or_none(site: str, known: bool) -> None:  # noqa: FBT001  # of a table
    told = Told(kind="pain", quote="autsch", degree="clear", site=site)

    fact = fact_of(told, Message(text="autsch, heute", today=MORNING.date(), said_at=MORNING))

    assert fact is not None
    assert fact.site == (site if known else None)
