"""What is to be computed for a project, and the digest that tells whether it has been computed before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quartier import __version__
from quartier.planning.answer import Extras
from quartier.portal.plans.models import Kind
from quartier.portal.projects.services import StoredProject
from quartier.service.catalogue import the_catalogue


@dataclass(frozen=True, slots=True)
class Question:
    """A project's data with its day filled in, and what the answer shall say.

    `refused`: a programme left out. `options`: what papers depend on beside the project.
    """

    data: Mapping[str, Any]
    kind: Kind
    refused: str
    catalogue: str
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The same for the same question, whoever asks."""
        asked = [__version__, self.catalogue, self.kind, self.refused, self.data, self.options]
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def question(
    project: StoredProject, kind: Kind, today: dt.date, refused: str = "", options: Mapping[str, Any] | None = None
) -> Question:
    """The question a project asks today; a project that names a day keeps it."""
    day = project.data.get("as_of") or today.isoformat()
    data = {"title": project.title, **project.data, "as_of": day}
    return Question(data, kind, refused, the_catalogue().digest, options or {})


def extras_of(kind: str, refused: str) -> Extras:
    """What the engine shall say beyond the plans."""
    more = kind == Kind.MORE
    return Extras(refused=(refused,) if refused else (), arithmetic=True, compare=more, effects=more)
