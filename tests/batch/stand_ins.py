"""Functions that stand for the work on a deck in processes which cannot be patched from here."""

import os
import signal
import time


def hang_or_die(task):
    """A deck that loops, or kills its process."""
    if "loops" in task.source:
        time.sleep(60)
    os.kill(os.getpid(), signal.SIGKILL)


def instead():
    """Let a worker of a cluster do that."""
    from extractor.batch import guarded

    guarded.do = hang_or_die
    return os.getpid()
