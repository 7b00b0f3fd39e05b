"""Language models as the settings name them; no library of theirs is loaded without a key."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.setting_kinds import plain
from bot.settings import Settings
from coach.llm.gateway import TALK_S, Gateway
from coach.llm.provider import Provider, Scribe
from coach.llm.till import Till, price_of
from coach.model_ports import Budget, CallLedger

if TYPE_CHECKING:
    from pydantic import HttpUrl

log = logging.getLogger(__name__)

HUGGING_FACE = "https://router.huggingface.co/v1"
NOT_INSTALLED = (
    "ANTHROPIC_API_KEY is set, but its library is not there: "
    "pip install 'lanterne-rouge[anthropic]'."
)
NO_KEY = "none"
"""What a server of one's own is told where it wants no key."""
MOST_TALK_S = 22.0
"""As long as a conversation waits for words: `coach.conversation.conversing.LONGEST_S`."""
TRANSCRIBE = "gpt-4o-mini-transcribe"
OFF = "off"


def named(settings: Settings) -> tuple[str, ...]:
    """Return the providers that have what they need, in order; none where models are off."""
    if not settings.use_llm_reasoning:
        return ()
    there = {
        "openai": _has_openai(settings),
        "anthropic": settings.anthropic_api_key,
        "huggingface": settings.hf_token and settings.hf_model,
    }
    before_rules = settings.llm_order[: settings.llm_order.index("rules")]
    return tuple(name for name in before_rules if there[name])


@asynccontextmanager
async def open_models(
    settings: Settings, ledger: CallLedger, now: Callable[[], datetime]
) -> AsyncIterator[Gateway | None]:
    """Yield the way to the models that the settings name, None where they name none.

    Nothing is loaded yet: the first question does it, or `Gateway.open` before.
    """
    names = named(settings)
    if not names:
        yield None
        return
    till = Till(ledger, budget(settings), price_of)
    gateway = Gateway(
        lambda: build(settings, names),
        till,
        seconds=settings.llm_timeout_seconds,
        now=now,
        talk_seconds=talk_seconds(settings),
        scribe=scribe_of(settings),
    )
    try:
        yield gateway
    finally:
        await gateway.close()


def talk_seconds(settings: Settings) -> float:
    """Return how long a question waits for words: longer than a morning where that waits long."""
    return min(max(TALK_S, settings.llm_timeout_seconds), MOST_TALK_S)


def transcribing(settings: Settings) -> str | None:
    """Return the model that writes voice notes down, None where none does.

    Without being told to, only OpenAI itself gets them, and only where it is asked anyway.
    """
    there, chosen = named(settings), settings.openai_transcribe_model
    if not there or not _has_openai(settings) or (chosen or "").lower() == OFF:
        return None
    unasked = "openai" in there and settings.openai_base_url is None
    return chosen or (TRANSCRIBE if unasked else None)


def _has_openai(settings: Settings) -> bool:
    return bool(settings.openai_api_key or settings.openai_base_url)


def scribe_of(settings: Settings) -> Callable[[], Scribe] | None:
    """Return what builds the scribe, to be called beside the event loop."""
    model = transcribing(settings)
    return None if model is None else lambda: _speech(settings, model)


def budget(settings: Settings) -> Budget:
    """Return what a day may cost."""
    whole, share = settings.llm_daily_budget_usd, settings.llm_athlete_budget_usd
    return Budget(athlete_usd=whole if share is None else share, all_usd=whole)


def build(settings: Settings, names: Sequence[str]) -> Sequence[Provider]:
    """Load the libraries and return the providers; to be called beside the event loop."""
    import coach.llm.prices  # noqa: F401, PLC0415  # loaded here, so that no call waits for it

    return list(_built(settings, names))


def _built(settings: Settings, names: Sequence[str]) -> Iterator[Provider]:
    for name in names:
        try:
            yield _MAKERS[name](settings)
        except ImportError:
            log.error("%s", NOT_INSTALLED)  # noqa: TRY400  # a sentence says it all


def _openai(settings: Settings) -> Provider:
    from coach.llm.openai_chat import OpenAIChat  # noqa: PLC0415  # heavy, and only with a key

    address = _address(settings.openai_base_url)
    return OpenAIChat(
        "openai",
        settings.openai_model,
        key=plain(settings.openai_api_key) or NO_KEY,
        base_url=address,
        local=_is_free(address),
    )


def _speech(settings: Settings, model: str) -> Scribe:
    import coach.llm.prices  # noqa: F401, PLC0415  # loaded here, so that no call waits for it
    from coach.llm.openai_speech import OpenAISpeech  # noqa: PLC0415  # heavy, and only with a key

    address = _address(settings.openai_base_url)
    return OpenAISpeech(
        model,
        key=plain(settings.openai_api_key) or NO_KEY,
        base_url=address,
        local=_is_free(address),
    )


def _hugging_face(settings: Settings) -> Provider:
    from coach.llm.openai_chat import OpenAIChat  # noqa: PLC0415  # heavy, and only with a key

    key, model = plain(settings.hf_token), settings.hf_model or ""
    return OpenAIChat("huggingface", model, key=key, base_url=HUGGING_FACE)


def _anthropic(settings: Settings) -> Provider:
    from coach.llm.anthropic_messages import (  # noqa: PLC0415  # heavy, and only with a key
        AnthropicMessages,
    )

    return AnthropicMessages(
        settings.anthropic_model,
        key=plain(settings.anthropic_api_key),
        base_url=_address(settings.anthropic_base_url),
    )


_MAKERS: Mapping[str, Callable[[Settings], Provider]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "huggingface": _hugging_face,
}


def _is_free(address: str | None) -> bool:
    return address is not None and is_own(address)


def is_own(address: str) -> bool:
    """Whether an address is of this machine or its network, where nobody sends a bill."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".localhost"))


def _address(url: "HttpUrl | None") -> str | None:
    return None if url is None else str(url).rstrip("/")
