"""Whose numbers a sentence asks about: "Ada's CTL" is somebody else's, "today's TSB" is not.

Reads the words as they were written, for their apostrophes; which somebody is of no matter.
"""

import re

_NUMBERS = (
    "ctl|atl|tsb|form|fitness|fatigue|ftp|hrv|readiness|sleep|nights?|load|pulse|heart rate|watts"
    "|power|weight|numbers?|training|plan|ramp|monotony|tss"
)
_SOMEBODYS = re.compile(
    rf"(?:\b(?P<before>[^\W\d_]+)\s+)?\b(?P<name>[^\W\d_]+)['’]s\s+"
    rf"(?:[^\W\d_]+\s+){{0,2}}(?:{_NUMBERS})\b",
    re.IGNORECASE,
)
_POINTS = frozenset({
    "my", "our", "your", "the", "a", "an", "this", "that", "last", "next", "one", "each", "every",
})  # fmt: skip
"""After these a thing is named and nobody: "last night's sleep", "my ring's HRV"."""
_NOBODY = frozenset({
    "what", "how", "who", "where", "when", "why", "which", "it", "that", "there", "here", "let",
    "he", "she", "today", "tonight", "tomorrow", "yesterday", "weekend", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "spring", "summer", "autumn", "fall", "winter", "garmin", "strava", "oura", "whoop", "polar",
    "wahoo", "coros", "zwift", "apple", "suunto", "fitbit", "trainingpeaks", "intervals", "coggan",
    "banister", "foster", "seiler", "everything", "everybody", "everyone",
})  # fmt: skip
"""Words that bear an 's and are no other athlete: short forms, times, makers and authors."""


def is_of_somebody_else(sentence: str) -> bool:
    """Whether a sentence names another person before a number of training."""
    return any(
        found["name"].lower() not in _NOBODY and (found["before"] or "").lower() not in _POINTS
        for found in _SOMEBODYS.finditer(sentence)
    )
