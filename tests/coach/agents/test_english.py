"""English is told by its small words, from the first sentence on; its neighbours are not."""

import pytest

from coach.agents.english import is_english

ENGLISH = (
    "I don't know the weather, so tell me if it keeps you indoors.",
    "Your resting pulse was 49 bpm last night, exactly your usual value.",
    "Skipping once costs you very little.",
    "Missing one session changes nothing for your goal.",
    "Fitness grows slowly, so patience pays off here.",
    "Heavy legs usually pass once you warm up.",
    "Yes, indoors works just as well.",
    "Hold back on the climbs and spin lightly.",
    "Tomorrow is your long day.",
)
OTHERS = (
    "Heute fährst du locker, denn deine Werte sind niedrig und das Ziel ist fern.",
    "Ja, in der Form ist es so, an dem Tag und in dem Plan, das ist nicht das Ende.",
    "So war es auch in der Woche davor.",
    "Dein Ruhepuls war normal, also alles im grünen Bereich.",
    "In Z2 bleiben, nicht schneller fahren als nötig.",
    "Roulez tranquillement demain, gardez vos forces pour samedi.",
    "On garde le plan tel quel, rien ne presse.",
    "Tu forma está bien y hoy puedes hacer los intervalos previstos.",
    "Domani fai un giro tranquillo in pianura, senza fretta.",
    "Was de training van gisteren te zwaar in de week?",
    "Morgen doen we een lange rit in zone twee.",
    "Amanhã descansa bem e depois seguimos o plano.",
    "Твоя форма хорошая и сегодня можно ехать интервалы как задумано.",
    "Twoja forma jest dobra i dzisiaj możesz jechać interwały zgodnie z planem.",
)


@pytest.mark.parametrize("text", ENGLISH)
def test_a_sentence_of_a_coach_is_english_by_itself(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", OTHERS)
def test_a_neighbour_is_not_english_for_sharing_its_words(text: str) -> None:
    assert not is_english(text)


def test_a_few_words_are_of_any_language() -> None:
    assert is_english("Gut, bis morgen.")
