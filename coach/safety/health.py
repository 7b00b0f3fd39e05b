"""What symptoms, pains and a recent illness ask for; safety stops come from these, not from scores.

The table of symptoms is `symptoms`, the grades of pain are `body`.
"""

from math import inf

from coach.domain.decision import Action, Advice, Flag, Intensity
from coach.domain.morning import Pain
from coach.domain.quoting import quoted
from coach.safety.body import Grade, grade, loads, part_of
from coach.safety.limits import ANYTHING, EASY, NO_PUSH, STEADY, STOP, Caps
from coach.safety.reading import Reading
from coach.safety.rule import Finding
from coach.safety.symptoms import MEANINGS, Meaning, SymptomClass

NAMES: dict[SymptomClass, str] = {
    SymptomClass.CHEST_PAIN_NOW: "chest pain or pressure now",
    SymptomClass.BREATHLESS_AT_REST: "being breathless at rest",
    SymptomClass.STROKE_SIGNS: "signs that can mean a stroke",
    SymptomClass.ANAPHYLAXIS: "signs of a severe allergic reaction",
    SymptomClass.HEAT_STROKE: "signs of heat stroke",
    SymptomClass.THUNDERCLAP_HEADACHE: "a sudden, very strong headache",
    SymptomClass.COUGHING_OR_PASSING_BLOOD: "blood where none belongs",
    SymptomClass.SEVERE_ASTHMA: "a wheeze that the inhaler does not touch",
    SymptomClass.DARK_URINE: "dark urine with very sore muscles",
    SymptomClass.SELF_HARM: "what you are going through",
    SymptomClass.CHEST_PAIN_ON_EFFORT: "chest pain or pressure on effort",
    SymptomClass.FAINTING: "fainting or dizziness around effort",
    SymptomClass.HEAD_INJURY: "a blow to the head with symptoms",
    SymptomClass.PREGNANCY_WARNING: "bleeding or pain in pregnancy",
    SymptomClass.PALPITATIONS: "palpitations with dizziness",
    SymptomClass.NEW_BREATHLESSNESS: "new breathlessness at an effort you know",
    SymptomClass.CALF_SWELLING: "a swollen, warm, painful calf",
    SymptomClass.BONE_PAIN: "pain in a bone, at one spot or at night",
    SymptomClass.BACK_PAIN_NEUROLOGICAL: "back pain with numbness or weakness in a leg",
    SymptomClass.ENERGY_DEFICIENCY: "signs that you may not be fuelling enough",
    SymptomClass.DISORDERED_EATING: "how you eat at the moment",
    SymptomClass.LONG_DECLINE: "weeks of falling performance while you feel worse",
    SymptomClass.FEVER: "fever",
    SymptomClass.BELOW_NECK_ILLNESS: "an illness below the neck",
    SymptomClass.ABOVE_NECK_ILLNESS: "a cold above the neck",
    SymptomClass.AMBIGUOUS_CHEST: "a chest that is sore to touch",
    SymptomClass.RECENT_HEAT_ILLNESS: "a recent heat illness",
    SymptomClass.MEDICATION: "your question about medicines",
}
ENDS_TALK = 20
"""The weight of what stops all talk of training."""
_SYSTEMIC_DAYS, _MILD_DAYS, _BUILDING_DAYS, _NORMAL_DAYS = 3, 2, 5, 7
_ONE_WITH_S = frozenset({"achilles", "pelvis", "coccyx"})
_MILD = ("cold", "nose", "throat", "above", "head", "sinus", "sniff")
_FIRST_DAYS = Caps(Action.EASE, Intensity.LOW, minutes=45, load=32, intensity_factor=0.65)
_GRADED: dict[Grade, Caps] = {"stop": STOP, "modify": EASY, "mild": NO_PUSH, "none": ANYTHING}
# Where the pain is not in what the sport loads, or other parts can be trained instead.
_SPARED: dict[Grade, Caps] = {"stop": EASY, "modify": STEADY, "mild": NO_PUSH, "none": ANYTHING}


def symptom_finding(symptom: SymptomClass) -> Finding:
    """Return what a class of symptoms asks for."""
    meaning = MEANINGS[symptom]
    return Finding(
        signal="symptom",
        caps=caps_of(meaning),
        flags=meaning.flags,
        advice=meaning.advice,
        words=f"you told me of {NAMES[symptom]}",
        weight=ENDS_TALK if meaning.ends_talk else 15,
    )


def caps_of(meaning: Meaning) -> Caps:
    """Return the caps of a class; pain in a leg's bone rests the whole athlete, to be sure."""
    if meaning.max_minutes == 0:
        return STOP
    if meaning.max_minutes is None and not meaning.easy_only:
        return ANYTHING
    minutes = inf if meaning.max_minutes is None else meaning.max_minutes
    if meaning.max_minutes is not None and meaning.max_minutes <= 30:
        return Caps(Action.RECOVER, Intensity.LOW, minutes, 20, 0.60)
    return EASY.meet(Caps(minutes=minutes)) if meaning.easy_only else Caps(minutes=minutes)


def unclear_finding(words: str) -> Finding:
    """Return what a symptom asks for that no class knows: easy, and a question."""
    return Finding(
        signal="symptom",
        caps=EASY,
        flags=(Flag.ASK_CLARIFYING,),
        advice=(Advice.ASK_CLARIFYING, Advice.STOP_IF_WORSE),
        words=f"you told me of {quoted(words)}, which I would rather understand first",
        weight=12,
    )


def pain_finding(pain: Pain, reading: Reading) -> Finding:
    """Return what one pain asks for, by its grade and by whether the sport loads the part."""
    severity, part = grade(pain), part_of(pain.site)
    spared = reading.sport == "strength" and part in {"legs", "upper"}
    table = _SPARED if spared or not loads(reading.sport, part) else _GRADED
    grave = severity == "stop"
    return Finding(
        signal="pain",
        caps=table[severity],
        flags=(Flag.INJURY, Flag.PAIN) if grave else (Flag.PAIN,),
        advice=() if severity == "mild" else (Advice.SEE_PHYSIO_OR_DOCTOR_IF_PERSISTS,),
        words=_hurts(pain),
        threshold="5 of 10, or sharp" if grave else "3 of 10",
        weight=14 if grave else 9,
    )


def _place(pain: Pain) -> str:
    return "a part of your body" if pain.site == "unknown" else f"your {pain.site}"


def _hurts(pain: Pain) -> str:
    site = pain.site.lower()
    several = site.endswith(("s", "feet")) and site.rpartition(" ")[2] not in _ONE_WITH_S
    how = f"{pain.score:.0f} of 10{', sharp' if _sharp(pain) else ''}"
    return f"{_place(pain)} hurt{'' if several else 's'} ({how})"


def _sharp(pain: Pain) -> bool:
    return "sharp" in pain.kind.lower() and grade(pain) == "stop"


_MEDICAL = frozenset(symptom for symptom, meaning in MEANINGS.items() if meaning.ends_talk)
"""What a doctor clears, rather than time."""


def return_finding(reading: Reading) -> Finding | None:
    """Return what an illness just left behind asks for: rest, then 45 minutes easy, then more."""
    if reading.days_well is None or reading.days_well > _NORMAL_DAYS:
        return None
    days = reading.days_well
    return Finding(
        signal="illness",
        caps=_return_caps(days, _is_mild(reading)),
        flags=(Flag.RETURN_FROM_ILLNESS,),
        advice=(Advice.STOP_IF_WORSE,),
        words=_return_words(days, reading.illness_type or ""),
        threshold=f"{_NORMAL_DAYS} days",
        weight=13,
    )


def _return_words(days: float, kind: str) -> str:
    if kind in _MEDICAL and days < 2:
        return "you were cleared only just now, so we build back calmly"
    if days < 1:
        return "your illness has hardly ended"
    return f"you have been free of symptoms for {days:.0f} day{'s' if round(days) != 1 else ''}"


def _is_mild(reading: Reading) -> bool:
    kind = (reading.illness_type or "").lower()
    return any(word in kind for word in _MILD) and "chest" not in kind


def _return_caps(days: float, mild: bool) -> Caps:  # noqa: FBT001  # one of two plain tables
    if days < 1 and not mild:
        return STOP
    if days <= (_MILD_DAYS if mild else _SYSTEMIC_DAYS):
        return _FIRST_DAYS
    return EASY if days <= _BUILDING_DAYS else STEADY
