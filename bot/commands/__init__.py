"""What each command does, one file a group; `bot.__main__` holds their options."""
