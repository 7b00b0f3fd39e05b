"""The net under the phrases: what no phrase finds is likened to the examples that taught it."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.agents.listening import listen
from coach.domain.fact import LIKELY, FactKind
from coach.safety.likeness import likest
from coach.safety.likeness.marks import parts
from coach.safety.likeness.net import ALARM_AT, ORDINARY
from coach.safety.red_flags import screen, sightings
from coach.safety.symptoms import SymptomClass
from tests.coach.safety.teaching import examples
from tests.memories import MONDAY, SIX

SOME = 11
"""One example in so many is tried."""
UNTAUGHT = 0.1
"""How much of the examples may be new since the net was taught."""


def test_the_net_knows_every_class_and_ordinary_talk() -> None:
    head = json.loads(
        files("coach.safety.likeness").joinpath("weights.bin").read_bytes().partition(b"\n")[0]
    )

    assert set(head["classes"]) == {*(each.value for each in SymptomClass), ORDINARY}
    assert abs(head["examples"] - len(examples())) <= UNTAUGHT * len(examples())


def test_ordinary_talk_is_like_no_symptom() -> None:
    ordinary = [message for kind, message in examples() if kind == ORDINARY][::SOME]

    alarms = [message for message in ordinary if likest(message)]

    assert len(alarms) <= 0.01 * len(ordinary), alarms


def test_nearly_every_example_is_seen_by_phrases_or_by_the_net() -> None:
    grave = [message for kind, message in examples() if kind != ORDINARY][::SOME]

    missed = [message for message in grave if not (likest(message) or screen([message]))]

    assert len(missed) <= 0.02 * len(grave), missed


@given(st.text(max_size=300))
def test_any_text_is_weighed_or_is_nothing(text: str) -> None:
    alike = likest(text)

    assert alike is None or alike.sureness >= ALARM_AT
    assert all(0 <= part.start <= part.end <= len(text) for part in parts(text))


@pytest.mark.parametrize("text", ["", "…", "👍👍", "12"])
def test_a_text_without_words_is_like_nothing(text: str) -> None:
    assert likest(text) is None


def test_one_sentence_of_a_long_message_is_enough() -> None:
    talk = "Ride was 82 km with 900 m of climbing. Average power 214. Legs fine, fuelled well. "
    grave = "It is like somebody put a ratchet strap round my breastbone and keeps winding."

    alike = likest(talk + grave)

    assert alike is not None
    assert alike.symptom in {SymptomClass.CHEST_PAIN_NOW, SymptomClass.CHEST_PAIN_ON_EFFORT}
    assert alike.start == len(talk)


def test_a_likeness_is_noted_as_likely_and_a_phrase_as_said() -> None:
    unheard = "Usually two puffs sort me out, tonight I'm on my eighth and I'm as wheezy as ever."
    said = "I have chest pain right now"

    likely = listen(unheard, said_at=SIX, local_date=MONDAY)
    sure = listen(said, said_at=SIX, local_date=MONDAY)

    assert sightings([unheard]) == (), "another example is needed, which no phrase knows"
    assert [(fact.kind, fact.quality) for fact in likely] == [(FactKind.SYMPTOM, LIKELY)]
    assert [(fact.kind, fact.quality) for fact in sure] == [(FactKind.SYMPTOM, None)]


def test_who_was_cleared_is_not_alarmed_by_what_is_over() -> None:
    facts = listen("the doctor cleared me after the chest thing", said_at=SIX, local_date=MONDAY)

    assert [fact.kind for fact in facts] == [FactKind.CLEARED]
