"""The sixteen states: their number in official keys, their short form in facts, their name."""

from __future__ import annotations

from typing import NamedTuple


class State(NamedTuple):
    """A state with its short form (`BW`) and name."""

    code: str
    name: str


STATES = {
    "01": State("SH", "Schleswig-Holstein"),
    "02": State("HH", "Hamburg"),
    "03": State("NI", "Niedersachsen"),
    "04": State("HB", "Bremen"),
    "05": State("NW", "Nordrhein-Westfalen"),
    "06": State("HE", "Hessen"),
    "07": State("RP", "Rheinland-Pfalz"),
    "08": State("BW", "Baden-Württemberg"),
    "09": State("BY", "Bayern"),
    "10": State("SL", "Saarland"),
    "11": State("BE", "Berlin"),
    "12": State("BB", "Brandenburg"),
    "13": State("MV", "Mecklenburg-Vorpommern"),
    "14": State("SN", "Sachsen"),
    "15": State("ST", "Sachsen-Anhalt"),
    "16": State("TH", "Thüringen"),
}
"""By the first two digits of the official key."""

_COUNTIES_CALLED_KREIS = frozenset({"SH", "NW"})
_NAMED_IN_FULL = ("Regionalverband", "Städteregion", "Region ")


def county_label(name: str, state: str, *, urban: bool) -> str:
    """The county as people say it: „Landkreis Göppingen“, „Ortenaukreis“, „Stadtkreis Ulm“, „Kreis Unna“."""
    if urban:
        return f"{'Stadtkreis' if state == 'BW' else 'kreisfreie Stadt'} {name}"
    if name.lower().endswith("kreis") or name.startswith(_NAMED_IN_FULL) or "-Kreis" in name:
        return name
    return f"{'Kreis' if state in _COUNTIES_CALLED_KREIS else 'Landkreis'} {name}"
