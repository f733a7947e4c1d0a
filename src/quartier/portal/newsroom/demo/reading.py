"""Reads the files of the demo content into what Wagtail's pages keep. A mistake in a file is an error at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(str(files("quartier.portal.newsroom.demo")))
Text = Annotated[str, Field(min_length=1)]


class Strict(BaseModel):
    """Knows every key of a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DemoText(Strict):
    """A piece of news or a page in one language; `body` as a list of blocks with one key each."""

    kicker: str = Field(default="", max_length=60)
    title: Text
    lead: str = Field(max_length=600)
    image_alt: str = Field(default="", max_length=250)
    image_caption: str = Field(default="", max_length=250)
    body: tuple[dict[str, Any], ...]

    def blocks(self) -> list[dict[str, Any]]:
        """The body as a StreamField keeps it."""
        return [{"type": kind, "value": _VALUES[kind](value)} for block in self.body for kind, value in block.items()]


class DemoPage(Strict):
    """A file: what both languages share, and the texts. Pages without topics are plain pages."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    date: date
    topics: tuple[str, ...] = ()
    image: str = ""
    de: DemoText
    en: DemoText | None = None

    def text(self, language: Literal["de", "en"]) -> DemoText | None:
        """The text in a language."""
        return self.de if language == "de" else self.en


def _table(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "caption": value["caption"],
        "columns": [{"type": kind, "heading": heading} for kind, heading in value["columns"]],
        "rows": [{"values": row} for row in value["rows"]],
    }


def _links(value: list[list[str]]) -> dict[str, Any]:
    heading = "Sources" if value and "(German)" in value[0][0] else "Quellen"
    rows = [{"title": title, "url": url, "note": note[0] if note else ""} for title, url, *note in value]
    return {"heading": heading, "links": rows}


def _same(value: Any) -> Any:  # noqa: ANN401 - YAML
    return value


_VALUES: dict[str, Callable[[Any], Any]] = {
    "text": _same,
    "heading": _same,
    "facts": _same,
    "table": _table,
    "links": _links,
}


def demo_pages() -> Iterator[DemoPage]:
    """All files in the order of their names."""
    for path in sorted((FOLDER / "news").glob("*.yaml")):
        yield DemoPage.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
