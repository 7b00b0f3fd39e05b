"""Changes offered to the athlete: made within bounds, worded with all they would change.

Pure: what is known is handed in. Nothing here changes anything; an offer waits for a yes.
"""

from coach.agents.offers.errors import NotOfferedError

__all__ = ["NotOfferedError"]
