"""Files of these tests lie in folders of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """The folder of uploads, empty at first; and an address of the site that no environment changes."""
    cache.clear()  # Wagtail remembers renditions, whose files lie in the folder of the test before
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = folder
    settings.SITE_URL = "https://quartier.example"
    return folder
