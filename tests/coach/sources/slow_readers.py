"""Readers that misbehave, by name, so that a worker process can find them."""

import os
import time

from coach.ports import Harvest
from coach.sources.reading import Order, read_piece


def hang_on_slow_ones(order: Order) -> Harvest:
    """Never return for a file called slow."""
    if "slow" in order.piece.label:
        time.sleep(600)
    return read_piece(order)


def die_of_deadly_ones(order: Order) -> Harvest:
    """End the process for a file called deadly."""
    if "deadly" in order.piece.label:
        os._exit(9)
    return read_piece(order)
