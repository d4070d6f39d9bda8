"""One worker process, seen from the service: start it, ask it, end it."""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any, BinaryIO

import kb
from kb.endpoint.channel import receive, send

# Starting takes a fifth of a second; a machine that swaps gets this long.
_START_SECONDS = 60.0
_OUT_OF_MEMORY = ("memory allocation of", "MemoryError", "bad_alloc", "Cannot allocate memory", "out of memory")


class Expired(Exception):  # noqa: N818  (never leaves the service)
    """The worker was killed at the time limit."""


class Process:
    """A worker that answers one request at a time; after Expired or EOFError it is of no more use."""

    def __init__(self, arguments: list[str]) -> None:
        # A program of its own, not a fork: safe with threads, and the caller's main module is not run again.
        self._words: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  (closed by end)
        self._child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "kb.endpoint.evaluator", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            env=_environment(),
        )
        self._ready = False
        self._spent = False

    @property
    def pid(self) -> int:
        """The process id."""
        return self._child.pid

    def usable(self) -> bool:
        """Alive, and fit for another request."""
        return not self._spent and self._child.poll() is None

    def ask(self, request: dict[str, Any], text: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """One request, one reply; Expired after so many seconds, EOFError when the worker died."""
        if not self._ready:
            try:
                self._within(_START_SECONDS, self._await_start)
            except Expired:  # the query is not to blame
                raise EOFError from None
            self._ready = True
        header, body = self._within(seconds, lambda: self._exchange(request, text))
        self._spent = bool(header.get("retire"))
        return header, body

    def _await_start(self) -> tuple[dict[str, Any], bytes]:
        return receive(self._pipe(self._child.stdout))

    def _exchange(self, request: dict[str, Any], text: bytes) -> tuple[dict[str, Any], bytes]:
        send(self._pipe(self._child.stdin), request, text)
        return receive(self._pipe(self._child.stdout))

    def _within(self, seconds: float, exchange: Any) -> tuple[dict[str, Any], bytes]:
        """Killing the worker at the deadline closes the pipes, which ends every wait on them."""
        deadline = _Deadline(seconds, self._child)
        try:
            reply: tuple[dict[str, Any], bytes] = exchange()
        except (OSError, EOFError, ValueError):
            self._spent = True
            self._child.kill()
            self._child.wait()
            if deadline.met():
                raise EOFError from None
            raise Expired from None
        if not deadline.met():
            self._spent = True  # answered in the very moment it was killed
        return reply

    @staticmethod
    def _pipe(stream: Any) -> BinaryIO:
        pipe: BinaryIO = stream
        return pipe

    def exit_code(self) -> int | None:
        """The exit code, negative for a signal; None while alive."""
        return self._child.poll()

    def out_of_memory(self) -> bool:
        """Whether the worker seems to have died for want of memory."""
        words = self.last_words()
        return any(phrase in words for phrase in _OUT_OF_MEMORY)

    def last_words(self) -> str:
        """The end of what the worker wrote to its standard error."""
        with contextlib.suppress(OSError, ValueError):
            self._words.seek(max(0, os.fstat(self._words.fileno()).st_size - 2000))
            return self._words.read().decode(errors="replace").strip()
        return ""

    def end(self) -> None:
        """Kill and reap; harmless if it is dead already."""
        self._spent = True
        self._child.kill()
        self._child.wait()
        for stream in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()
        self._words.close()


class _Deadline:
    """Kills a worker after so many seconds, unless it was met before."""

    def __init__(self, seconds: float, child: "subprocess.Popen[bytes]") -> None:
        self._lock = threading.Lock()
        self._child = child
        self._over = False
        self._expired = False
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def _expire(self) -> None:
        with self._lock:
            if not self._over:
                self._expired = True
                self._child.kill()

    def met(self) -> bool:
        """End the watch; False if the worker had to be killed."""
        self._timer.cancel()
        with self._lock:
            self._over = True
            return not self._expired


def _environment() -> dict[str, str]:
    package = str(Path(kb.__file__).resolve().parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    # Each allocator arena reserves address space that would count against the memory limit.
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "MALLOC_ARENA_MAX": "2"}
