"""The sentences that safety speaks: fixed, reviewed, the same whoever proposed the decision."""

from collections.abc import Iterator, Mapping, Sequence

from coach.domain.decision import Advice, Flag, TrainingDecision
from coach.domain.morning import Morning

SENTENCES: Mapping[Advice, str] = {
    Advice.EMERGENCY_SERVICES_NOW: (
        "Call your emergency number (112 or 911) now. This can be serious and must not wait."
    ),
    Advice.URGENT_MEDICAL: (
        "See a doctor today. If it gets worse, or you become short of breath, call your emergency"
        " number (112 or 911) at once."
    ),
    Advice.STOP_TRAINING: "Please stop training for now.",
    Advice.SEE_DOCTOR: "Please let a doctor look at this.",
    Advice.SEE_PHYSIO_OR_DOCTOR_IF_PERSISTS: (
        "If the pain has not settled in a few days, show it to a physiotherapist or a doctor."
    ),
    Advice.REST_UNTIL_FEVER_FREE_24_48H: (
        "Rest until you have been free of fever, without medicine, for 24 to 48 hours."
    ),
    Advice.STOP_IF_WORSE: "Stop if it gets worse.",
    Advice.ASK_CLARIFYING: "Tell me more about how it feels, and I can decide better.",
    Advice.AVOID_TRAFFIC_OR_USE_TRAINER: (
        "After so little sleep keep out of traffic: train indoors or leave it."
    ),
    Advice.CRISIS_LINE: (
        "I am glad you told me. Training can wait. Please talk to someone now: a crisis line in"
        " your country, or somebody close to you. If you are in danger, call your emergency"
        " number (112 or 911). You do not have to carry this alone."
    ),
}

_GONE_IS_NOT_WELL = (
    "See a doctor today, even if it has gone away. If it comes back or gets worse, above all at"
    " rest, call your emergency number (112 or 911) at once."
)

INSTEAD: Mapping[tuple[Advice, Flag], str] = {
    (Advice.URGENT_MEDICAL, Flag.CHEST_PAIN): _GONE_IS_NOT_WELL,
    (Advice.URGENT_MEDICAL, Flag.SYNCOPE): _GONE_IS_NOT_WELL,
    (Advice.URGENT_MEDICAL, Flag.CONCUSSION): (
        "Have a doctor look at your head today, and do not stay alone. If the headache grows, or"
        " you vomit or become drowsy, call your emergency number (112 or 911) at once."
    ),
    (Advice.ASK_CLARIFYING, Flag.ENERGY_DEFICIENCY): (
        "How did you sleep, and how do you feel, 0 to 10?"
    ),
    (Advice.ASK_CLARIFYING, Flag.MEDICAL_RED_FLAG): (
        "One question first: does it hurt only when you press or move there, or also with effort,"
        " with breathing or at rest? If it is more than touch, stop and call a doctor today."
    ),
    (Advice.ASK_CLARIFYING, Flag.DATA_QUALITY): (
        "Have a look at your sensor, and tell me how you slept and how you feel, 0 to 10."
    ),
    (Advice.ASK_CLARIFYING, Flag.MISSING_DATA): (
        "How did you sleep, and how do you feel, 0 to 10?"
    ),
    (Advice.SEE_DOCTOR, Flag.MEDICATION): (
        "What to take, change or stop is for your doctor or pharmacist, not for a training plan."
    ),
    (Advice.SEE_DOCTOR, Flag.DISORDERED_EATING): (
        "What you told me about eating deserves real support: please talk to a doctor you trust."
    ),
    (Advice.SEE_DOCTOR, Flag.ENERGY_DEFICIENCY): (
        "These can be signs of eating too little for your training: please see a doctor soon."
    ),
    (Advice.SEE_DOCTOR, Flag.OVERREACHING): (
        "A decline over weeks has many causes: please let a doctor look for them."
    ),
    (Advice.SEE_DOCTOR, Flag.INJURY): "Pain like this needs a doctor before any more load on it.",
    (Advice.SEE_DOCTOR, Flag.ILLNESS): "If the illness lasts or worsens, see a doctor.",
}
"""Where a flag says what the advice is about, its own sentence; of questions only the first."""

ON_HOLD = (
    "I have set your days to rest. When a doctor has cleared you, tell me, and we build back"
    " calmly. This is not something a training plan can judge."
)


_ANSWERED = frozenset({Flag.ILLNESS, Flag.DISORDERED_EATING})
"""After these nobody is asked how the night was."""

_URGENCY = (
    Advice.EMERGENCY_SERVICES_NOW,
    Advice.STOP_TRAINING,
    Advice.URGENT_MEDICAL,
    Advice.SEE_DOCTOR,
)
"""The order in which a red flag is spoken."""


def ends_training_talk(decision: TrainingDecision) -> bool:
    """Say whether nothing but help is to be talked about: a red flag that rests the whole body."""
    if Flag.SELF_HARM in decision.flags:
        return True
    if Flag.MEDICAL_RED_FLAG not in decision.flags or Advice.ASK_CLARIFYING in decision.advice:
        return False
    return Advice.STOP_TRAINING in decision.advice or decision.workout.type == "rest"


def safety_lines(decision: TrainingDecision) -> Iterator[str]:
    """Yield what a red flag says in place of training talk, the most urgent first."""
    harm = Flag.SELF_HARM in decision.flags
    if harm:
        yield SENTENCES[Advice.CRISIS_LINE]
    urgent = [each for each in _URGENCY if each in decision.advice]
    if urgent and not (harm and Advice.EMERGENCY_SERVICES_NOW not in urgent):
        yield " ".join(_spoken(each, decision.flags)[0] for each in urgent)
    if not harm:
        yield ON_HOLD


def advice_lines(decision: TrainingDecision) -> Iterator[str]:
    """Yield the advice beside a workout, each once."""
    resting = decision.workout.type == "rest"
    for advice in decision.advice:
        if advice is Advice.STOP_IF_WORSE and resting:
            continue
        own = _spoken(advice, decision.flags)
        if advice is not Advice.ASK_CLARIFYING:
            yield from own
        elif _ANSWERED.isdisjoint(decision.flags) or Flag.MEDICAL_RED_FLAG in decision.flags:
            yield own[0]


def _spoken(advice: Advice, flags: Sequence[Flag]) -> list[str]:
    """Return the sentences of one advice: those of its flags, each once, or its own."""
    about = (text for (each, flag), text in INSTEAD.items() if each is advice and flag in flags)
    return list(dict.fromkeys(about)) or [SENTENCES[advice]]


def questions(morning: Morning, decision: TrainingDecision, said: str) -> Iterator[str]:
    """Yield what the coach asks for where it knows too little, unless it was said already."""
    unknown = Flag.COLD_START in decision.flags and not morning.plan.training_arrives
    if unknown and ".fit" not in said:
        yield (
            "Send me a few .fit files of past training, or connect intervals.icu with /connect: "
            "from then on this is about you."
        )
    silent = morning.soreness_0_10 is None and morning.energy_0_10 is None
    if Flag.MISSING_DATA in decision.flags and silent and "0 to 10" not in said and "?" not in said:
        yield "How do you feel, 0 to 10?"
