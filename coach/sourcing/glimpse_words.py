"""Strava's last week as its own athlete may see it: how many, how long, and that it counts nowhere.

What is said here goes into that athlete's chat and nowhere else: no prompt, no export, no memory.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from coach.agents.wording import hours
from coach.domain.glimpse import KEPT_FOR, Glimpse
from coach.sourcing.sport_words import noun


def week_line(glimpses: Sequence[Glimpse], today: date) -> str | None:
    """Return one line of the last seven days; None where there was nothing."""
    since = today - KEPT_FOR + timedelta(days=1)
    week = [one for one in glimpses if since <= one.local_date <= today]
    if not week:
        return None
    counted = Counter(noun(one.sport) for one in week)
    what = ", ".join(f"{many} {name}{'s' * (many != 1)}" for name, many in counted.most_common())
    spent = hours(sum(one.duration_s for one in week) / 3600)
    return f"Strava, last 7 days: {what}, {spent} h (shown only, not counted)"
