"""Each class of symptoms in an athlete's words, as the morning hears them again; a table only."""

from collections.abc import Mapping

from coach.safety.symptoms import SymptomClass

WORDS: Mapping[SymptomClass, str] = {
    SymptomClass.CHEST_PAIN_NOW: "chest pain now",
    SymptomClass.BREATHLESS_AT_REST: "short of breath at rest",
    SymptomClass.STROKE_SIGNS: "face drooping, slurred speech",
    SymptomClass.ANAPHYLAXIS: "throat swelling, allergic reaction",
    SymptomClass.HEAT_STROKE: "heat stroke",
    SymptomClass.THUNDERCLAP_HEADACHE: "sudden worst headache of my life",
    SymptomClass.COUGHING_OR_PASSING_BLOOD: "coughing up blood",
    SymptomClass.SEVERE_ASTHMA: "wheezing, and the inhaler does not help",
    SymptomClass.DARK_URINE: "dark brown urine",
    SymptomClass.SELF_HARM: "thoughts of self-harm",
    SymptomClass.CHEST_PAIN_ON_EFFORT: "chest pain during a ride",
    SymptomClass.FAINTING: "fainted during training",
    SymptomClass.HEAD_INJURY: "hit my head and have a headache",
    SymptomClass.PREGNANCY_WARNING: "pregnant and bleeding",
    SymptomClass.PALPITATIONS: "palpitations with dizziness",
    SymptomClass.NEW_BREATHLESSNESS: "unusually breathless at my usual effort",
    SymptomClass.CALF_SWELLING: "one calf swollen and warm",
    SymptomClass.BONE_PAIN: "bone pain at night",
    SymptomClass.BACK_PAIN_NEUROLOGICAL: "back pain with numbness down the leg",
    SymptomClass.ENERGY_DEFICIENCY: "periods missing",
    SymptomClass.DISORDERED_EATING: "making myself vomit to lose weight",
    SymptomClass.LONG_DECLINE: "performance falling for weeks, with low mood",
    SymptomClass.FEVER: "fever",
    SymptomClass.BELOW_NECK_ILLNESS: "chesty cough",
    SymptomClass.ABOVE_NECK_ILLNESS: "runny nose",
    SymptomClass.AMBIGUOUS_CHEST: "chest sore to touch after bench press",
    SymptomClass.RECENT_HEAT_ILLNESS: "heat exhaustion last week",
    SymptomClass.MEDICATION: "changing my medication",
}
"""A class in an athlete's words: what goes into the Morning when the class is known already.

The words themselves would bring back what was said beside it and has been cleared since.
"""
