"""The portal's English texts: `update` the .po files from code and templates, `check` that none is missing, `compile`.

German stands in code and templates; each app has `locale/en/LC_MESSAGES/django.po`. Babel replaces gettext, so a
fresh machine needs nothing but Python.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PORTAL = ROOT / "src/quartier/portal"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
USAGE = "usage: messages.py update | check | compile [APP …]"


def apps() -> list[Path]:
    """The folders that keep texts of their own; only those named on the command line if any are."""
    named = sys.argv[2:]
    return sorted(path.parent for path in PORTAL.glob("*/apps.py") if not named or path.parent.name in named)


def sources(app: Path) -> Iterator[tuple[str, str]]:
    """Name and Python-like text of every file of an app that may hold messages."""
    for path in sorted(app.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(PORTAL).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted([*app.rglob("templates/**/*.html"), *app.rglob("templates/**/*.txt")]):
        yield path.relative_to(PORTAL).as_posix(), _calls(templatize(path.read_text(encoding="utf-8")))


def _calls(text: str) -> str:
    """Only the gettext calls of a template, one a line."""
    return "\n".join(
        re.findall(
            r"(?:n?p?gettext|_)\((?:\s*u?(?:'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|count)\s*,?)+\)",
            text,
            re.DOTALL,
        )
    )


def collected(app: Path) -> Catalog:
    """The messages of an app as they stand in its source."""
    catalog = Catalog(locale="en", project="Quartier", fuzzy=False)
    for name, text in sources(app):
        for _, message, comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def po_file(app: Path) -> Path:
    """Where the English texts of an app are kept."""
    return app / "locale/en/LC_MESSAGES/django.po"


def current(app: Path) -> Catalog:
    """The English texts as they are kept."""
    if not po_file(app).exists():
        return Catalog(locale="en", fuzzy=False)
    with po_file(app).open("rb") as stream:
        return read_po(stream, locale="en")


def update() -> int:
    """Bring every .po file up to its app's source; texts that are new stay empty."""
    for app in apps():
        catalog, fresh = current(app), collected(app)
        if not len(fresh):
            continue
        catalog.update(fresh, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        po_file(app).parent.mkdir(parents=True, exist_ok=True)
        with po_file(app).open("wb") as stream:
            write_po(stream, catalog, width=120, omit_header=True, sort_output=True, include_lineno=False)
    return check()


def check() -> int:
    """Say which messages have no English text, or one for a message that is gone; 1 if there are any."""
    problems = []
    for app in apps():
        kept, wanted = current(app), collected(app)
        have = {(m.id, m.context) for m in kept if m.id and all(_parts(m.string)) and not m.fuzzy}
        want = {(m.id, m.context) for m in wanted if m.id}
        problems += [
            f"{po_file(app).relative_to(ROOT)}: no English text: {_name(key)}" for key in sorted(want - have, key=str)
        ]
        problems += [
            f"{po_file(app).relative_to(ROOT)}: in no source: {_name(key)}" for key in sorted(have - want, key=str)
        ]
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    return 1 if problems else 0


def _parts(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def _name(key: tuple[object, object]) -> str:
    return repr(_parts(key[0])[0])


def compile_all() -> int:
    """Write the .mo files that Django reads."""
    for app in apps():
        if po_file(app).exists():
            with po_file(app).with_suffix(".mo").open("wb") as stream:
                write_mo(stream, current(app))
    return 0


def main(arguments: list[str]) -> int:
    """Run one of the three."""
    settings.configure(USE_I18N=True)
    django.setup()
    commands = {"update": update, "check": check, "compile": compile_all}
    if not arguments or arguments[0] not in commands:
        sys.stderr.write(USAGE + "\n")
        return 2
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
