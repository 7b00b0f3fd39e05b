"""The real libraries of the providers, pointed at whoever stands in for the providers."""

import http.server
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from typing import Any

from coach.llm.anthropic_messages import AnthropicMessages
from coach.llm.openai_chat import OpenAIChat
from coach.llm.openai_speech import OpenAISpeech


@asynccontextmanager
async def openai(root: str, model: str) -> AsyncIterator[OpenAIChat]:
    """Open a provider that speaks Chat Completions."""
    provider = OpenAIChat("openai", model, key="k", base_url=f"{root}/v1")
    yield provider
    await provider.close()


@asynccontextmanager
async def claude(root: str, model: str) -> AsyncIterator[AnthropicMessages]:
    """Open a provider that speaks Messages."""
    provider = AnthropicMessages(model, key="k", base_url=root)
    yield provider
    await provider.close()


@asynccontextmanager
async def speech(root: str, model: str) -> AsyncIterator[OpenAISpeech]:
    """Open a provider that writes down what is spoken."""
    scribe = OpenAISpeech(model, key="k", base_url=f"{root}/v1")
    yield scribe
    await scribe.close()


Reply = tuple[int, str, bytes]
"""Status, content type, body."""
PAGE = (200, "text/html", b"<html><body>Please log in</body></html>")


def events(*chunks: object) -> Reply:
    """Return a stream of Chat Completions' chunks."""
    lines = [f"data: {json.dumps(chunk)}\n\n" for chunk in chunks]
    return 200, "text/event-stream", "".join([*lines, "data: [DONE]\n\n"]).encode()


def delta(ended: str | None = None, **parts: object) -> Mapping[str, Any]:
    """Return one chunk."""
    choice = {"index": 0, "delta": parts, "finish_reason": ended}
    return {"id": "x", "object": "chat.completion.chunk", "model": "m", "choices": [choice]}


def refused(status: int) -> Reply:
    """Return a refusal."""
    return status, "application/json", json.dumps({"error": {"message": "no tools"}}).encode()


class _Handler(http.server.BaseHTTPRequestHandler):
    answer: Callable[[Any], Reply]

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["content-length"])))

    def do_GET(self) -> None:
        self._answer(b"")

    def _answer(self, body: bytes) -> None:
        spoken = body.startswith(b"{")
        status, kind, content = type(self).answer(json.loads(body) if spoken else None)
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(answer: Callable[[Any], Reply]) -> Iterator[str]:
    """Serve what a function makes of each request; yield the root."""
    handler = type("Handler", (_Handler,), {"answer": staticmethod(answer)})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def web_pages() -> AbstractContextManager[str]:
    """Serve a proxy's error page in place of every answer."""
    return served(lambda _: PAGE)
