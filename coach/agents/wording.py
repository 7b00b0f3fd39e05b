"""How numbers become words: rounding, units and the true minus sign; one place for all texts."""

from datetime import date
from itertools import pairwise

MINUS = "−"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def whole(value: float) -> str:
    """Say a whole number with a true minus: -14.4 is "−14"; never "−0"."""
    rounded = round(value)
    return f"{MINUS}{-rounded}" if rounded < 0 else str(rounded)


def signed(value: float) -> str:
    """Say a difference: "+3", "−2", "±0"."""
    rounded = round(value)
    return f"+{rounded}" if rounded > 0 else whole(rounded) if rounded else "±0"


def tidy(value: float) -> str:
    """Say a number with at most one decimal: 0.8, 62."""
    rounded = round(value, 1)
    text = f"{abs(rounded):g}"
    return f"{MINUS}{text}" if rounded < 0 else text


def hours(value: float) -> str:
    """Say hours as h:mm, 6.17 is "6:10"."""
    minutes = round(value * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def clock(seconds: float) -> str:
    """Say seconds as m:ss, for a pace."""
    rounded = round(seconds)
    return f"{rounded // 60}:{rounded % 60:02d}"


def stretch(seconds: int) -> str:
    """Say how long a step is: "30 s", "10 min", "3:40 min"."""
    if seconds < 60:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds % 60 == 0 else f"{clock(seconds)} min"


def days(count: int) -> str:
    """Say "1 day" or "12 days"."""
    return f"{count} day" if count == 1 else f"{count} days"


def age(age_h: float) -> str:
    """Say how old something is: "30 h", from two days on "6 days"."""
    return f"{whole(age_h)} h" if age_h < 48 else days(int(age_h // 24))


def weekday(day: date) -> str:
    """Say "Wednesday 11 March"."""
    return f"{day:%A} {day.day} {day:%B}"


def capitalized(text: str) -> str:
    """Raise the first letter and leave the rest alone."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """Lower the first letter, unless the first word is an abbreviation or a name like VO2max."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def whole_shares(parts: tuple[float, ...]) -> tuple[int, ...]:
    """Round parts to whole numbers that add up to their rounded sum."""
    total, sums = 0.0, [0]
    for part in parts:
        total += part
        sums.append(round(total + 1e-9))
    return tuple(high - low for low, high in pairwise(sums))
