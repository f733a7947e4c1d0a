"""Projects to look at: the worked examples as people keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser

from quartier.portal.projects import services
from quartier.portal.projects.services import Access

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


@pytest.fixture
def example(db: None) -> Callable[..., Access]:  # noqa: ARG001 - projects are kept in the database
    """Keeps a worked example; named arguments replace its sections."""

    def keep(name: str, **sections: Any) -> Access:  # noqa: ANN401 - any section of a project
        data = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
        return services.begin({**data, **sections}, actor=AnonymousUser())

    return keep


@pytest.fixture
def small(example: Callable[..., Access]) -> Access:
    """A project of which little is known, so that much is open."""
    parties = [{"id": "verein", "type": "registered_association", "name": "Verein Nachbarn"}]
    return example("nachbarschaftshilfe", parties=parties, facts={}, costs=[], own_funds={}, third_party=[], in_kind=[])
