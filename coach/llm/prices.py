"""What tokens cost, from the snapshot that comes with genai-prices; nothing is fetched.

Imported with the providers alone; an unknown model costs as much as a dear one.
"""

from genai_prices import Usage, calc_price

from coach.llm.provider import Tokens

DEAR_IN_USD, DEAR_OUT_USD = 5.0, 25.0
"""For a million tokens of a model that the snapshot does not know."""


def price(provider: str, model: str, tokens: Tokens) -> float:
    """Return dollars for one call."""
    usage = Usage(
        input_tokens=tokens.read,
        output_tokens=tokens.written,
        cache_read_tokens=tokens.cached or None,
    )
    ids = (provider,) if provider != "huggingface" else ()
    for provider_id in (*ids, None):
        try:
            return float(calc_price(usage, model_ref=model, provider_id=provider_id).total_price)
        except LookupError:
            continue
    return (tokens.read * DEAR_IN_USD + tokens.written * DEAR_OUT_USD) / 1_000_000
