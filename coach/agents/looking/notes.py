"""What was said, found again: dated by code, the words themselves untrusted."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from coach.agents.looking.sheet import Sheet, day_of
from coach.domain.quote import Quote
from coach.domain.quoting import clean

MOST_QUOTES = 8
LONGEST_QUERY = 120
_LENGTH = 220


def quotes(found: Sequence[Quote], timezone: str, today: date) -> Sheet:
    """Return quotes, newest first, each with its day."""
    if not found:
        return Sheet(told={"found": "nothing was said with these words"})
    days = [quote.said_at.astimezone(ZoneInfo(timezone)).date() for quote in found]
    told = [f"{day_of(day, today)}, {quote.speaker}"
            for day, quote in zip(days, found, strict=True)]  # fmt: skip
    said = tuple(clean(quote.words, _LENGTH) for quote in found)
    return Sheet(told={"found, in the order of their words": told}, untrusted=said)
