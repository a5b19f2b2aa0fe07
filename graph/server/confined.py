"""What a process that runs queries may do: take so much memory, and not reach the network.

The store's engine calls other endpoints by itself where a query has SERVICE. No look at the text of a query can be
trusted to find all of these, so the system is told to give the process no socket (seccomp, Linux), or no descriptor.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import sys

_PDEATHSIG, _NO_NEW_PRIVS, _SECCOMP, _FILTER = 1, 38, 22, 2
"""Of `prctl` (linux/prctl.h, linux/seccomp.h)."""
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""For a machine its number in linux/audit.h, and that of the call `socket` in its asm/unistd.h."""
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000 | errno.EACCES


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("k", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step)))


def _prctl(*arguments: object) -> bool:
    try:
        return bool(ctypes.CDLL(None, use_errno=True).prctl(*arguments) == 0)
    except (OSError, AttributeError):
        return False


def end_with_parent(sign: signal.Signals = signal.SIGKILL) -> None:
    """Have the system send this process a signal when its parent ends, where it can (Linux)."""
    if sys.platform == "linux":
        _prctl(_PDEATHSIG, sign, 0, 0, 0)


def without_sockets() -> bool:
    """Take from this process, for good, the right to open a socket; whether that was possible."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    number, call = machine
    steps = (_Step * 6)(
        _Step(_LOAD, 0, 0, 4),  # the machine
        _Step(_IF_EQUAL, 0, 3, number),
        _Step(_LOAD, 0, 0, 0),  # the call
        _Step(_IF_EQUAL, 0, 1, call),
        _Step(_RETURN, 0, 0, _ERROR),
        _Step(_RETURN, 0, 0, _ALLOW),
    )
    program = _Program(len(steps), steps)
    return _prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) and _prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)


def confine(memory: int, *, files: bool) -> bool:
    """Limit this process: so many bytes beside what it has, no core dump, no network; whether that is sure.

    `files` says that its store opens files of its own; where the system cannot forbid sockets, it can only forbid all
    descriptors.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    has = _data_bytes()
    if has is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = has + memory
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))
    if without_sockets():
        return True
    if files:
        return False
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    return True


def _data_bytes() -> int | None:
    """The bytes of its own that this process has mapped, as RLIMIT_DATA counts them; None where it is not told."""
    try:
        with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123
            found = [line.split()[1] for line in file if line.startswith("VmData:")]
    except OSError:
        return None
    return int(found[0]) * 1024 if found else None


def only_descriptors(kept: set[int]) -> None:
    """Close all descriptors but those, and the standard ones; output goes nowhere.

    A process that holds on to the sockets of the server would keep its port and its connections open.
    """
    for descriptor in _open_descriptors():
        if descriptor > 2 and descriptor not in kept:
            try:
                os.close(descriptor)
            except OSError:
                continue


def _open_descriptors() -> list[int]:
    for folder in ("/proc/self/fd", "/dev/fd"):
        try:
            return [int(name) for name in os.listdir(folder)]  # noqa: PTH208
        except (OSError, ValueError):
            continue
    return list(range(3, 4096))


def silent() -> None:
    """Send what is written to the standard output and error of this process nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
