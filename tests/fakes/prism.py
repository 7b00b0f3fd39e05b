"""Prism between an adapter and a fake: what breaks a vendor's OpenAPI document becomes an error.

Needs node and the documents beside the project; installs itself into .cache once.
"""

import asyncio
import contextlib
import fcntl
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SPECS = PROJECT.parent / "shared" / "specs"
HOME = PROJECT / ".cache" / "prism"
PROGRAM = HOME / "node_modules" / ".bin" / "prism"
PACKAGE = "@stoplight/prism-cli@5.14.2"
_INSTALL_S, _START_S = 120, 60


def program() -> Path:
    """Return Prism's program; skips the test where it cannot be had."""
    if not SPECS.is_dir():
        pytest.skip("the vendors' OpenAPI documents are not beside this project")
    if not PROGRAM.exists():
        _install()
    return PROGRAM


def _install() -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not installed")
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes may want it at once
        if PROGRAM.exists():
            return
        order = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(HOME)]
        try:
            subprocess.run([*order, PACKAGE], check=True, timeout=_INSTALL_S, capture_output=True)  # noqa: S603  # our own words
        except (subprocess.SubprocessError, OSError):
            pytest.skip(f"npm could not install {PACKAGE}")


@contextlib.asynccontextmanager
async def proxy(document: str, upstream: str) -> AsyncIterator[str]:
    """Run Prism in front of a fake and yield its address."""
    port = _free_port()
    process = await asyncio.create_subprocess_exec(
        str(program()),
        *("proxy", "-h", "127.0.0.1", "-p", str(port), "--errors", str(SPECS / document)),
        upstream,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(_START_S):
            await _listening(process)
        silent = asyncio.create_task(_drain(process))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        await process.wait()
    await silent


async def _listening(process: asyncio.subprocess.Process) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        if b"is listening" in line:
            return
    pytest.fail("Prism ended before it listened")


async def _drain(process: asyncio.subprocess.Process) -> None:
    assert process.stdout is not None
    await process.stdout.read()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
