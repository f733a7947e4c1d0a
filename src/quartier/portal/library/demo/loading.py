"""Reading the list of illustrations and keeping them in the Mediathek."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from quartier.portal.library.models import Picture
from quartier.portal.library.services import DEMO, Details, add_album, add_picture

if TYPE_CHECKING:
    from quartier.portal.library.services import Actor

FOLDER = Path(__file__).resolve().parent
LIST = FOLDER / "illustrations.yaml"


@cache
def listed() -> dict[str, Any]:
    """The album, what all its pictures have in common, and the pictures."""
    read: dict[str, Any] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return read


def load(actor: Actor) -> None:
    """Add what is not there yet."""
    data = listed()
    album, common = data["album"], data["common"]
    add_album(album["title"], album["slug"], actor=actor, **album["more"], origin=f"{DEMO}{album['slug']}")
    known = set(Picture.objects.filter(origin__startswith=DEMO).values_list("origin", flat=True))
    for row in data["pictures"]:
        origin = f"{DEMO}{row['file']}"
        if origin in known:
            continue
        content = (FOLDER / "pictures" / row["file"]).read_bytes()
        texts = {name: row[name] for name in ("title", "alt", "alt_en", "topic")}
        details = Details(name=row["file"], origin=origin, public=True, albums=[album["slug"]], **common, **texts)
        add_picture(content, details, actor=actor)
