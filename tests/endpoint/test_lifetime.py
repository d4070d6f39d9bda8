"""Workers follow the snapshot, are replaced when they die, and never outlive the service."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asked_store import TRIPLES, build
from asking import RUNAWAYS, number

from kb.endpoint.refusal import QueryFailedError
from kb.endpoint.worker import Limits, QueryService


def test_a_worker_killed_while_idle_or_at_work_is_replaced(tmp_path: Path) -> None:
    snapshot = build(tmp_path)
    with QueryService(lambda: snapshot, Limits(seconds=20), workers=1) as service, ThreadPoolExecutor(1) as pool:
        number(service)
        idle = workers_of(os.getpid(), snapshot)[0]
        os.kill(idle, signal.SIGKILL)
        os.waitid(os.P_PID, idle, os.WEXITED | os.WNOWAIT)
        assert number(service) == TRIPLES
        at_work = pool.submit(service.run, RUNAWAYS["count of a cross product"])
        time.sleep(0.5)
        os.kill(workers_of(os.getpid(), snapshot)[0], signal.SIGKILL)
        with pytest.raises(QueryFailedError, match="died"):
            at_work.result()
        assert number(service) == TRIPLES


def test_closing_ends_workers_and_waiting_callers(tmp_path: Path) -> None:
    snapshot = build(tmp_path)
    service = QueryService(lambda: snapshot, Limits(seconds=20), workers=1)
    with ThreadPoolExecutor(1) as pool:
        number(service)
        at_work = pool.submit(service.run, RUNAWAYS["count of a cross product"])
        time.sleep(0.5)
        service.close()
        with pytest.raises(QueryFailedError, match="closed"):
            at_work.result()
    service.close()
    assert workers_of(os.getpid(), snapshot) == []
    with pytest.raises(QueryFailedError, match="closed"):
        number(service)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
@pytest.mark.parametrize("query", ["", *RUNAWAYS.values()], ids=["idle", *RUNAWAYS])
def test_workers_die_with_a_parent_that_is_killed(snapshot: Path, query: str) -> None:
    program = (
        "import sys, time, pathlib, threading; from kb.endpoint.worker import *\n"
        "service = QueryService(lambda: pathlib.Path(sys.argv[1]), Limits(seconds=60), workers=2)\n"
        "service.run('ASK {}'); service.run('ASK {}'); print('ready', flush=True)\n"
        "if sys.argv[2]: threading.Thread(target=service.run, args=(sys.argv[2],)).start()\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(snapshot), query], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        time.sleep(0.5)
        workers = workers_of(parent.pid)
        assert len(workers) == 2
        parent.kill()
    deadline = time.monotonic() + 5
    while any(alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if alive(worker)]


def workers_of(parent: int, snapshot: Path | None = None) -> list[int]:
    """The evaluators started by a process; with a snapshot only those that have files of it open."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            started_by = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if started_by != parent or "kb.endpoint.evaluator" not in (entry / "cmdline").read_text():
                continue
            files = [str(link.readlink()) for link in (entry / "fd").iterdir()]
        except OSError:
            continue
        if snapshot is None or any(name.startswith(str(snapshot)) for name in files):
            found.append(int(entry.name))
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_new_snapshot_is_seen_at_once(tmp_path: Path) -> None:
    first, second = (build(tmp_path / name, things) for name, things in (("one", 3), ("two", 30)))
    current = [first]
    with QueryService(lambda: current[0], workers=1) as service:
        assert number(service) == 8
        current[0] = second
        assert number(service) == 62
        assert service.run("ASK {}").snapshot == str(second.resolve())
        current[0] = tmp_path / "gone"
        with pytest.raises(QueryFailedError, match="cannot be opened"):
            number(service)
        current[0] = first
        assert number(service) == 8
