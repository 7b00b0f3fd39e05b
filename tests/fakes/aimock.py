"""A third party's mock of the providers (npm's aimock): what the libraries meet on the wire.

Needs node; installs itself into .cache once. Models are named for what happens to who asks them.
"""

import asyncio
import contextlib
import fcntl
import json
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[2] / ".cache" / "aimock"
PROGRAM = HOME / "node_modules" / ".bin" / "llmock"
PACKAGE = "@copilotkit/aimock@1.43.0"
_INSTALL_S, _START_S = 120, 30

USAGE = {
    "prompt_tokens": 1800, "completion_tokens": 260, "total_tokens": 2060,
    "input_tokens": 1800, "output_tokens": 260,
}  # fmt: skip
"""In the words of both libraries."""

Fixtures = Sequence[Mapping[str, Any]]


def program() -> Path:
    """Return the mock's program; skips the test where it cannot be had."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed")
    if not PROGRAM.exists():
        _install()
    return PROGRAM


def _install() -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several test processes may want it at once
        if PROGRAM.exists():
            return
        order = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(HOME)]
        try:
            subprocess.run([*order, PACKAGE], check=True, timeout=_INSTALL_S, capture_output=True)  # noqa: S603  # our own words
        except (subprocess.SubprocessError, OSError):
            pytest.skip(f"npm could not install {PACKAGE}")


@contextlib.asynccontextmanager
async def serve(folder: Path, fixtures: Fixtures, *more: str) -> AsyncIterator[str]:
    """Serve fixtures and yield the root of the mock's address."""
    llmock, port = program(), _free_port()
    file = folder / "fixtures.json"
    await asyncio.to_thread(file.write_text, json.dumps({"fixtures": fixtures}))
    process = await asyncio.create_subprocess_exec(
        str(llmock),
        *("-p", str(port), "-f", str(file), "--strict", "--log-level", "silent", *more),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_START_S):
            await _listening(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        await process.wait()


async def _listening(port: int) -> None:
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            await writer.wait_closed()
            return
        await asyncio.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def journal(root: str) -> Sequence[Any]:
    """Return what the mock was really sent, oldest first."""
    whole = await asyncio.to_thread(_fetched, f"{root}/__aimock/journal?limit=100")
    return [entry["body"] for entry in whole]


def _fetched(address: str) -> Any:  # noqa: ANN401  # JSON
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  # our own mock
        return json.load(answer)


def failing(model: str, status: int, code: str | None = None) -> Mapping[str, Any]:
    """Return a fixture of a provider that refuses."""
    error = {"message": "no", "type": code or "error", "code": code}
    return {"match": {"model": model}, "response": {"error": error, "status": status}}


def answering(model: str, text: str, **how: object) -> Mapping[str, Any]:
    """Return a fixture of a provider that answers."""
    return {"match": {"model": model}, "response": {"content": text, "usage": USAGE}, **how}


def looking(model: str, *turns: str | Mapping[str, str]) -> Fixtures:
    """Return fixtures of a provider that asks tools, by name and arguments, and then answers."""
    return [
        {"match": {"model": model, "turnIndex": number}, "response": _turn(number, turn)}
        for number, turn in enumerate(turns)
    ]


def _turn(number: int, turn: str | Mapping[str, str]) -> Mapping[str, Any]:
    if isinstance(turn, str):
        return {"content": turn, "usage": USAGE}
    calls = [
        {"id": f"call_{number}_{name}", "name": name, "arguments": arguments}
        for name, arguments in turn.items()
    ]
    return {"toolCalls": calls, "usage": USAGE}
