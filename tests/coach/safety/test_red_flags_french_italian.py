"""What French and Italian say of a chest, and of a "no" or another in the same breath."""

import pytest

from coach.safety.red_flags import screen
from coach.safety.symptoms import SymptomClass

S = SymptomClass


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("hier en montée j'ai eu mal à la poitrine, c'est passé", S.CHEST_PAIN_ON_EFFORT),
        ("j'ai mal à la poitrine depuis la montée", S.CHEST_PAIN_NOW),
        ("mal à la poitrine au toucher après les pompes", S.AMBIGUOUS_CHEST),
        ("ieri in salita mi faceva male il petto, poi è passato", S.CHEST_PAIN_ON_EFFORT),
        ("mi fa male il petto da ieri, non passa", S.CHEST_PAIN_NOW),
        ("male al petto se premo, ieri panca", S.AMBIGUOUS_CHEST),
    ],
)
def test_pain_in_the_chest_is_told_apart_in_french_and_italian(
    message: str, expected: SymptomClass
) -> None:
    found = [symptom for symptom in screen([message]) if "chest" in symptom.value]

    assert found == [expected]


@pytest.mark.parametrize(
    ("message", "symptom"),
    [
        ("pas de fièvre mais douleur à la poitrine depuis hier", S.CHEST_PAIN_NOW),
        ("jamais eu mal à la poitrine comme ça", S.CHEST_PAIN_ON_EFFORT),
        ("ma femme a la gastro et maintenant moi aussi", S.BELOW_NECK_ILLNESS),
        ("mon fils a de la fièvre et j'ai mal à la gorge", S.ABOVE_NECK_ILLNESS),
        ("la douleur à la poitrine ne passe pas", S.CHEST_PAIN_NOW),
        ("niente febbre ma dolore al petto da ieri", S.CHEST_PAIN_NOW),
        ("mai avuto un dolore al petto così", S.CHEST_PAIN_NOW),
        ("mia moglie ha l'influenza e adesso anch'io", S.BELOW_NECK_ILLNESS),
        ("mio figlio ha la febbre e ho mal di gola", S.ABOVE_NECK_ILLNESS),
        ("il dolore al petto non passa", S.CHEST_PAIN_NOW),
    ],
)
def test_a_no_or_another_in_the_same_breath_does_not_hide_what_is_the_athletes(
    message: str, symptom: SymptomClass
) -> None:
    assert symptom in screen([message])
