"""What all tests share: no test leaves its language to the next one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    """Django keeps the language of the last request of a thread; each test begins and ends without one."""
    translation.deactivate()
    yield
    translation.deactivate()
