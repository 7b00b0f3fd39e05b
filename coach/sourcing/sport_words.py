"""What one activity of a sport is called: a table."""

from collections.abc import Mapping

from coach.domain.activity import Sport

_NOUNS: Mapping[Sport, str] = {
    Sport.CYCLING: "ride",
    Sport.RUNNING: "run",
    Sport.SWIMMING: "swim",
    Sport.ROWING: "row",
    Sport.STRENGTH: "strength session",
    Sport.WALKING: "walk",
    Sport.SKIING: "ski tour",
    Sport.YOGA: "yoga session",
    Sport.TRANSITION: "transition",
}


def noun(sport: Sport) -> str:
    """Return what one is called; its plural takes an s."""
    return _NOUNS.get(sport, "session")
