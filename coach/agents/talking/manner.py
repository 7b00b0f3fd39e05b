"""What a coach's answer is not: medicine, a diagnosis, a promise, a shrug of the model's own."""

import re
from collections.abc import Iterator

_MEDICINE = re.compile(
    r"\b(?:\w{3,}(?:pril|olol|statin|profen|cillin|oxetine|mycin)|pills?|tablets?|mg"
    r"|salbutamol|insulin|thyroxine|melatonin|vitamins?|magnesium|painkillers?|steroids?"
    r"|beta.?blockers?|protein (?:powder|shakes?)|macros|weigh (?:less|in))\b",
    re.IGNORECASE,
)
_DIAGNOSIS = re.compile(
    r"\b(?:you (?:may |might |probably |likely )?have|it is|it's|this is|that is|sounds? like"
    r"|looks? like|could be|may be|might be|suggests?|points? to|signs? of)\b[^.]{0,40}?"
    r"\b(?:\w{3,}itis|fractures?|sprain|strain(?:ed)?|torn|syndrome|infection|covid\w*|flu|virus"
    r"|an(?:a)?emia|asthma|concussion|diabetes|arrhythmia|fibrillation|disorder|disease"
    r"|deficiency|overtraining)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\bI(?:[’']ve| have) (?:just |now |already )*(?:changed|moved|updated|swapped|noted|saved"
    r"|deleted|cancell?ed|scheduled|set|added|removed|adjusted|logged|recorded|booked|sent)\b"
    r"|\bI(?:[’']ll| will| am going to) (?:just |now )*(?:change|move|update|swap|note|save|delete"
    r"|cancel|schedule|set|add|remove|adjust|log|record|book|send|remind|remember|check back)\b",
    re.IGNORECASE,
)
_SHRUG = re.compile(
    r"\b(?:as an? (?:\w+ )?(?:AI|language model|assistant|chatbot)\b|(?:large )?language model"
    r"|my training data|knowledge cut-?off|OpenAI|ChatGPT|Anthropic|Claude|system prompt"
    r"|(?:can(?:not|[’']t)|(?:un|not )able to) (?:help|assist)(?: you)? with (?:that|this)\b"
    r"|rules_answer|untrusted|tool call)",
    re.IGNORECASE,
)


def out_of_manner(text: str) -> Iterator[str]:
    """Yield what a coach does not say."""
    for pattern, why in (
        (_MEDICINE, "is nothing that a training plan speaks of"),
        (_DIAGNOSIS, "is a diagnosis"),
        (_PROMISE, "promises what is not done by talking"),
        (_SHRUG, "speaks of the model, not of the athlete"),
    ):
        if (found := pattern.search(text)) is not None:
            yield f"{found[0]!r} {why}"
