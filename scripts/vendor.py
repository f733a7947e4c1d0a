"""Copies what the pages load from node_modules into the portal, unmodified and with its licence; run by `make install`.

The fonts are the one exception: KERN ships each weight with all its alphabets (130 kB). Pages get the letters of the
Latin languages only, which is what the Open Font License permits and what keeps a page small on a phone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/quartier/portal/frame/static/vendor"

COPIES = {
    "@kern-ux/native/dist/kern.min.css": "kern/kern.min.css",
    "@kern-ux/native/LICENSE.md": "kern/LICENSE.md",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
}
WEIGHTS = {"Regular": (400, "normal"), "Italic": (400, "italic"), "SemiBold": (600, "normal")}
LATIN = "U+0020-017F,U+2010-2027,U+202F,U+2030,U+2039,U+203A,U+20AC,U+2190-2193,U+2212,U+2260,U+2264,U+2265,U+00D7"


def main() -> None:
    """Make the folder anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in COPIES.items():
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, VENDOR / target)
    fonts = VENDOR / "fonts"
    fonts.mkdir()
    for weight in WEIGHTS:
        font = MODULES / f"@kern-ux/native/dist/fonts/fira-sans/FiraSans-{weight}.woff2"
        subset.main(
            [
                str(font),
                f"--unicodes={LATIN}",
                "--flavor=woff2",
                "--layout-features=kern,liga,tnum,lnum",
                f"--output-file={fonts / font.name}",
            ]
        )
    rules = [
        f'@font-face {{ font-family: "Fira Sans"; font-weight: {weight}; font-style: {style}; font-display: optional; '
        f'src: url("FiraSans-{name}.woff2") format("woff2"); }}'
        for name, (weight, style) in WEIGHTS.items()
    ]
    (fonts / "fonts.css").write_text("\n".join(rules) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
