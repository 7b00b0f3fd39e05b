"""What tokens cost, from the snapshot that comes with genai-prices; nothing is fetched.

Imported with the providers alone; an unknown model costs as much as a dear one.
"""

from genai_prices import Usage, calc_price

from coach.llm.provider import Tokens

DEAR_IN_USD, DEAR_OUT_USD = 5.0, 25.0
"""For a million tokens of a model that the snapshot does not know."""


DEAR_SPEECH_USD = 0.02
"""For a minute of speech, where nobody knows better."""
_HEARD, _TOLD = 12, 5
"""Tokens of a second of speech, rather too many, for models that count those."""


def price(provider: str, model: str, tokens: Tokens) -> float:
    """Return dollars for one call."""
    if tokens.speech_s:
        return _price_of_speech(provider, model, tokens.speech_s)
    known = _known(
        provider,
        model,
        Usage(
            input_tokens=tokens.read,
            output_tokens=tokens.written,
            cache_read_tokens=tokens.cached or None,
        ),
    )
    if known is not None:
        return known
    return (tokens.read * DEAR_IN_USD + tokens.written * DEAR_OUT_USD) / 1_000_000


def _price_of_speech(provider: str, model: str, seconds: int) -> float:
    """Return dollars; some models count seconds, others tokens."""
    heard, told = seconds * _HEARD, seconds * _TOLD
    counted = Usage(input_tokens=heard, input_audio_tokens=heard, output_tokens=told)
    known = (_known(provider, model, usage) for usage in (Usage(audio_seconds=seconds), counted))
    return next((usd for usd in known if usd), seconds / 60 * DEAR_SPEECH_USD)


def _known(provider: str, model: str, usage: Usage) -> float | None:
    """Return what the snapshot says, None where it does not know the model."""
    ids = (provider,) if provider != "huggingface" else ()
    for provider_id in (*ids, None):
        try:
            return float(calc_price(usage, model_ref=model, provider_id=provider_id).total_price)
        except (LookupError, ValueError):
            continue
    return None
