"""The real server on a free port with a knowledge base of its own, and Chromium where the machine has one."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.resources import app_path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
START_SECONDS = 60
BUILD_MILLISECONDS = 180_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The address of a server that runs as `streamlit run app.py` does."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", app_path().name]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, f"--server.port={port}", "--server.headless=true"],
            cwd=app_path().parent,
            env={**os.environ, "CASUS_HOME": str(home)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/_stcore/health", server, home / "server.log")
            yield address
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended at once:\n{log.read_text(errors='replace')}")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not answer:\n{log.read_text(errors='replace')}")
