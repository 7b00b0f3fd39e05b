"""The HTTP side: routes, the token and faults."""

import asyncio
import inspect
import json
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.localchat.answers import ANSWERS
from bot.localchat.faults import Fault, Faults, When
from bot.localchat.methods import method_named
from bot.localchat.parameters import read
from bot.localchat.refusal import Json, Refusal
from bot.localchat.rooms import World

_NEVER = 3600.0


class _Cut(Response):
    """Headers and then nothing: the client sees a connection that broke."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 200, "headers": []})


@dataclass(frozen=True)
class Endpoints:
    """Telegram's two routes over one world."""

    token: str
    world: World
    faults: Faults

    def application(self) -> Starlette:
        """Return the ASGI application."""
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self.download),
            ],
            exception_handlers={Refusal: _refused, 404: _not_found, 405: _not_found},
        )

    async def call(self, request: Request) -> Response:
        """Answer one method call."""
        self._check_token(request)
        known = method_named(request.path_params["method"])
        if known is None or known[0] in self.faults.lacking:
            raise Refusal(404, "Not Found: method not found")
        name, method = known
        parameters = await read(request, method)
        fault = self.faults.take(name, parameters.get("chat_id"))
        if fault and fault.refusal:
            raise fault.refusal
        if fault and fault.when is When.CUT:
            return _Cut()
        outcome = ANSWERS[name](self.world, parameters)
        result = await outcome if inspect.isawaitable(outcome) else outcome
        self.world.accepted[name] += 1
        return await _after(fault, _json({"ok": True, "result": result}))

    async def download(self, request: Request) -> Response:
        """Answer with a file's bytes."""
        self._check_token(request)
        content = self.world.content(request.path_params["path"])
        if content is None:
            raise Refusal(404, "Not Found")
        return Response(content, media_type="application/octet-stream")

    def _check_token(self, request: Request) -> None:
        if request.path_params["token"] != self.token:
            raise Refusal(401, "Unauthorized")


async def _after(fault: Fault | None, response: Response) -> Response:
    match fault.when if fault else None:
        case When.SLOW:
            await asyncio.sleep(fault.seconds if fault else 0)
        case When.SILENT_AFTER:
            await asyncio.sleep(_NEVER)
        case When.CUT_AFTER:
            return _Cut()
    return response


async def _refused(request: Request, error: Exception) -> Response:
    del request
    refusal = error if isinstance(error, Refusal) else Refusal(500, "Internal Server Error")
    return _json(refusal.document(), refusal.code)


async def _not_found(request: Request, error: Exception) -> Response:
    del error
    return await _refused(request, Refusal(404, "Not Found"))


def _json(body: Json, status: int = 200) -> Response:
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return Response(content, status, media_type="application/json")
