"""What a symptom means: class by class its flags, its advice and how much may be trained.

The table of `interfaces`; the words that athletes use for a class are phrase files, not here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from coach.domain.decision import Advice, Flag


class SymptomClass(StrEnum):
    """The classes of symptoms, gravest first."""

    CHEST_PAIN_NOW = "chest_pain_now"
    BREATHLESS_AT_REST = "breathless_at_rest"
    STROKE_SIGNS = "stroke_signs"
    ANAPHYLAXIS = "anaphylaxis"
    HEAT_STROKE = "heat_stroke"
    THUNDERCLAP_HEADACHE = "thunderclap_headache"
    COUGHING_OR_PASSING_BLOOD = "coughing_or_passing_blood"
    SEVERE_ASTHMA = "severe_asthma"
    DARK_URINE = "dark_urine"
    SELF_HARM = "self_harm"
    CHEST_PAIN_ON_EFFORT = "chest_pain_on_effort"
    FAINTING = "fainting"
    HEAD_INJURY = "head_injury"
    PREGNANCY_WARNING = "pregnancy_warning"
    PALPITATIONS = "palpitations"
    NEW_BREATHLESSNESS = "new_breathlessness"
    CALF_SWELLING = "calf_swelling"
    BONE_PAIN = "bone_pain"
    BACK_PAIN_NEUROLOGICAL = "back_pain_neurological"
    ENERGY_DEFICIENCY = "energy_deficiency"
    DISORDERED_EATING = "disordered_eating"
    LONG_DECLINE = "long_decline"
    FEVER = "fever"
    BELOW_NECK_ILLNESS = "below_neck_illness"
    ABOVE_NECK_ILLNESS = "above_neck_illness"
    AMBIGUOUS_CHEST = "ambiguous_chest"
    RECENT_HEAT_ILLNESS = "recent_heat_illness"
    MEDICATION = "medication"


Scope = Literal["all", "legs"]


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What follows from a class. `max_minutes` None leaves the day unchanged, 0 is no training.

    `easy_only` caps intensity; `scope` "legs" spares other parts; `ends_talk` stops training talk
    and keeps the days at rest until the athlete says it is cleared.
    """

    flags: tuple[Flag, ...]
    advice: tuple[Advice, ...] = ()
    max_minutes: float | None = 0
    easy_only: bool = True
    scope: Scope = "all"
    ends_talk: bool = False


_EMERGENCY = Meaning(
    flags=(Flag.MEDICAL_RED_FLAG, Flag.EMERGENCY),
    advice=(Advice.EMERGENCY_SERVICES_NOW, Advice.STOP_TRAINING),
    ends_talk=True,
)
_URGENT = (Advice.URGENT_MEDICAL, Advice.STOP_TRAINING)
_DOCTOR = (Advice.SEE_DOCTOR, Advice.STOP_TRAINING)
_BONE = Meaning(
    flags=(Flag.MEDICAL_RED_FLAG, Flag.INJURY, Flag.PAIN),
    advice=(Advice.SEE_DOCTOR,),
    scope="legs",
    ends_talk=True,
)


def _stop(flags: tuple[Flag, ...], advice: tuple[Advice, ...]) -> Meaning:
    return Meaning(flags=(Flag.MEDICAL_RED_FLAG, *flags), advice=advice, ends_talk=True)


MEANINGS: Mapping[SymptomClass, Meaning] = {
    SymptomClass.CHEST_PAIN_NOW: Meaning(
        flags=(Flag.MEDICAL_RED_FLAG, Flag.EMERGENCY, Flag.CHEST_PAIN),
        advice=(Advice.EMERGENCY_SERVICES_NOW, Advice.STOP_TRAINING),
        ends_talk=True,
    ),
    SymptomClass.BREATHLESS_AT_REST: _EMERGENCY,
    SymptomClass.STROKE_SIGNS: _EMERGENCY,
    SymptomClass.ANAPHYLAXIS: _EMERGENCY,
    SymptomClass.HEAT_STROKE: _EMERGENCY,
    SymptomClass.THUNDERCLAP_HEADACHE: _EMERGENCY,
    SymptomClass.COUGHING_OR_PASSING_BLOOD: _EMERGENCY,
    SymptomClass.SEVERE_ASTHMA: _EMERGENCY,
    SymptomClass.DARK_URINE: _EMERGENCY,
    SymptomClass.SELF_HARM: Meaning(
        flags=(Flag.SELF_HARM,), advice=(Advice.CRISIS_LINE,), ends_talk=True
    ),
    SymptomClass.CHEST_PAIN_ON_EFFORT: _stop((Flag.CHEST_PAIN,), _URGENT),
    SymptomClass.FAINTING: _stop((Flag.SYNCOPE,), _URGENT),
    SymptomClass.HEAD_INJURY: _stop((Flag.CONCUSSION,), _URGENT),
    SymptomClass.PREGNANCY_WARNING: _stop((), _URGENT),
    SymptomClass.PALPITATIONS: _stop((Flag.PALPITATIONS,), _DOCTOR),
    SymptomClass.NEW_BREATHLESSNESS: _stop((), _DOCTOR),
    SymptomClass.CALF_SWELLING: _stop((), _URGENT),
    SymptomClass.BONE_PAIN: _BONE,
    SymptomClass.BACK_PAIN_NEUROLOGICAL: _BONE,
    SymptomClass.ENERGY_DEFICIENCY: Meaning(
        flags=(Flag.MEDICAL_RED_FLAG, Flag.ENERGY_DEFICIENCY),
        advice=(Advice.SEE_DOCTOR,),
        max_minutes=60,
    ),
    SymptomClass.DISORDERED_EATING: Meaning(
        flags=(Flag.DISORDERED_EATING,), advice=(Advice.SEE_DOCTOR,), max_minutes=None
    ),
    SymptomClass.LONG_DECLINE: Meaning(
        flags=(Flag.OVERREACHING,), advice=(Advice.SEE_DOCTOR,), max_minutes=30
    ),
    SymptomClass.FEVER: Meaning(
        flags=(Flag.ILLNESS, Flag.FEVER), advice=(Advice.REST_UNTIL_FEVER_FREE_24_48H,)
    ),
    SymptomClass.BELOW_NECK_ILLNESS: Meaning(flags=(Flag.ILLNESS,), advice=(Advice.SEE_DOCTOR,)),
    SymptomClass.ABOVE_NECK_ILLNESS: Meaning(
        flags=(Flag.MILD_ILLNESS, Flag.ILLNESS), advice=(Advice.STOP_IF_WORSE,), max_minutes=45
    ),
    SymptomClass.AMBIGUOUS_CHEST: Meaning(
        flags=(Flag.ASK_CLARIFYING, Flag.MEDICAL_RED_FLAG),
        advice=(Advice.ASK_CLARIFYING,),
        max_minutes=60,
    ),
    SymptomClass.RECENT_HEAT_ILLNESS: Meaning(
        flags=(), advice=(), max_minutes=None, easy_only=False
    ),
    SymptomClass.MEDICATION: Meaning(
        flags=(Flag.MEDICATION,), advice=(Advice.SEE_DOCTOR,), max_minutes=None, easy_only=False
    ),
}
