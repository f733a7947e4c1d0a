"""What tests of the portal share: Wagtail's root, which tables made without migrations lack."""

from __future__ import annotations

import pytest
from sites import make_site


@pytest.fixture
def site(db: None) -> None:  # noqa: ARG001 - the tables must be there
    """The page tree's root and the languages, as the first migrations of Wagtail make them."""
    make_site()
