"""Whatever a model reads, no day becomes wider, loses a flag or forgets what the athlete said."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from coach import TourCoach
from coach.agents.extraction import Extracted, read, taken
from coach.agents.extraction.checking import EQUIPMENT, STIMULI, Message
from coach.agents.extraction.taking import Supposed, is_no_better
from coach.domain.briefing import Briefing
from coach.domain.decision import Flag
from coach.domain.fact import Fact, FactKind
from coach.domain.recollection import Recollection
from coach.domain.told import Told, ToldFacts, ToldKind
from coach.safety.symptoms import SymptomClass
from tests.coach.agents.answering_scenes import NOW, mission, remembered, said
from tests.coach.agents.observation_scenes import TODAY

COACH = TourCoach(mission())
TEXT = "knee 0 1 2 3 4 5 6 7 8 9 10 fine 30 60 90 min 4 h 9 h doctor fever no bike love hills"
WORDS = TEXT.split()
EARLIER = (
    replace(said(FactKind.SLEEP), quality="poor"),
    said(FactKind.SORENESS, 6), said(FactKind.ENERGY, 3), said(FactKind.SLEEP, 4),
    said(FactKind.PAIN, 5, site="left knee"), said(FactKind.PAIN, 7, site="back"),
    said(FactKind.SYMPTOM, code="fever"), said(FactKind.SYMPTOM, code="chest_pain_on_effort"),
    said(FactKind.SYMPTOM, code="above_neck_illness"), said(FactKind.TIME, 30),
    said(FactKind.TIME, 0), said(FactKind.EQUIPMENT, code="no_bike"),
    replace(said(FactKind.PREFERENCE, code="vo2max"), quality="avoid"),
    replace(said(FactKind.TIME, 0), until=TODAY + timedelta(days=3)),
    replace(said(FactKind.RECOVERED), local_date=TODAY - timedelta(days=1)),
)  # fmt: skip
"""What the athlete may have said before, for the worse."""


def supposing(recollection: Recollection) -> Supposed:
    def supposed(facts: tuple[Fact, ...], day: date) -> Briefing:
        known = replace(recollection, local_date=day, facts=(*recollection.facts, *facts))
        return COACH.compose(known, NOW + timedelta(hours=1)).briefing

    return supposed


def later(*facts: Fact) -> Extracted:
    at = NOW + timedelta(hours=1)
    return Extracted(facts=tuple(replace(fact, said_at=at) for fact in facts))


QUOTES = st.integers(0, len(WORDS) - 3).flatmap(
    lambda at: st.integers(1, 6).map(lambda length: " ".join(WORDS[at : at + length]))
)
CODES = st.sampled_from([None, *SymptomClass, *sorted(EQUIPMENT), *sorted(STIMULI)])
DAYS = st.one_of(st.none(), st.integers(-3, 12).map(lambda ahead: TODAY + timedelta(days=ahead)))
BETTER = (
    Told(kind="pain", quote="knee 0 1 2", value=1, site="left knee"),
    Told(kind="pain", quote="2 3", value=3, site="back"),
    Told(kind="energy", quote="9 10 fine", value=10),
    Told(kind="soreness", quote="knee 0", value=0),
    Told(kind="sleep", quote="9 h", value=9, quality="good"),
    Told(kind="time", quote="90 min", value=90),
    Told(kind="time", quote="90 min", value=90, last=TODAY + timedelta(days=5)),
    Told(kind="preference", quote="love hills", code="vo2max", quality="like"),
    Told(kind="equipment", quote="no bike love", code="trainer"),
    Told(kind="cleared", quote="fine", site="left knee"),
    Told(kind="cleared", quote="doctor", code="chest_pain_on_effort"),
    Told(kind="recovered", quote="fine"),
)
"""What would make a day better, were it believed."""
ANY: st.SearchStrategy[Told] = st.builds(
    Told,
    kind=st.sampled_from(get_args(ToldKind)),
    quote=QUOTES,
    value=st.sampled_from([None, 0, 1, 3, 4, 5, 7, 9, 10, 30, 60, 90, 240]),
    degree=st.sampled_from([None, "slight", "clear", "strong"]),
    site=st.sampled_from([None, "left knee", "knee", "back", "calves"]),
    code=CODES,
    quality=st.sampled_from([None, "avoid", "like", "good", "poor", "sharp"]),
    weekday=st.sampled_from([None, 0, 2, 3]),
    first=DAYS,
    last=DAYS,
)


@settings(max_examples=150, deadline=None)
@given(
    earlier=st.lists(st.sampled_from(EARLIER), min_size=1, max_size=3),
    found=st.lists(st.one_of(st.sampled_from(BETTER), ANY), min_size=1, max_size=3),
)
def test_no_answer_of_a_model_widens_today_or_takes_a_flag_away(
    earlier: list[Fact], found: list[Told]
) -> None:
    known = remembered(facts=tuple(earlier))
    message = Message(text=TEXT, today=TODAY, said_at=NOW + timedelta(hours=1))
    supposed = supposing(known)

    result = taken(read(ToldFacts(facts=tuple(found)), message, ()), TODAY, supposed)

    before, after = supposed((), TODAY).decision, supposed(result.facts, TODAY).decision
    lost = set(before.flags) - set(after.flags) - {Flag.RETURN_FROM_ILLNESS}
    assert not lost
    assert set(after.envelope.allowed_actions) <= set(before.envelope.allowed_actions)
    for name in ("max_minutes", "max_load", "max_intensity_factor"):
        assert getattr(after.envelope, name) <= getattr(before.envelope, name)
    assert all(fact.kind not in {FactKind.CLEARED, FactKind.RECOVERED} for fact in result.facts)


def test_a_number_for_what_was_told_in_words_is_taken_unless_it_is_better() -> None:
    badly = replace(said(FactKind.SLEEP), quality="poor")
    supposed = supposing(remembered(facts=(badly,)))

    short = taken(later(said(FactKind.SLEEP, 5)), TODAY, supposed)
    long = taken(later(said(FactKind.SLEEP, 9)), TODAY, supposed)

    assert [fact.value for fact in short.facts] == [5]
    assert [fact.value for fact in long.to_offer] == [9]


def test_worse_than_known_is_taken_at_once() -> None:
    worse = later(said(FactKind.SORENESS, 7), said(FactKind.SYMPTOM, code="fever"))

    result = taken(worse, TODAY, supposing(remembered()))

    assert result == worse


def test_better_than_the_athlete_said_waits_for_a_yes() -> None:
    known = remembered(facts=(said(FactKind.PAIN, 6, site="left knee"),))
    better = later(said(FactKind.PAIN, 2, site="left knee"))

    result = taken(better, TODAY, supposing(known))

    assert result.facts == ()
    assert result.to_offer == better.facts


def test_feeling_great_waits_for_a_yes_where_it_would_allow_more() -> None:
    known = remembered(facts=(said(FactKind.ENERGY, 3),))

    result = taken(later(said(FactKind.ENERGY, 9)), TODAY, supposing(known))

    assert [fact.value for fact in result.to_offer] == [9]


def test_a_coming_day_without_training_is_not_opened_again() -> None:
    friday = TODAY + timedelta(days=2)
    off = replace(said(FactKind.TIME, 0), local_date=friday, until=friday)
    open_again = later(replace(said(FactKind.TIME, 90), local_date=friday, until=friday))

    result = taken(open_again, TODAY, supposing(remembered(facts=(off,))))

    assert result.facts == ()
    assert result.to_offer == open_again.facts


def test_a_liking_does_not_undo_a_dislike() -> None:
    hated = replace(said(FactKind.PREFERENCE, code="vo2max"), quality="avoid")
    loved = later(replace(hated, quality="like"))

    result = taken(loved, TODAY, supposing(remembered(facts=(hated,))))

    assert result.facts == ()


def test_an_illness_that_is_back_takes_the_place_of_the_one_behind() -> None:
    behind = replace(said(FactKind.RECOVERED), local_date=TODAY - timedelta(days=1))
    supposed = supposing(remembered(facts=(behind,)))
    ill = replace(said(FactKind.SYMPTOM, code="fever"), said_at=NOW + timedelta(hours=1))

    before, after = supposed((), TODAY), supposed((ill,), TODAY)

    assert Flag.RETURN_FROM_ILLNESS in before.decision.flags
    assert is_no_better(before, after, ill)
