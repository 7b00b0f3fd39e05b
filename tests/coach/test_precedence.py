"""Who goes first where all wait for one thing."""

import asyncio
from contextlib import nullcontext

from coach.precedence import MOST_PASSED, Turn, giving_way


async def _come(turn: Turn, name: str, order: list[str], *, later: bool = False) -> None:
    with giving_way() if later else nullcontext():
        async with turn:
            order.append(name)
            await asyncio.sleep(0)


async def test_who_types_passes_the_background_work_that_came_before() -> None:
    turn, order = Turn(), list[str]()

    async with asyncio.TaskGroup() as group:
        group.create_task(_come(turn, "harvest 1", order, later=True))
        group.create_task(_come(turn, "harvest 2", order, later=True))
        group.create_task(_come(turn, "harvest 3", order, later=True))
        group.create_task(_come(turn, "/today", order))

    assert order == ["harvest 1", "/today", "harvest 2", "harvest 3"]


async def test_background_work_is_passed_only_so_often() -> None:
    turn, order = Turn(), list[str]()

    async with asyncio.TaskGroup() as group:
        group.create_task(_come(turn, "holds", order))
        group.create_task(_come(turn, "harvest", order, later=True))
        for number in range(2 * MOST_PASSED):
            group.create_task(_come(turn, f"/today {number}", order))

    assert order.index("harvest") == 1 + MOST_PASSED


async def test_a_task_gives_way_where_the_one_that_began_it_does() -> None:
    turn, order = Turn(), list[str]()

    async with asyncio.TaskGroup() as group:
        group.create_task(_come(turn, "holds", order))
        with giving_way():
            group.create_task(_come(turn, "a night's look", order))
        group.create_task(_come(turn, "/today", order))

    assert order == ["holds", "/today", "a night's look"]


async def test_who_leaves_while_waiting_stops_nobody() -> None:
    turn, order = Turn(), list[str]()

    async with turn:
        leaving = asyncio.create_task(_come(turn, "left", order))
        staying = asyncio.create_task(_come(turn, "stayed", order))
        await asyncio.sleep(0)
        leaving.cancel()
    await staying

    assert order == ["stayed"]
    assert leaving.cancelled()


async def test_who_is_called_and_leaves_at_that_moment_lets_the_next_one_in() -> None:
    turn, order = Turn(), list[str]()

    async with turn:
        leaving = asyncio.create_task(_come(turn, "left", order))
        staying = asyncio.create_task(_come(turn, "stayed", order))
        await asyncio.sleep(0)
    leaving.cancel()
    await staying

    assert order == ["stayed"]
    assert leaving.cancelled()
