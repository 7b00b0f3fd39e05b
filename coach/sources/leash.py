"""Blocking requests that can be ended from outside: the socket in use is closed under them.

A timeout on each read does not end a server that sends a byte now and then; this does.
"""

import socket
from contextlib import suppress
from contextvars import ContextVar
from threading import Lock
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_HELD: ContextVar["Leash | None"] = ContextVar("leash", default=None)


class LeashCutError(Exception):
    """The request was given up by who waited for it."""


class Leash:
    """Holds the socket of one request till `release`; `cut` ends it and all that would follow."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self._cut = False

    def take(self) -> None:
        """Become the leash of the requests that this thread makes from here on."""
        _HELD.set(self)

    def hold(self, used: socket.socket | None) -> None:
        """Remember what to close; raises LeashCutError where it is over already."""
        with self._lock:
            if self._cut:
                raise LeashCutError
            self._socket = used

    def release(self) -> None:
        """Let the connection go back to its pool unharmed."""
        with self._lock:
            self._socket = None

    def cut(self) -> None:
        """End what is held; the answer being read from it breaks off."""
        with self._lock:
            self._cut = True
            held, self._socket = self._socket, None
        if held is not None:
            with suppress(OSError):  # it is closed already
                socket.socket.shutdown(held, socket.SHUT_RDWR)


class _HeldHTTP(HTTPConnection):
    def connect(self) -> None:
        _hold(None)
        super().connect()
        _hold(self.sock)

    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # passed through
        _hold(self.sock)
        super().request(*args, **kwargs)


class _HeldHTTPS(HTTPSConnection):
    def connect(self) -> None:
        _hold(None)
        super().connect()
        _hold(self.sock)

    def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # passed through
        _hold(self.sock)
        super().request(*args, **kwargs)


def _hold(used: socket.socket | None) -> None:
    leash = _HELD.get()
    if leash is not None:
        leash.hold(used)


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _HeldHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _HeldHTTPS


class HeldAdapter(HTTPAdapter):
    """The usual adapter, whose connections know the leash of their thread."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # passed through
        """Make the pools that open such connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

    def close(self) -> None:
        """Close the idle connections now; the library waits until nobody holds their pool."""
        pools = self.poolmanager.pools
        for key in pools.keys():  # noqa: SIM118  # the container is no mapping to walk over
            pools[key].close()
        super().close()
