"""A language model in a process of its own that answers at once, as a stream of Chat Completions.

It takes the last option that it is told; the address `/down/v1` is always broken.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from benchmarks.processes import running
from bot.serving import listening

WORDS = 20
"""How many characters a part of the stream has."""
USAGE = {"prompt_tokens": 2000, "completion_tokens": 300, "total_tokens": 2300}


@contextlib.asynccontextmanager
async def model_process() -> AsyncIterator[str]:
    """Start it and yield its root address."""
    async with running("benchmarks.model_process") as (_, root):
        yield root


async def _complete(request: Request) -> Response:
    body = await request.json()
    option = json.loads(body["messages"][1]["content"])["options"][-1]
    answer = {
        "action": option["action"], "intensity_recommendation": option["intensity"],
        "reason": "Your load is calm, so I keep what the plan has for you today.", "flags": [],
        "confidence": 0.7, "evidence": ["f1"],
        "explanation": "I looked at your night and at your load, and the plan suits them. " * 8,
    }  # fmt: skip
    stream = _events(json.dumps(answer), body["model"])
    return StreamingResponse(stream, media_type="text/event-stream")


def _events(text: str, model: str) -> Iterator[str]:
    for start in range(0, len(text), WORDS):
        yield _event(model, {"content": text[start : start + WORDS]}, None)
    yield _event(model, {}, "stop")
    last = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": model}
    yield f"data: {json.dumps(last | {'choices': [], 'usage': USAGE})}\n\n"
    yield "data: [DONE]\n\n"


def _event(model: str, delta: dict[str, str], finish: str | None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    part = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": model}
    return f"data: {json.dumps(part | {'choices': [choice]})}\n\n"


async def _broken(_: Request) -> Response:
    return Response(status_code=503)


async def _serve() -> None:
    app = Starlette(
        routes=[
            Route("/v1/chat/completions", _complete, methods=["POST"]),
            Route("/down/v1/chat/completions", _broken, methods=["POST"]),
        ]
    )
    async with listening(app, 0) as port:
        print(f"http://127.0.0.1:{port}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
