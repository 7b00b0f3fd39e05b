"""A server of one's own that speaks Chat Completions: one answer for every question, streamed.

For what runs an event loop of its own; the wire itself is tried against a third party's mock.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class ChatServer:
    """Where it listens, what it says, and what it was asked."""

    answer: str
    status: int = 200
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def chat_server(answer: str, *, status: int = 200) -> Iterator[ChatServer]:
    """Serve one answer on a free port."""
    chat = ChatServer(answer, status)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(chat))
    chat.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(chat: ChatServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["content-length"])
            chat.asked.append(json.loads(self.rfile.read(size)))
            self.send_response(chat.status)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            if chat.status == 200:
                self.wfile.write(_stream(chat.answer, chat.asked[-1]["model"]))

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    return Handler


def _stream(answer: str, model: str) -> bytes:
    head = {"id": "chat-1", "object": "chat.completion.chunk", "created": 1, "model": model}
    words = {"index": 0, "delta": {"role": "assistant", "content": answer}, "finish_reason": None}
    end: dict[str, Any] = {"index": 0, "delta": {}, "finish_reason": "stop"}
    chunks = [head | {"choices": [words]}, head | {"choices": [end]}]
    lines = [f"data: {json.dumps(chunk)}\n\n" for chunk in chunks]
    return "".join([*lines, "data: [DONE]\n\n"]).encode()
