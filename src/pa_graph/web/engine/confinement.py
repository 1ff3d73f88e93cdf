"""What the process of a query can't do: open a connection, take more memory, outlive the server.

These are calls of the Linux kernel; on another system the process runs without them, and the
time limit and :mod:`~pa_graph.web.engine.guard` remain.
"""

from __future__ import annotations

import ctypes
import os
import re
import resource
import struct
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_MODE_FILTER: Final = 2
_SIGKILL: Final = 9

_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 13  # with EACCES
_LOAD_WORD: Final = 0x20
_JUMP_IF_EQUAL: Final = 0x15
_RETURN: Final = 0x06

_SOCKET_CALL: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""Machine → (its number among audited architectures, its number of the call ``socket``)."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _prctl(option: int, value: object) -> bool:
    call = ctypes.CDLL(None, use_errno=True).prctl
    zero = ctypes.c_ulong(0)
    argument = ctypes.c_ulong(value) if isinstance(value, int) else value
    return bool(call(option, argument, zero, zero, zero) == 0)


def end_with_parent() -> bool:
    """Have the kernel end this process when the one that started it ends; tell whether it will."""
    return sys.platform == "linux" and _prctl(_PR_SET_PDEATHSIG, _SIGKILL)


def forbid_network() -> bool:
    """Let this process open no socket any more; tell whether that holds now.

    What is open stays open. The rule is a seccomp filter of five instructions: refuse ``socket``
    and whatever comes in the calling convention of another machine, allow the rest.
    """
    known = _SOCKET_CALL.get(os.uname().machine)
    if sys.platform != "linux" or known is None:
        return False
    architecture, call = known
    steps = (
        (_LOAD_WORD, 0, 0, 4),
        (_JUMP_IF_EQUAL, 0, 2, architecture),
        (_LOAD_WORD, 0, 0, 0),
        (_JUMP_IF_EQUAL, 0, 1, call),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    if not _prctl(_PR_SET_NO_NEW_PRIVS, 1):
        return False
    call_ = ctypes.CDLL(None, use_errno=True).prctl
    zero = ctypes.c_ulong(0)
    return bool(call_(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), zero, zero) == 0)


def limit_memory(more: int) -> bool:
    """Let this process take so many bytes more than it has now; tell whether that holds now.

    A process that asks for more is aborted by its own allocator.
    """
    if sys.platform != "linux":
        return False
    with open("/proc/self/status", encoding="ascii") as status:
        used = re.search(r"VmData:\s+(\d+) kB", status.read())
    if used is None:
        return False
    allowed = int(used[1]) * 1024 + more
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))
    # An abort is an answer here, not a fault to be examined.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def give_back_memory() -> None:
    """Give memory that is free in this process back to the system, where it lets itself be told."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
