"""One line of the doctor's."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """What was looked at, whether it is well, and what to say of it."""

    check: str
    ok: bool
    says: str
