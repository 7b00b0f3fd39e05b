"""A morning told by a model that answers at once, against the bare call of the library.

What is ours: the recollection, the options, the prompt, the ledger, the clamp, the proofreading
and the keeping. Beside it: what standing in costs while a provider's breaker is open.
"""

import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from openai import AsyncOpenAI

from benchmarks.athletes import NOW, fill, settings_for
from benchmarks.model_process import model_process
from bot.house import House, open_house
from coach.agents.proposing import question
from coach.agents.reasoning import ReasoningAgent
from coach.domain.briefing import DayEntry
from coach.domain.proposal import Proposal
from coach.llm.gateway import Gateway
from coach.llm.openai_chat import OpenAIChat
from coach.llm.prompts import prompt
from coach.llm.shapes import shape_of
from coach.llm.till import Till
from coach.model_ports import Budget
from coach.refining import Refining

ATHLETES = 60
WARM_UP = 10


def run() -> dict[str, float]:
    """Measure both in turns, athlete by athlete; medians, in milliseconds."""
    logging.getLogger("coach.llm").setLevel(logging.ERROR)  # the broken one is broken on purpose
    return asyncio.run(_run())


async def _run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(
            "http://127.0.0.1:9", "123456789:no-token-of-anybodys", Path(folder), ATHLETES
        )
        await fill(settings, athletes=ATHLETES, days=90)
        async with model_process() as root, open_house(settings, clock=lambda: NOW) as house:
            return await _measure(house, root)


async def _measure(house: House, root: str) -> dict[str, float]:
    days = {athlete.id: NOW.date() for athlete in await house.memory.athletes()}
    briefed = (await house.coach.brief_many(days, NOW)).values()
    entries = [entry for entry in briefed if isinstance(entry, DayEntry)]
    good = OpenAIChat("openai", "m", key="k", base_url=f"{root}/v1", local=True)
    down = OpenAIChat("openai", "m", key="k", base_url=f"{root}/down/v1", local=True)
    alone, behind = _refining(house, [good]), _refining(house, [down, good])
    bare_client = AsyncOpenAI(api_key="k", base_url=f"{root}/v1", max_retries=0)
    ours, bare, standing_in = list[float](), list[float](), list[float]()
    half = len(entries) // 2
    for entry in entries[:half]:
        content = await _content(house, entry)
        bare.append(await _timed(_bare(bare_client, content)))
        ours.append(await _timed(alone.refine(entry, NOW)))
    for entry in entries[half:]:
        standing_in.append(await _timed(behind.refine(entry, NOW)))
    for each in (good, down, bare_client):
        await each.close()
    told = [statistics.median(times[WARM_UP:]) * 1000 for times in (ours, bare, standing_in)]
    return {
        "morning_ms": told[0],
        "bare_call_ms": told[1],
        "our_share_ms": told[0] - told[1],
        "ratio": told[0] / told[1],
        "failover_ms": told[2],
    }


def _refining(house: House, providers: list[OpenAIChat]) -> Refining:
    till = Till(house.memory, Budget(athlete_usd=None, all_usd=None), lambda *_: 0.0)
    return Refining(Gateway(lambda: providers, till, seconds=10, now=lambda: NOW), house.memory)


async def _content(house: House, entry: DayEntry) -> str:
    recalled = await house.memory.recall({entry.athlete_id: entry.local_date})
    options = ReasoningAgent().options(entry.briefing.morning)
    return question(entry.briefing, options, recalled[entry.athlete_id]).content


async def _bare(client: AsyncOpenAI, content: str) -> str:
    """Return what the library alone brings home for the same prompt, streamed."""
    shape = shape_of(Proposal)
    stream = await client.chat.completions.create(
        model="m",
        messages=[
            {"role": "system", "content": prompt("morning").text},
            {"role": "user", "content": content},
        ],
        response_format={
            "type": "json_schema",
            "json_schema": {"name": shape.name, "strict": True, "schema": dict(shape.schema)},
        },
        stream=True,
        stream_options={"include_usage": True},
    )
    parts = [c.choices[0].delta.content or "" async for c in stream if c.choices]
    return "".join(parts)


async def _timed(work: Awaitable[object]) -> float:
    began = time.perf_counter()
    await work
    return time.perf_counter() - began
