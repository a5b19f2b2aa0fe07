"""A time limit that really stops: the work is done in a process of its own, which is ended when the time is over.

It is done there without a limit too: Python takes an interrupt (Ctrl-C) only between two of its own steps, and a query
is one step.
"""

from __future__ import annotations

import math
import os
import pickle
import select
import signal
import threading
import time
import traceback
from collections.abc import Callable
from typing import NoReturn, TypeVar

from loaders.text import arabic_digits
from ontology.errors import SijillError

Result = TypeVar("Result")
_LENGTH = 8
"""Bytes before an answer that tell its length, so that one that was cut off is not taken for whole."""
_LONGEST_WAIT = 3600.0
"""Seconds of one wait; the system takes no number that is very large."""


class TimeIsOver(SijillError):
    """Work was stopped because it took longer than its limit."""


def limited(work: Callable[[], Result], seconds: float | None) -> Result:
    """Do some work and give its result, which must be picklable; an error of it is raised here.

    `seconds` is the limit for the work and its answer together, None or 0 for no limit. Raises TimeIsOver; then, and
    after an interrupt or the end of this process, nothing of the work runs on. An error that cannot be pickled comes
    back as a RuntimeError that holds its traceback.

    >>> limited(lambda: 2 + 2, 10), limited(lambda: 2 + 2, 0)
    (4, 4)
    """
    deadline = time.monotonic() + seconds if seconds and not math.isnan(seconds) else math.inf
    if deadline == math.inf and not hasattr(os, "fork"):  # Windows
        return work()
    reading, writing = os.pipe()
    try:
        child = os.fork()
    except BaseException:
        os.close(reading)
        os.close(writing)
        raise
    if child == 0:
        _work(work, reading, writing)
    try:
        os.close(writing)
        answered = _read(reading, deadline)
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


def _work(work: Callable[[], object], reading: int, writing: int) -> NoReturn:
    """In the new process: do the work, send what came of it, and end without any clean-up of the parent's."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent gets the same interrupt, and ends this process
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(reading)
        threading.Thread(target=end_with_the_reader, args=(writing,), daemon=True).start()
        try:
            answer = pickle.dumps((True, work()), protocol=pickle.HIGHEST_PROTOCOL)
        except BaseException as error:
            answer = _pickled(error)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(len(answer).to_bytes(_LENGTH))
            pipe.write(answer)
    finally:
        os._exit(0)


def _pickled(error: BaseException) -> bytes:
    """An error as it is sent; one that could not be made again, such as by arguments of its own, as its traceback."""
    try:
        answer = pickle.dumps((False, error), protocol=pickle.HIGHEST_PROTOCOL)
        pickle.loads(answer)
    except Exception:
        told = "".join(traceback.format_exception(error)).strip()
        return pickle.dumps((False, RuntimeError(told)), protocol=pickle.HIGHEST_PROTOCOL)
    return answer


def end_with_the_reader(writing: int) -> None:
    """End this process when nobody reads the pipe or socket any more: a parent that is killed cannot end it.

    The thread runs beside a query, since the store lets go of Python's lock while it works.
    """
    waiting = select.poll()
    waiting.register(writing, 0)  # that the other end is closed is told unasked
    waiting.poll()
    os._exit(1)


def _read(pipe: int, deadline: float) -> bytearray | None:
    """The answer that comes through a pipe, empty where it is not whole; None where the deadline is first."""
    waiting = select.poll()  # unlike select, it takes descriptors above 1023
    waiting.register(pipe, select.POLLIN)
    came = bytearray()
    while (left := deadline - time.monotonic()) > 0:
        if not waiting.poll(min(left, _LONGEST_WAIT) * 1000):
            continue
        part = os.read(pipe, 1 << 20)
        came += part
        if len(came) >= _LENGTH and len(came) == _LENGTH + int.from_bytes(came[:_LENGTH]):
            del came[:_LENGTH]
            return came
        if not part:
            return bytearray()
    return None
