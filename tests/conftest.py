"""How all tests run: without a network, and property tests with the same examples in CI.

New examples on a desk, the same ones in CI; never by the clock.
"""

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

HERE = frozenset({"", "localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104  # loopback's names


@pytest.fixture(autouse=True, scope="session")
def _network_is_shut() -> Iterator[None]:
    """Let nothing leave this machine: other hosts are as unknown as where there is no network."""
    found, connected = socket.getaddrinfo, socket.socket.connect

    def only_here(host: str | bytes | None, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # passed through
        name = host.decode() if isinstance(host, bytes) else host or ""
        if name not in HERE:
            raise socket.gaierror(socket.EAI_NONAME, "the network is shut for tests")
        return found(host, *args, **kwargs)

    def to_here(this: socket.socket, address: Any) -> None:  # noqa: ANN401  # of any family
        if isinstance(address, tuple) and address[0] not in HERE:
            raise ConnectionRefusedError("the network is shut for tests")
        connected(this, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", only_here)
        patch.setattr(socket.socket, "connect", to_here)
        yield
