"""The buttons, as tables: what each says and its short data, at most 64 bytes."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from coach.domain.fact import Fact
from coach.domain.reply import Offer
from handlers.desk import Button, Rows

MOST_BYTES = 64


@lru_cache(maxsize=256)
def markup(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the rows as Telegram's keyboard, None where there are none."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=kind) for label, kind in row] for row in rows]
    )


def morning(day: date) -> Rows:
    """Return the buttons under a morning; Why asks about the day it stands under."""
    return (
        (("Why", f"why:{day.isoformat()}"), ("Sore", "ask:soreness"), ("Tired", "ask:energy")),
        (("Sick", "ask:sick"), ("Less time", "ask:time"), ("Done", "done")),
    )


def after_reply(noted: Sequence[Fact], day: date | None) -> Rows:
    """Return Undo for what was noted, and Why where the day changed; above them Yes and No.

    Those are for what is only likely: No takes it back.
    """
    undo = _of_facts("undo", "Undo", [fact for fact in noted if not fact.is_likely])
    why: tuple[Button, ...] = (("Why", f"why:{day.isoformat()}"),) if day else ()
    rows = (_sure([fact for fact in noted if fact.is_likely]), (*undo, *why))
    return tuple(row for row in rows if row)


def of_offers(offers: Sequence[Offer]) -> Rows:
    """Return a yes and a no for each offer, numbered where there are several."""
    numbers = [f"{n}: " for n in range(1, len(offers) + 1)] if len(offers) > 1 else [""]
    return tuple(
        ((f"{number}Yes, do it", f"do:{offer.id}"), (f"{number}No", f"leave:{offer.id}"))
        for number, offer in zip(numbers, offers, strict=False)
    )


def _sure(likely: Sequence[Fact]) -> tuple[Button, ...]:
    return (
        *_of_facts("sure", "Yes", likely),
        *_of_facts("undo", "No, that is not it", likely),
    )


def _of_facts(kind: str, label: str, facts: Sequence[Fact]) -> tuple[Button, ...]:
    """Return a button about facts, none where their ids are too long for one."""
    fact_ids = [fact.id for fact in facts if fact.id is not None]
    said = f"{kind}:{'.'.join(map(str, fact_ids))}"
    return ((label, said),) if fact_ids and len(said) <= MOST_BYTES else ()


def _scale(kind: str, numbers: Sequence[int], *, words: str = "{}") -> Rows:
    """Return number buttons in two rows; their data is `tap:kind:number:`."""
    buttons = tuple((words.format(n), f"tap:{kind}:{n}:") for n in numbers)
    half = (len(buttons) + 1) // 2
    return (buttons[:half], buttons[half:])


QUESTIONS: dict[str, tuple[str, Rows]] = {
    "soreness": ("How sore are you, 0 (not at all) to 10?", _scale("soreness", range(11))),
    "energy": ("How much energy do you have, 0 (none) to 10?", _scale("energy", range(11))),
    "sleep": ("How long did you sleep?", _scale("sleep", range(3, 11), words="{} h")),
    "time": (
        "How many minutes do you have today?",
        _scale("time", (0, 20, 30, 40, 50, 60, 75, 90), words="{} min"),
    ),
    "done": ("Noted. How hard was it, 0 to 10?", _scale("done", range(11))),
    "sick": (
        "What is it? Anything else, tell me in your words.",
        (
            (("Runny nose or sore throat", "tap:symptom::above_neck_illness"),),
            (("Chesty cough, aches or stomach", "tap:symptom::below_neck_illness"),),
            (("Fever or chills", "tap:symptom::fever"),),
        ),
    ),
}
"""What a button asks back, with its answers."""

CHECK_IN = ("soreness", "energy", "sleep")
"""The questions of `/checkin`, in their order."""

TAPS = frozenset(
    kind.removeprefix("tap:") for _, rows in QUESTIONS.values() for row in rows for _, kind in row
)
"""All answers that this bot ever offers; anything else is forged."""

PUSH_TIMES: Rows = (
    tuple((words, f"at:{words}") for words in ("05:00", "05:30", "06:00", "06:30")),
    tuple((words, f"at:{words}") for words in ("07:00", "07:30", "08:00", "09:00")),
)
