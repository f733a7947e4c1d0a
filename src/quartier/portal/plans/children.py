"""A solving process seen from its parent: give it work, hear what it says, end it at any time."""

from __future__ import annotations

import contextlib
import json
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from quartier.portal.plans.papers import PaperWork
from quartier.portal.plans.solving import Work

PROGRAM = (sys.executable, "-m", "quartier.portal.plans.child")


@dataclass(frozen=True, slots=True)
class Heard:
    """One message: exactly one of the fields is set, or none for the sign that the process is ready."""

    stage: str = ""
    answer: str = ""
    error: str = ""
    died: bool = False


class Child:
    """One process. It solves one thing at a time; a killed one is replaced by a new one."""

    def __init__(self, program: tuple[str, ...] = PROGRAM) -> None:
        """Start it; it loads the catalogue and the solver by itself."""
        self._process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own program
        self._messages: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("no pipes")
        self._stdin: IO[bytes] = self._process.stdin
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    def give(self, work: Work | PaperWork) -> None:
        """Let it solve. A dead process takes nothing; it is heard of by `hear`."""
        with contextlib.suppress(BrokenPipeError, ValueError):  # its pipe is broken or closed
            pickle.dump(work, self._stdin)
            self._stdin.flush()

    def hear(self) -> Iterator[Heard]:
        """What it has said since the last time."""
        with contextlib.suppress(queue.Empty):
            while True:
                yield self._messages.get_nowait()

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def _read(self, output: IO[bytes]) -> None:
        for line in output:
            message = json.loads(line)
            message.pop("ready", None)
            self._messages.put(Heard(**message))
        self._messages.put(Heard(died=True))
