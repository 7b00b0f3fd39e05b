"""Who answers a message, rules or a model; and whether it is shown as it comes or checked whole."""

import re

from coach.agents.answering import TOLD_BY_CHANGE, Asked, Ground, Question
from coach.agents.proposing import RED_FLAGS
from coach.domain.decision import Flag, TrainingDecision
from coach.domain.fact import FactKind
from coach.domain.reply import Reply

RULES_ALONE = frozenset({
    Question.FOOD, Question.WEIGHT, Question.CONNECT, Question.WHO, Question.OTHERS,
})  # fmt: skip
"""What has one answer that was thought through, whoever asks."""
OF_THE_BODY = RED_FLAGS | frozenset({
    Flag.ILLNESS, Flag.MILD_ILLNESS, Flag.FEVER, Flag.RETURN_FROM_ILLNESS, Flag.INJURY, Flag.PAIN,
    Flag.HEAT, Flag.OVERREACHING, Flag.MINOR_ATHLETE, Flag.DISORDERED_EATING, Flag.MEDICATION,
    Flag.ASK_CLARIFYING,
})  # fmt: skip
_OF_THE_BODY_TOLD = frozenset({FactKind.PAIN, FactKind.SYMPTOM})
_BODY = re.compile(
    r"\b(?:pain\w*|hurt\w*|ach(?:e|es|ing|y)|sore\w*|injur\w*|knees?|achilles|calf|calves|shins?"
    r"|back|neck|hips?|chest|heart|breath\w*|dizz\w*|faint\w*|head(?:ache)?s?|ill(?:ness)?|sick"
    r"|fever\w*|flu|cold|cough\w*|throat|stomach|nause\w*|vomit\w*|doctor|physio\w*|pills?|medic\w*"
    r"|dos(?:e|es|ing)|drugs?|weight|kg|kilos|eat\w*|diet\w*|calori\w*|food|fast(?:ing|ed)"
    r"|pregnan\w*|period|swollen|numb\w*|bleed\w*|blood|surgery|vaccin\w*|asthma\w*)\b",
    re.IGNORECASE,
)


_ENGLISH = frozenset({
    "what", "how", "why", "when", "which", "the", "my", "are", "does", "can", "could", "should",
    "would", "to", "it", "and", "for", "did", "you", "your", "if", "today", "tomorrow", "with",
    "have", "has", "this", "that", "i",
})  # fmt: skip
"""Words of nearly every English question, and of few others."""
_LEAST_ENGLISH = 1 / 6


def is_for_a_model(asked: Asked, reply: Reply, decision: TrainingDecision) -> bool:
    """Whether a model may answer: a question, or words that no rule made anything of.

    While a red flag stands open it may not.
    """
    if not RED_FLAGS.isdisjoint(decision.flags):
        return False
    if asked.unclear:
        return True
    serious = set(asked.of_training)
    if reply.change is not None:
        serious -= TOLD_BY_CHANGE
    if serious:
        return not serious <= RULES_ALONE
    return not reply.noted and not asked.questions


def is_delicate(text: str, ground: Ground) -> bool:
    """Whether an answer is shown only once all of it was checked."""
    todays = (fact for fact in ground.recollection.facts if fact.local_date == ground.today)
    return (
        not OF_THE_BODY.isdisjoint(ground.decision.flags)
        or any(fact.kind in _OF_THE_BODY_TOLD for fact in todays)
        or may_be_of_the_body(text)
    )


def may_be_of_the_body(text: str) -> bool:
    """Whether a message names the body or its ills, or may do so in another language."""
    return not _is_english(text) or _BODY.search(text) is not None


def _is_english(text: str) -> bool:
    """Whether a message is surely of the language that the list of body words is in."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in _ENGLISH for word in words) > len(words) * _LEAST_ENGLISH
