"""Activities, nights and loads as they come in from files and vendors, and the curve they make."""

from coach.memory.shelf import Shelf


class TrainingShelf(Shelf):
    """Implements `ports.TrainingLog`."""
