"""Numbers in words, written in digits: "two hundred and forty watts" is "240 watts".

Small ones stay words where they count nothing that is measured: "one or two easy rides".
"""

import re

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORTH = {word: number for number, word in enumerate(_ONES)} | _TENS
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES)})"
_NUMBER = re.compile(
    rf"\b(?:(?:{_SMALL}|an?)[\s-](?=(?:{'|'.join(_TIMES)})s?\b))?"
    rf"(?:{_SMALL}|(?:{'|'.join(_TIMES)})s?)"
    rf"(?:(?:[\s-]and)?[\s-](?:{_SMALL}[\s-])?(?:{'|'.join(_TIMES)})s?"
    rf"|(?<=hundred)(?:[\s-]and)?[\s-]{_SMALL}|(?<=thousand)(?:[\s-]and)?[\s-]{_SMALL})*\b",
    re.IGNORECASE,
)
TELLING = 13
"""From here on a number is a figure, whatever stands behind it."""


def in_digits(text: str, unit: re.Pattern[str], *, least: int = TELLING) -> str:
    """Write numbers in digits: those with a unit behind them, and all from `least` on."""

    def digits(match: re.Match[str]) -> str:
        value = _value(re.split(r"[\s-]+", match[0].lower()))
        measured = unit.match(text, match.end()) is not None
        return str(value) if measured or value >= least else match[0]

    return _NUMBER.sub(digits, text)


def _value(words: list[str]) -> int:
    """Return what number words come to."""
    whole = part = 0
    for word in words:
        times = _TIMES.get(word.removesuffix("s"))
        if times is None:
            part += _WORTH.get(word, 1 if word in {"a", "an"} else 0)
        elif times == 100:
            part = (part or 1) * times
        else:
            whole, part = whole + (part or 1) * times, 0
    return whole + part
