"""The coach: what it knows, decides, says and remembers; it has never heard of Telegram."""
