"""A memory with a clock that stands at Monday, 06:00 UTC."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from coach.domain.athlete import Athlete
from coach.memory.database import SqlMemory
from tests.memories import SIX, fresh_memory, someone


@pytest.fixture
async def memory(tmp_path: Path) -> AsyncIterator[SqlMemory]:
    async with fresh_memory(tmp_path, clock=lambda: SIX) as memory:
        yield memory


@pytest.fixture
async def anna(memory: SqlMemory) -> Athlete:
    return await someone(memory)
