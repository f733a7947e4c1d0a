"""What differs from the expected shape of a source, collected over a whole file and said in few lines.

Two kinds: a changed shape refuses the source however rare it is; single unreadable entries only refuse it when they are
more than one in a hundred. Otherwise they are left out and named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quartier.catalogue.listed.plaintext import clean
from quartier.catalogue.problems import BadInputError, Problem

MAX_SHOWN = 20
MAX_LENGTH = 200
_TOLERATED = 100
"""One unreadable entry in so many is left out; more refuse the source."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file of the source, and a line where lines mean something."""

    file: str
    line: int | None = None


@dataclass(slots=True)
class Deviations:
    """Everything found so far. The same message of one field counts as one deviation with many places."""

    _shape: dict[tuple[str, str], list[Place]] = field(default_factory=lambda: defaultdict(list))
    _unreadable: dict[Place, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def shape(self, place: Place, name: str, message: str) -> None:
        """The source has another shape than we know."""
        self._shape[name, message].append(place)

    def unreadable(self, place: Place, name: str, message: str) -> None:
        """One entry cannot be read."""
        self._unreadable[place].append((name, message))

    @property
    def places_left_out(self) -> frozenset[Place]:
        """The entries that cannot be read."""
        return frozenset(self._unreadable)

    def settle(self, file: str, total: int, what: str) -> tuple[Problem, ...]:
        """The entries to leave out of `total` (`what` names them); raises BadInputError where the source is refused."""
        single = list(self._single())
        too_many = len(self._unreadable) * _TOLERATED > total
        if not self._shape and not too_many:
            return tuple(single)
        problems = [*self._changed(), *single]
        if too_many:
            share = f"{len(self._unreadable)} von {total} {what} sind nicht lesbar, hinnehmbar ist höchstens 1 von 100"
            problems.insert(0, Problem(file, None, "", share))
        raise refused(file, problems)

    def _changed(self) -> Iterator[Problem]:
        for (name, message), places in self._shape.items():
            often = f" ({len(places)}-mal, hier zuerst)" if len(places) > 1 else ""
            yield _problem(places[0], name, f"{message}{often}")

    def _single(self) -> Iterator[Problem]:
        for place, wrong in self._unreadable.items():
            for name, message in wrong:
                yield _problem(place, name, message)


def _problem(place: Place, name: str, message: str) -> Problem:
    """What a stranger's file says must not steer the terminal."""
    return Problem(place.file, place.line, _shown(name), _shown(message))


def _shown(text: str) -> str:
    line = " ".join(clean(text).split())
    return line if len(line) <= MAX_LENGTH else f"{line[:MAX_LENGTH]} …"


def refused(file: str, problems: Iterable[Problem]) -> BadInputError:
    """The error for a source that is not taken over, with at most twenty reasons and the number of the others."""
    listed = [_problem(Place(problem.file, problem.line), problem.field, problem.message) for problem in problems]
    shown = listed[:MAX_SHOWN]
    if len(listed) > len(shown):
        shown.append(Problem(file, None, "", f"… insgesamt {len(listed)} Abweichungen"))
    return BadInputError(shown)


def refused_whole(file: str, message: str, line: int | None = None) -> BadInputError:
    """The error for a source that cannot be read at all."""
    return BadInputError([Problem(file, line, "", message)])
