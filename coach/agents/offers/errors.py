"""Why something is not offered."""

from coach.errors import AthleteError


class NotOfferedError(AthleteError):
    """This cannot be offered; the sentence says why, to the athlete or to a model."""
