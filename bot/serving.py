"""A small web server inside the running loop; what it serves, and to whom, others know."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

LOOPBACK = "127.0.0.1"


@asynccontextmanager
async def listening(
    application: Starlette, port: int, *, host: str = LOOPBACK, at_once: int | None = None
) -> AsyncIterator[int]:
    """Serve inside the running loop and yield the port; 0 takes a free one.

    With more than `at_once` connections the next is answered 503. Nothing of requests is logged.

    Raises:
        OSError: the port is taken.

    """
    with _listener(host, port) as listener:
        config = _config(application, at_once)
        server = uvicorn.Server(config)
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listener])
        try:
            yield listener.getsockname()[1]
        finally:
            await _close(server)


def _config(application: Starlette, at_once: int | None) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        log_level="critical",
        timeout_keep_alive=60,
        limit_concurrency=at_once,
    )


def _listener(host: str, port: int) -> socket.socket:
    # With the protocol named, asyncio switches Nagle's delay off for each connection; without it
    # every answer, written as head and body, waits 40 ms for the client's acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


async def _close(server: uvicorn.Server) -> None:
    """End at once: who is still connected at the end reads nothing more."""
    for listener in server.servers:
        listener.close()
    for connection in list(server.server_state.connections):
        connection.transport.abort()
    tasks = list(server.server_state.tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
