"""Today's bounds in an answer: nothing in it may send the athlete beyond them.

A net for plain cases; what the day is stands under the answer in code's own words all the same.
"""

import re
from collections.abc import Iterator

from coach.agents.answering import Ground
from coach.agents.answering.bounds import HARD, hardest
from coach.agents.answering.projecting import has_trained
from coach.agents.talking.times import in_minutes
from coach.agents.talking.words import sentences
from coach.agents.wording import whole
from coach.agents.workout_words import amount, is_rest
from coach.domain.decision import Action

_LESS = frozenset({Action.RECOVER, Action.EASE})
_SENDS = re.compile(
    r"\b(?:go ahead|go for|feel free|you (?:can|may|could|should)|sure|yes|fine|okay|ok|great idea"
    r"|do|try|ride|run|push|hit|add|let's|enjoy|train)\b",
    re.IGNORECASE,
)
_HARDER = re.compile(
    r"\b(?:intervals?|harder|hard|threshold|vo2\w*|sprints?|all[- ]out|race[- ]pace|extra|longer"
    r"|full gas|maximal|sweet[- ]spot|tempo|anaerobic|push)\b",
    re.IGNORECASE,
)
_HOLDS_BACK = re.compile(
    r"\b(?:not|no|never|nothing|none|without|avoid|skip|leave|instead|rather|wait|until|unless"
    r"|tomorrow|later|next|would|when|once|planned|was|were|had|did|yesterday|last|after"
    r"|before|becomes?|only|easy|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b|n[’']t\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\b(?:today|tonight|now|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
_TRAINING = re.compile(
    r"\b(?:train|rid(?:e|ing)|run(?:ning)?|swim|row|session|workout|intervals?|lift|gym|spin)\w*\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"(?<![\w.,:])(\d+) min\b")
_LOAD = re.compile(r"\bload (?:of )?(?:about )?(\d+)\b|\b(\d+) (?:tss|points)\b", re.IGNORECASE)


def beyond(text: str, ground: Ground) -> Iterator[str]:
    """Yield what sends the athlete beyond today's bounds."""
    decision = ground.decision
    held = decision.action in _LESS or hardest(ground) != HARD
    for sentence in sentences(text):
        if not _SENDS.search(sentence) or _HOLDS_BACK.search(sentence):
            continue
        if held and _HARDER.search(sentence):
            yield f"today is {decision.action}: send nobody to anything harder"
        if _is_too_much(in_minutes(sentence), ground):
            yield "that is beyond today's bounds"


def _is_too_much(sentence: str, ground: Ground) -> bool:
    envelope = ground.decision.envelope
    minutes = [float(number) for number in _MINUTES.findall(sentence)]
    loads = [float(one or other) for one, other in _LOAD.findall(sentence)]
    return any(
        cap is not None and max(told, default=0.0) > cap + 0.5
        for told, cap in ((minutes, envelope.max_minutes), (loads, envelope.max_load))
    )


def todays_line(text: str, ground: Ground) -> tuple[str, ...]:
    """Return what today is, where an answer about training today on a lesser day left it out."""
    if ground.decision.action not in _LESS or has_trained(ground):
        return ()
    if not (_TODAY.search(text) and _TRAINING.search(text)) or _is_said(text, ground):
        return ()
    return (f"Today stays as it is: {ground.decision.action}, {amount(ground.workout)}.",)


def _is_said(text: str, ground: Ground) -> bool:
    if is_rest(ground.workout):
        return "rest" in text.lower()
    return f"{whole(ground.workout.duration_minutes)} min" in in_minutes(text)
