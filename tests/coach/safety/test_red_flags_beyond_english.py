"""The red-flag screen where words stand elsewhere than in English: a chest, a "no", a slip."""

import pytest

from coach.safety.red_flags import languages_of, screen
from coach.safety.symptoms import SymptomClass as S


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Brustschmerzen gestern am Berg, danach alles gut", S.CHEST_PAIN_ON_EFFORT),
        ("Brustschmerzen am Berg, gehen nicht weg", S.CHEST_PAIN_NOW),
        ("mir tut seit gestern die Brust weh", S.CHEST_PAIN_NOW),
        ("Brust tut weh wenn ich draufdrücke nach dem Bankdrücken", S.AMBIGUOUS_CHEST),
        ("Brustschmerzen nach dem Bankdrücken, zieht in den linken Arm", S.CHEST_PAIN_NOW),
        ("pijn op de borst gisteren op de klim, daarna alles goed", S.CHEST_PAIN_ON_EFFORT),
        ("pijn op de borst op de klim en het gaat niet weg", S.CHEST_PAIN_NOW),
        ("mijn borst doet al uren pijn", S.CHEST_PAIN_NOW),
        ("borst doet pijn als ik erop druk na het bankdrukken", S.AMBIGUOUS_CHEST),
        ("borstpijn na bankdrukken, straalt uit naar mijn linkerarm", S.CHEST_PAIN_NOW),
        ("hier en montée j'ai eu mal à la poitrine, c'est passé", S.CHEST_PAIN_ON_EFFORT),
        ("j'ai mal à la poitrine depuis la montée", S.CHEST_PAIN_NOW),
        ("mal à la poitrine au toucher après les pompes", S.AMBIGUOUS_CHEST),
        ("ieri in salita mi faceva male il petto, poi è passato", S.CHEST_PAIN_ON_EFFORT),
        ("mi fa male il petto da ieri, non passa", S.CHEST_PAIN_NOW),
        ("male al petto se premo, ieri panca", S.AMBIGUOUS_CHEST),
    ],
)
def test_pain_in_the_chest_is_told_apart_by_when_and_how(message: str, expected: S) -> None:
    found = [symptom for symptom in screen([message]) if "chest" in symptom.value]

    assert found == [expected]


@pytest.mark.parametrize(
    ("message", "symptom"),
    [
        ("kein Fieber aber Brustschmerzen", S.CHEST_PAIN_NOW),
        ("kein Fieber, immer noch Husten mit Auswurf", S.BELOW_NECK_ILLNESS),
        ("Fieber, nicht gut", S.FEVER),
        ("nicht nur Husten sondern auch Fieber", S.FEVER),
        ("noch nie so starke Brustschmerzen", S.CHEST_PAIN_NOW),
        ("letztes Jahr schon mal, jetzt wieder Brustschmerzen", S.CHEST_PAIN_NOW),
        ("meine Frau hat Grippe und mich hats auch erwischt, Fieber", S.FEVER),
        ("meine Frau sagt mein Gesicht hängt schief", S.STROKE_SIGNS),
        ("kriege keine Luft und Schmerzen in der Brust", S.CHEST_PAIN_NOW),
        ("darf ich mit Fieber trainieren?", S.FEVER),
        ("ich will mich umbringen", S.SELF_HARM),
        ("geen koorts maar pijn op de borst", S.CHEST_PAIN_NOW),
        ("koorts, niet goed", S.FEVER),
        ("niet alleen hoest maar ook koorts", S.FEVER),
        ("nog nooit zo'n pijn op de borst gehad", S.CHEST_PAIN_NOW),
        ("mijn vrouw heeft griep en nu heb ik het ook, koorts", S.FEVER),
        ("mijn vrouw zegt dat mijn gezicht scheef hangt", S.STROKE_SIGNS),
        ("krijg geen lucht en pijn op de borst", S.CHEST_PAIN_NOW),
        ("mag ik trainen met koorts?", S.FEVER),
        ("ik wil mezelf van kant maken", S.SELF_HARM),
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
def test_a_no_or_another_in_the_same_breath_hides_nothing(message: str, symptom: S) -> None:
    assert symptom in screen([message])


@pytest.mark.parametrize(
    "message",
    [
        "Fieber habe ich keins",
        "Fieber? Nein",
        "Kopfschmerzen hatte ich keine",
        "weder Fieber noch Husten",
        "du willst mich umbringen mit der Einheit",
        "ich kann nicht mehr, die Beine sind leer",
        "koorts heb ik niet",
        "koorts? nee",
        "hoofdpijn heb ik niet",
        "koorts noch hoest",
        "je wil me dood met die training",
        "ik kan niet meer, benen zijn leeg",
        "mein Chef hat Burnout",
        "mijn baas heeft een burnout",
        "hart war das heute",
        "erste Ausfahrt nach der Grippe",
    ],
)
def test_a_no_that_comes_last_and_a_manner_of_speaking_mean_nothing(message: str) -> None:
    assert screen([message]) == ()


@pytest.mark.parametrize(
    ("slip", "symptom"),
    [
        ("Brustschmezren", S.CHEST_PAIN_NOW),
        ("Brustschmertzen seit heut", S.CHEST_PAIN_NOW),
        ("mir ist uebel und hab Durchfal", S.BELOW_NECK_ILLNESS),
        ("Ruecken tut weh und das Bein ist taub", S.BACK_PAIN_NEUROLOGICAL),
        ("HERZRASEN UND SCHWINDEL!!!", S.PALPITATIONS),
        ("Herzrhythmusstoerungen", S.PALPITATIONS),
        ("hohes fiber 39,5 Grad", S.FEVER),
        ("pijn op de brost", S.CHEST_PAIN_NOW),
        ("bostpijn sinds vandaag", S.CHEST_PAIN_NOW),
        ("hartklopingen en duizlig", S.PALPITATIONS),
        ("KOORTSSSS!!!", S.FEVER),
        ("hersenschuding", S.HEAD_INJURY),
    ],
)
def test_slips_of_the_thumb_and_letters_without_dots_are_understood(slip: str, symptom: S) -> None:
    assert symptom in screen([slip])


@pytest.mark.parametrize(
    "message",
    [
        "38 Grad draußen",
        "bei 38 Grad gefahren",
        "38,5 km/h Schnitt",
        "Temperatur 36,6, alles normal",
        "38 graden buiten",
        "bij 38 graden gereden",
        "38,5 km/u gemiddeld",
        "temperatuur 36,6, alles normaal",
        "38,5 gelaufen heute",
        "hab 39,2 TSS heute",
        "39,6 km gereden vandaag",
        "heb 38,4 gemiddeld",
    ],
)
def test_weather_speed_and_a_normal_temperature_are_no_fever(message: str) -> None:
    assert screen([message]) == ()


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("Brustschmerzen", "de"),
        ("Herzrasen", "de"),
        ("alles gut, bin müde", "de"),
        ("borstpijn", "nl"),
        ("koorts", "nl"),
        ("ik ben moe", "nl"),
    ],
)
def test_a_word_is_enough_to_open_the_book_of_its_language(message: str, language: str) -> None:
    assert language in languages_of([message])
