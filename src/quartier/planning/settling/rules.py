"""Where the rules of settlement stand, and how they are said in German."""

from __future__ import annotations

from quartier.model.answers import SourceNote

ANBEST_BW = SourceNote(
    title="VV zu § 44 LHO Baden-Württemberg mit ANBest-K Nr. 2",
    url="https://www.yumpu.com/de/document/view/21561528",
    as_of="2002",
)
DRAWING_BW = ANBEST_BW.model_copy(update={"title": "VV zu § 44 LHO Baden-Württemberg mit ANBest Nr. 1.4"})
DRAWING_FEDERAL = SourceNote(
    title="VDI/VDE-IT: Fragen zur Projektförderung des Bundes", url="https://vdivde-it.de/node/3006"
)
INTEREST = SourceNote(title="§ 49a Abs. 3 und 4 VwVfG", url="https://www.gesetze-im-internet.de/vwvfg/__49a.html")
TOLERANCE_SOURCE = SourceNote(
    title="ANBest-K Schleswig-Holstein",
    url="https://schleswig-holstein.de/DE/fachinhalte/K/kulturfoerderung/nebenbestimmungen_ANBest_K",
    as_of="2020-11-24",
)
NOT_AUTOMATIC = SourceNote(
    title="BVerwG, 31.07.2017, 10 B 26.16",
    url="http://bverwg.de/entscheidungen/verwandte_dokumente.php?az=BVerwG+10+B+26.16",
    as_of="2017-07-31",
)
MATCHING_SOURCE = SourceNote(
    title="§§ 45c, 45d SGB XI", url="https://www.gesetze-im-internet.de/sgb_11/__45d.html", as_of="2025-12-22"
)

LABEL = "voraussichtliche Kürzung"

NOTES = (
    (
        "Alle Kürzungen sind voraussichtliche Kürzungen: Die Stelle, die bewilligt hat, prüft den Verwendungsnachweis "
        "und entscheidet. Der Zuwendungsbescheid geht jeder allgemeinen Regel vor."
    ),
    (
        "Gerechnet ist nach den Nebenbestimmungen für Kommunen in Baden-Württemberg in der Fassung von 2002. Ob sie "
        "für Ihren Bescheid gelten, steht dort."
    ),
)

INTEREST_NOTE = (
    "Für zu früh abgerufenes Geld können Zinsen anfallen: im Jahr 5 Prozentpunkte über dem Basiszinssatz. Den "
    "Basiszinssatz gibt die Bundesbank bekannt; er ist hier nicht gerechnet."
)
