"""What a language model proposes for a day, and what became of it; kept with the day.

A proposal decides nothing: it is clamped, and its words are checked, before any of it is shown.
"""

from typing import Literal

from pydantic import Field

from coach.domain.decision import Action, Flag, Intensity
from coach.domain.document import Document

SCHEMA_VERSION = 1
"""Of `Proposal`; counted up when its fields change."""

Outcome = Literal["taken", "clamped", "words_refused", "over_budget"]


class Proposal(Document):
    """A model's answer for a morning: the original's structure, and the evidence it used."""

    action: Action
    """What to do today; one of the allowed actions."""
    reason: str
    """One or two sentences to the athlete: the signals that decide, and what it serves."""
    intensity_recommendation: Intensity
    """That of the option chosen."""
    flags: tuple[Flag, ...]
    """What else was noticed; nothing that is flagged already can be taken away."""
    confidence: float = Field(ge=0, le=1)
    """0 to 1; missing, old or contradictory data lower it."""
    evidence: tuple[str, ...]
    """Ids of the facts that decided; empty where none did."""
    explanation: str
    """About 150 words, first person, warm and plain: the whole story behind the decision."""


class ModelCall(Document):
    """One answer of a model: who gave it, to which prompt, and at what price."""

    provider: str
    asked_model: str
    answered_model: str | None = None
    prompt: str
    prompt_version: int
    prompt_sha256: str
    schema_version: int
    request_id: str | None = None
    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0
    usd: float = 0
    latency_ms: int = 0
    first_token_ms: int | None = None


class Asked(Document):
    """How a model was asked about a day and what came of it; `rules_action` is the rules' own."""

    outcome: Outcome
    rules_action: Action
    proposal: Proposal | None = None
    call: ModelCall | None = None
    refused_words: str | None = None
    """What stood against the words, where they were not shown."""
