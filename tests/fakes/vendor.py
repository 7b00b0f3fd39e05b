"""A vendor over real HTTP on loopback: what it was asked is kept, and mishaps can be ordered."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.serving import listening

Json = dict[str, object] | list[object] | None
Mishap = Callable[[], Response]

_METHODS = ["GET", "POST", "PUT", "DELETE"]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> Mapping[str, str]:
        """The fields of a form."""
        return dict(parse_qsl(self.body.decode()))

    @property
    def document(self) -> object:
        """The JSON sent."""
        return json.loads(self.body)


@dataclass
class Vendor:
    """Base of the fakes. `mishaps` befall the next requests in turn, `always` befalls all.

    `only` limits both to paths that end so.
    """

    asked: list[Asked] = field(default_factory=list)
    mishaps: list[Mishap] = field(default_factory=list)
    always: Mishap | None = None
    only: str = ""
    url: str = ""
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)

    def answer(self, asked: Asked) -> Response | Awaitable[Response]:
        """Answer as the vendor does when all is well."""
        raise NotImplementedError

    async def _serve(self, request: Request) -> Response:
        asked = Asked(
            method=request.method,
            path=request.url.path,
            query=dict(request.query_params),
            headers=request.headers,
            body=await request.body(),
        )
        self.asked.append(asked)
        self.was_asked.set()
        if asked.path.endswith(self.only) and self.mishaps:
            return self.mishaps.pop(0)()
        if asked.path.endswith(self.only) and self.always is not None:
            return self.always()
        await asyncio.sleep(0)
        answer = self.answer(asked)
        return answer if isinstance(answer, Response) else await answer

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Serve and yield the root address."""
        application = Starlette(routes=[Route("/{path:path}", self._serve, methods=_METHODS)])
        async with listening(application, 0) as port:
            self.url = f"http://127.0.0.1:{port}"
            yield self.url

    def paths(self) -> list[str]:
        """Return what was asked, in order."""
        return [asked.path for asked in self.asked]


def found(document: Json | Mapping[str, object], status: int = 200) -> Response:
    """Return an answer in JSON."""
    return JSONResponse(document, status)


def says(status: int, *, retry_after: str | None = None, detail: str = "no") -> Mishap:
    """Return a mishap that answers a status, with the secret-free words vendors add."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return lambda: JSONResponse({"detail": detail}, status, headers=headers)


def garbage(body: bytes = b"<html>Bad gateway</html>", status: int = 200) -> Mishap:
    """Return a mishap that answers something else than JSON."""
    return lambda: Response(body, status, media_type="text/html")


def redirect(to: str) -> Mishap:
    """Return a mishap that sends the asker elsewhere."""
    return lambda: Response(status_code=302, headers={"Location": to})


def drip() -> Response:
    """Answer a byte now and then, for ever."""

    async def bytes_now_and_then() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.02)

    return StreamingResponse(bytes_now_and_then(), media_type="application/json")


def cut() -> Response:
    """Break off in the middle of the answer."""

    async def the_beginning() -> AsyncIterator[bytes]:
        yield b'[{"id": 1, '

    headers = {"Content-Length": "5000"}
    return StreamingResponse(the_beginning(), media_type="application/json", headers=headers)


def endless() -> Response:
    """Answer without an end, fast."""

    async def blanks() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65536
            await asyncio.sleep(0)

    return StreamingResponse(blanks(), media_type="application/json")
