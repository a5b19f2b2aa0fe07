"""A time limit that really stops: the work is done in a process of its own, which is ended when the time is over."""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from typing import NoReturn, TypeVar

from loaders.text import arabic_digits
from ontology.errors import SijillError

Result = TypeVar("Result")


class TimeIsOver(SijillError):
    """Work was stopped because it took longer than its limit."""


def limited(work: Callable[[], Result], seconds: float | None) -> Result:
    """Do some work and give its result, which must be picklable; an error of it is raised here.

    `seconds` is the limit, None for no limit. Raises TimeIsOver; then nothing of the work runs on.

    >>> limited(lambda: 2 + 2, 10)
    4
    """
    if seconds is None:
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    try:
        answered = _read(reading, time.monotonic() + seconds)
    finally:
        os.close(reading)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if answered is None:
        shown = f"{seconds:g}"
        arabic = arabic_digits(shown.replace(".", "٫"))
        raise TimeIsOver(
            {
                "ar": f"أُوقف الاستعلام لبلوغه حده الزمني (بالثواني: {arabic})؛ اطلب أقل من ذلك، أو أطل المهلة بالخيار "
                "--time-limit",
                "en": f"the query was stopped at its time limit of {shown} s; ask for less, or give it longer with "
                "--time-limit",
            }
        )
    if not answered:
        raise SijillError(
            {
                "ar": "توقف الاستعلام قبل أن يجيب؛ ولعل الذاكرة لم تكفه",
                "en": "the query ended before it answered; perhaps it ran out of memory",
            }
        )
    done, value = pickle.loads(answered)
    if not done:
        raise value
    result: Result = value
    return result


def _work(work: Callable[[], object], writing: int) -> NoReturn:
    """In the new process: do the work, send what came of it, and end without any clean-up of the parent's."""
    try:
        answer: tuple[bool, object]
        try:
            answer = (True, work())
        except Exception as error:
            answer = (False, error)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(answer, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _read(pipe: int, deadline: float) -> bytes | None:
    """Everything that comes through a pipe until it is closed; None where the deadline is first."""
    parts: list[bytes] = []
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return None
        part = os.read(pipe, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
