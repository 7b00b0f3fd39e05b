"""Answers beside training: who this is, a kind word, and what is honestly not known."""

from collections.abc import Iterator, Mapping

from coach.agents.advice import INSTEAD
from coach.agents.answering.ground import Answer, Ground
from coach.agents.answering.projecting import has_trained
from coach.agents.answering.question import Asked, Question
from coach.agents.workout_words import amount, is_rest
from coach.domain.decision import Advice, Flag

NO_SUCH_RULE = (
    "That is a question my rules do not know, and I do not guess. I can answer, for example,"
    " “why?”, “what if I skip today?” or “am I on track?”."
)
NOTHING_FOUND = (
    "I found nothing in that to note or to answer. I understand, for example, “left knee 4/10”,"
    " “only 40 minutes” or “what is tomorrow?”."
)
NOTED_BUT = "What you asked besides is nothing my rules can answer."

_CANNOT: Mapping[Question, str] = {
    Question.OTHERS: "I know you alone, and tell nobody of another's training. Ask me about yours.",
    Question.FOOD: "What to eat and drink I cannot work out: I know neither your meals nor your"
                   " stomach. In general: nothing new on a hard day, something to eat and drink on"
                   " every long one. A sports dietitian can say more.",
    Question.WEATHER: "I know no weather. If it keeps you indoors or short of time, tell me, and I"
                      " fit the session to it.",
    Question.GEAR: "Of material and routes I know nothing. What you train with matters to me only"
                   " as “no power meter today” or “only the trainer”.",
    Question.RESULT: "I cannot foretell a result, and nobody should from these numbers. What I can"
                     " tell is whether your fitness is where your mission wants it: “am I on"
                     " track?”.",
    Question.WEIGHT: "Weight is nothing I plan: that belongs to you and to a doctor or dietitian. I"
                     " look after load, rest and form.",
    Question.CONNECT: "/connect leads you through connecting a source. Files of rides and runs"
                      " (FIT, TCX, GPX) you can send me right here.",
    Question.TIME_OF_DAY: "The hour is yours: the session counts the same whenever you do it. Leave"
                          " hard ones some time before bed.",
}  # fmt: skip
_OF_THE_BODY = (Flag.DISORDERED_EATING, Flag.ENERGY_DEFICIENCY)


def cannot(question: Question) -> Answer:
    """Return what says that this is beyond the rules; of eating, what safety says first."""

    def answer(_: Asked, ground: Ground) -> Iterator[str]:
        support = [INSTEAD[Advice.SEE_DOCTOR, flag] for flag in _OF_THE_BODY
                   if flag in ground.decision.flags]  # fmt: skip
        if support and question in {Question.FOOD, Question.WEIGHT}:
            yield support[0]
        else:
            yield _CANNOT[question]

    return answer


def who(_: Asked, __: Ground) -> Iterator[str]:
    """Say what this is and what it can be asked."""
    yield "I am your training coach, a program: I decide each day from your own numbers, by rules."
    yield "Tell me what hurts, how you slept, how long you have: that changes the day."
    yield (
        "Ask me why, what if you skip, swap or ride longer, how you are doing, what TSB is, how"
        " hard in watts, what tomorrow is, when you rest, when your race is. /help has more."
    )


def greeting(_: Asked, ground: Ground) -> Iterator[str]:
    """Greet, with today in a few words."""
    yield f"Hello. Today is {ground.decision.action}: {amount(ground.workout)}. How do you feel?"


def thanks(_: Asked, ground: Ground) -> Iterator[str]:
    """Take thanks."""
    yield f"You are welcome.{_until_then(ground)}"


def agreed(_: Asked, ground: Ground) -> Iterator[str]:
    """Take a nod."""
    yield f"Good.{_until_then(ground)}"


def all_clear(_: Asked, ground: Ground) -> Iterator[str]:
    """Take a denial of symptoms, which ends none that was told before."""
    yield "That is good to hear."
    if ground.morning.symptoms or ground.morning.pain:
        yield (
            "What you told me before still counts until you say that it is over, or that a doctor"
            " cleared you."
        )
    else:
        yield f"Today stays as it is: {ground.decision.action}, {amount(ground.workout)}."


def _until_then(ground: Ground) -> str:
    """Ask for word of a session that is still to come."""
    waits = not (is_rest(ground.workout) or has_trained(ground))
    return " Tell me how it went." if waits else ""
