"""A real HTTP server on this machine that answers chat completions as a script says, and keeps what it was asked."""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server does once: answer words, or an error, perhaps late."""

    words: str = '{"claims": []}'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    delay: float = 0.0
    finish: str = "stop"
    usage: dict[str, int] | None = field(default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 20})


@dataclass
class ModelServer:
    """The script, of which the last reply repeats; a form of answer in `refuses` is refused with `refusal`."""

    script: Sequence[Reply] = (Reply(),)
    refuses: frozenset[str] = frozenset()
    refusal: int = 400
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    most_at_once: int = 0
    _told: int = 0
    _now: int = 0
    _lock: Lock = field(default_factory=Lock)

    def reply_to(self, request: dict[str, Any], key: str | None) -> Reply:
        """The next reply."""
        with self._lock:
            self.requests.append(request)
            self.keys.append(key)
            form = request.get("response_format", {"type": "none"})
            name = form["type"] + ("+schema" if "schema" in form else "")
            if name in self.refuses:
                return Reply(status=self.refusal, body=json.dumps({"error": {"message": f"unknown format {name}"}}))
            reply = self.script[min(self._told, len(self.script) - 1)]
            self._told += 1
            return reply

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Count the requests under way."""
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1


class _Handler(BaseHTTPRequestHandler):
    server: "_Listener"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        request = json.loads(self.rfile.read(length))
        model = self.server.model
        with model.busy():
            reply = model.reply_to(request, self.headers.get("Authorization"))
            time.sleep(reply.delay)
            body = reply.body if reply.body is not None else _completion(reply)
            try:
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())
            except (BrokenPipeError, ConnectionResetError):
                pass  # the client has given up

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


class _Listener(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, model: ModelServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.model = model


def _completion(reply: Reply) -> str:
    choice = {"index": 0, "message": {"role": "assistant", "content": reply.words}, "finish_reason": reply.finish}
    return json.dumps({"object": "chat.completion", "choices": [choice], "usage": reply.usage})


@contextmanager
def serving(*script: Reply, refuses: Sequence[str] = (), refusal: int = 400) -> Iterator[ModelServer]:
    """A server that follows the script."""
    model = ModelServer(script or (Reply(),), frozenset(refuses), refusal)
    listener = _Listener(model)
    model.url = f"http://127.0.0.1:{listener.server_address[1]}/v1"
    thread = Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()
