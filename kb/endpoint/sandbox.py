"""What a worker process gives up before it sees foreign text: memory, sockets, and life after its parent."""

import contextlib
import ctypes
import os
import platform
import select
import signal
import struct
import sys
import threading
import time
from pathlib import Path
from typing import Final

# Per machine: the audit number of its instruction set, and the numbers of the calls that open a way out.
_CALLS: Final = {
    "x86_64": (0xC000003E, {"socket": 41, "socketpair": 53, "io_uring_setup": 425, "execve": 59, "execveat": 322}),
    "aarch64": (
        0xC00000B7,
        {"socket": 198, "socketpair": 199, "io_uring_setup": 425, "execve": 221, "execveat": 281},
    ),
}
_X32_CALLS: Final = 0x40000000
_PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE_EACCES: Final = 0x00050000 | 13


def limit_memory(megabytes: int) -> None:
    """Bound the address space and forbid core dumps, where the system can (Linux)."""
    if not sys.platform.startswith("linux"):
        return
    import resource  # noqa: PLC0415  (does not exist on every system)

    for kind, wanted in ((resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit from outside stays
            resource.setrlimit(kind, (wanted, wanted))


def resident_megabytes() -> float:
    """Memory this process holds now; 0 where the system does not tell."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    return 0.0


def refuse_sockets() -> bool:
    """Let the kernel refuse every new socket and program to this process; False where it cannot.

    The inspection keeps SERVICE out; this holds even if a query should ever slip past the inspection.
    """
    known = _CALLS.get(platform.machine())
    if known is None or not sys.platform.startswith("linux"):
        return False
    program = _filter(*known)
    buffer = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of 8-byte instructions and, aligned, the address of the first.
    description = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.c_char_p(description), 0, 0) == 0)


def _filter(machine: int, calls: dict[str, int]) -> bytes:
    numbers = list(calls.values())

    def step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("HBBI", code, if_true, if_false, value)

    # The steps end with "allow" and "refuse"; a jump to refuse skips all the steps in between.
    tests = [step(_JUMP_EQUAL, number, if_true=len(numbers) - index) for index, number in enumerate(numbers)]
    return b"".join(
        [
            step(_LOAD, 4),  # the instruction set
            step(_JUMP_EQUAL, machine, if_false=len(numbers) + 3),
            step(_LOAD, 0),  # the number of the call
            step(_JUMP_AT_LEAST, _X32_CALLS, if_true=len(numbers) + 1),
            *tests,
            step(_RETURN, _ALLOW),
            step(_RETURN, _REFUSE_EACCES),
        ]
    )


def follow_parent(lifeline: int) -> None:
    """End this process as soon as the parent is gone, even by SIGKILL: its end of the pipe then hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    parent = os.getppid()
    threading.Thread(target=_watch, args=(lifeline, parent), name="parent-watch", daemon=True).start()


def _watch(lifeline: int, parent: int) -> None:
    poll = select.poll() if hasattr(select, "poll") else None
    if poll is not None:
        poll.register(lifeline, 0)  # no data wanted: only the hang-up is reported
    while os.getppid() == parent:
        if poll is None:
            time.sleep(1)
        elif poll.poll(1000):
            break
    os._exit(0)
