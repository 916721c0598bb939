"""Reading in a process of its own: a hostile PDF may hang, crash or fill the memory of the library, which is in C.

The process is a fork, so that it costs little; where a system has none the work is done in this process. Other threads
of the host do not live on in a fork; should it wait for a lock that one of them held, it is ended as one that hangs.
"""

import contextlib
import faulthandler
import gc
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from extractor.errors import ExtractorError

MIB = 1 << 20
SIZES = Path("/proc/self/statm")
"""Where Linux says how many pages of memory a process holds."""
GRACE = 4
"""So many times its seconds of computing a step may take by the clock, on a machine that does other things too."""
MEMORY_SAID = "it needs more memory than a page may"
TIME_SAID = "it takes longer than a page may"
CRASH_SAID = "it ends the program that reads it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What reading a deck may take: pages; for a PDF seconds of computing for a page, for all and for each page more,
    and MiB. 0 is no limit; a PDF has the usual limit of pages then.

    `second` are the seconds of computing of the second reader of tables for all pages that it is asked for; 0 never
    asks it. `ocr` reads pictures, too, which takes more of all.
    """

    pages: int = 0
    page: float = 5.0
    seconds: float = 15.0
    more: float = 0.5
    memory: int = 700
    second: float = 10.0
    ocr: bool = False

    def without(self, used: float) -> "Allowance":
        """What is left of it; a second at least."""
        return replace(self, seconds=max(1.0, self.seconds - used)) if self.seconds else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a step of the work gave nothing, the seconds that were used until then, and whether all are."""

    said: str
    used: float
    spent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Child:
    """The process that does the work, and the end of the pipe that it talks into."""

    number: int
    pipe: Connection


Work = Callable[[], Iterator[Any]]


def guarded(work: Work, allowance: Allowance) -> Iterator[Any]:
    """What the steps of `work` give, in order, and a Fault in place of the step that ended its process.

    Errors of this package that the work raises are raised here.
    """
    if not hasattr(os, "fork"):
        yield from work()
        return
    come, go = Pipe(duplex=False)
    number = os.fork()
    if not number:
        come.close()
        _work(work, allowance, go)
    go.close()
    yield from _heard(_Child(number=number, pipe=come), allowance)


def _heard(child: _Child, allowance: Allowance) -> Iterator[Any]:
    """Messages of the process, until it ends or is silent for too long."""
    patience, steps, ended, late = (allowance.page * GRACE or None), 0, False, False
    try:
        while not ended and not late:
            late = not child.pipe.poll(patience)
            kind, given = ("late", None) if late else child.pipe.recv()
            if isinstance(given, ExtractorError):
                raise given
            if kind == "item":
                steps += 1
                yield given
            ended = kind == "end"
    except EOFError:
        pass
    finally:
        child.pipe.close()
        status, used = _reaped(child.number, kill=not ended)
    if not ended:
        yield _fault(status, used, late=late, spent=0 < _most(allowance, steps) <= used + 1)


def _reaped(child: int, *, kill: bool) -> tuple[int, float]:
    """The exit status of the process and the seconds it computed."""
    if kill:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    return status, usage.ru_utime + usage.ru_stime


def _fault(status: int, used: float, *, late: bool, spent: bool) -> Fault:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if late or spent or number == signal.SIGXCPU:
        return Fault(said=TIME_SAID, used=used, spent=spent)
    memory = os.WIFEXITED(status) and os.WEXITSTATUS(status) == os.EX_OSERR
    return Fault(said=MEMORY_SAID if memory else CRASH_SAID, used=used, spent=spent)


def _work(work: Work, allowance: Allowance, pipe: Connection) -> NoReturn:
    """Do the work, send what it gives, and end without any of the parent's own ending."""
    code = os.EX_SOFTWARE
    with contextlib.suppress(BaseException):
        code = _sent(work, allowance, pipe)
    os._exit(code)


def _sent(work: Work, allowance: Allowance, pipe: Connection) -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    faulthandler.disable()
    gc.freeze()
    _limit_memory(allowance.memory)
    try:
        _let_run(allowance, 0)
        for steps, given in enumerate(work(), 1):
            pipe.send(("item", given))
            _let_run(allowance, steps)
    except MemoryError:
        return os.EX_OSERR
    except ExtractorError as error:
        pipe.send(("error", error))
        return os.EX_OK
    pipe.send(("end", None))
    return os.EX_OK


def _limit_memory(megabytes: int) -> None:
    """At most so many MiB of addresses beyond those that the fork has already, and no image of it when it crashes."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not megabytes:
        return
    held = 0
    with contextlib.suppress(OSError, ValueError, IndexError):
        held = int(SIZES.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    most = held + megabytes * MIB
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))


def _let_run(allowance: Allowance, steps: int) -> None:
    """Let this process compute for one more step, within what all of them may take."""
    import resource

    limits = [time.process_time() + allowance.page if allowance.page else 0.0, _most(allowance, steps)]
    wanted = [int(limit) + 1 for limit in limits if limit]
    if wanted:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        most = min(wanted)
        resource.setrlimit(resource.RLIMIT_CPU, (most if hard < 0 else min(most, hard), hard))


def _most(allowance: Allowance, steps: int) -> float:
    return allowance.seconds + allowance.more * steps if allowance.seconds else 0.0
