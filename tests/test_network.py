"""No test reaches beyond this machine, whatever library asks."""

import asyncio
import socket

import pytest
import requests


@pytest.mark.parametrize("host", ["intervals.icu", "93.184.216.34"])
def test_nobody_outside_is_reached(host: str) -> None:
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://{host}/", timeout=5)


@pytest.mark.parametrize("host", ["api.ouraring.com", "93.184.216.34"])
async def test_nor_by_the_event_loop(host: str) -> None:
    with pytest.raises(OSError, match="the network is shut for tests"):
        await asyncio.open_connection(host, 443)


def test_loopback_is_open() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as line,
    ):
        assert line.getpeername() == server.getsockname()
