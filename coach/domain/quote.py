"""Something that was said, with its day, as it is found again in the notebook."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Speaker = Literal["athlete", "coach"]


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Words as they were said, at an aware moment; `fact_id` where a fact was made of them."""

    said_at: datetime
    speaker: Speaker
    words: str
    fact_id: int | None = None
