"""The conversation in Telegram: translation only, in both directions; no databases, no vendors."""
