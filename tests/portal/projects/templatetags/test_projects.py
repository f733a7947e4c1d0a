"""The tab that is open is told apart."""

from __future__ import annotations

from quartier.portal.projects.tabs import tabs


def test_at_most_one_part_is_current() -> None:
    found = tabs("abc", "/foerderbaukasten/abc/passt/")

    assert sum(tab.current for tab in found) <= 1
    assert all("abc" in tab.url for tab in found)
