"""The addresses of the pages for carrying a plan out, below `…/umsetzen/`."""

from __future__ import annotations

PAGES = (
    "",
    "zuschuss/1/",
    "weitere/",
    "kosten/",
    "einnahmen/",
    "zahlungen/",
    "vergleich/",
    "abruf/",
    "abrechnung/",
    "danach/",
)
