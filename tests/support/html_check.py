"""Pages judged by html-validate, many at once: the HTML standard and its advice on accessibility."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from browsing import ROOT, needed

LIBRARY = ROOT / "node_modules" / "html-validate"
SCRIPT = Path(__file__).with_suffix(".mjs")

# What differs from html-validate's recommendation, with the reason.
RULES = {
    # White space and the case of quotes are no concern of readers.
    "no-trailing-whitespace": "off",
    "attr-quotes": "off",
    "no-raw-characters": "off",  # an unescaped & in a text is valid HTML
    "void-style": "off",  # Django writes neither style throughout
    "attribute-boolean-style": "off",  # Django's widgets write required="" and checked=""
    "attribute-empty-style": "off",
    "long-title": "off",  # German words are long; the title's end is the site's name
    "require-sri": "off",  # every file is our own
    "tel-non-breaking": "off",
    "doctype-style": "off",  # either case is valid
    "no-inline-style": "error",
    "no-dup-id": "error",
    "valid-id": ["error", {"relaxed": True}],  # Django's ids have underscores
    "wcag/h32": "off",  # htmx and buttons outside a form with form="…" are not seen by this rule
    "prefer-native-element": ["error", {"exclude": ["progressbar", "region"]}],
    "form-dup-name": ["error", {"allowArrayBrackets": True, "shared": ["radio", "checkbox", "button", "submit"]}],
}


# The standard forbids sections and headings inside <dt>; <details> is neither, the checker takes it for one.
MISTAKEN = "<details> element is not permitted as a descendant of <dt>"


def html_errors(pages: Mapping[str, str]) -> list[str]:
    """What is wrong with the pages, one line each. `pages`: the HTML by a name for the message, such as the address."""
    needed("html-validate", LIBRARY)
    config = {"root": True, "extends": ["html-validate:recommended"], "rules": RULES}
    ended = subprocess.run(  # noqa: S603 - our own script
        [_node(), str(SCRIPT)],
        input=json.dumps({"config": config, "pages": dict(pages)}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return [
        f"{one['name']}:{one['line']} {one['rule']}: {one['message']}"
        for one in json.loads(ended.stdout)
        if one["message"] != MISTAKEN
    ]


def _node() -> str:
    own = ROOT / ".cache" / "node" / "bin" / "node"
    return needed("Node", shutil.which("node") or (own if own.exists() else None))
