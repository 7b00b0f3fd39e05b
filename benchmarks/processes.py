"""A module of the benchmarks run as a process of its own, as long as it is needed.

What it says first, a line, is its address or its greeting; what else passes is theirs.
"""

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator


@contextlib.asynccontextmanager
async def running(module: str) -> AsyncIterator[tuple[Process, str]]:
    """Start a module; yield its process and its first line."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, stdin=PIPE, stdout=PIPE
    )
    assert process.stdout
    try:
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()
