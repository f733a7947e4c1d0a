"""The register of municipalities: built in is Baden-Württemberg, all Germany comes with the official file if imported.

Official keys (AGS, eight digits) are the only link between tables; names are doubled too often. Which facts follow for
a project is decided in `facts`, searching by name in `finding`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path

from quartier.catalogue.loading import built_in_folder
from quartier.places.states import STATES, county_label
from quartier.places.tables import Row, Source, Table, imported_file

_BUILT_IN_STATE = "08"
_ONE_DECIMAL = Decimal("0.1")
_COLUMNS = frozenset({"ags", "name", "type", "county", "plz", "area_ha", "population"})


@dataclass(frozen=True, slots=True)
class Municipality:
    """A politically independent municipality. `county` is its county's key, `plz` the postal code of its town hall.

    `type` is a term of the vocabulary (`place_types`); `region` the Regierungsbezirk, None in states without such.
    """

    ags: str
    name: str
    type: str
    county: str
    county_name: str
    region: str | None
    state: str
    plz: str | None
    area_km2: Decimal
    population: int
    source: Source

    @property
    def population_as_of(self) -> dt.date | None:
        """The day the population was counted on."""
        return self.source.population_as_of

    @property
    def county_label(self) -> str:
        """The county as people say it: „Landkreis Göppingen“."""
        return county_label(self.county_name, self.state, urban=self.type == "urban_district")

    @property
    def density(self) -> Decimal:
        """Inhabitants per square kilometre."""
        return density(self.population, self.area_km2)


def density(population: int, area_km2: Decimal) -> Decimal:
    """Inhabitants per square kilometre, rounded half up to one decimal; the area is above 0."""
    return (population / area_km2).quantize(_ONE_DECIMAL, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class LeaderListing:
    """A municipality in the list of a LEADER region: `extent` is `whole` or `partly`, `evidence` the kind of source."""

    region: str
    extent: str
    extent_note: str
    evidence: str
    url: str


class Register:
    """All municipalities of the tables, parsed only as far as asked."""

    def __init__(self, municipalities: Table, source: Source | None = None, folder: Path | None = None) -> None:
        """`source`: for a table without heading; `folder`: where counties and LEADER lists lie."""
        self._table = municipalities
        self._given_source = source
        self._folder = folder

    def by_ags(self, ags: str) -> Municipality | None:
        """The municipality with this official key, or None."""
        if "municipalities" in self.__dict__:  # all are read anyway
            return self._by_key.get(ags)
        row = self._checked_table.row(ags)
        return self._municipality(row) if row else None

    @cached_property
    def _by_key(self) -> Mapping[str, Municipality]:
        return {place.ags: place for place in self.municipalities}

    def by_county(self, county: str) -> tuple[Municipality, ...]:
        """The municipalities of a county (five digits), by key."""
        return tuple(place for place in self.municipalities if place.county == county)

    @cached_property
    def municipalities(self) -> tuple[Municipality, ...]:
        """All municipalities, in the order of their keys."""
        return tuple(sorted(map(self._municipality, self._checked_table.rows()), key=lambda place: place.ags))

    def covers(self, ags: str) -> bool:
        """Whether the register knows the state of this key."""
        return ags[:2] == _BUILT_IN_STATE or (self.national and ags[:2] in STATES)

    @property
    def national(self) -> bool:
        """Whether the table of all Germany was imported."""
        return self._given_source is None

    @cached_property
    def source(self) -> Source:
        """Where the municipalities come from."""
        if self._given_source is not None:
            return self._given_source
        try:
            return Source.from_texts(self._table.heading)
        except (KeyError, ValueError) as error:
            raise self._table.broken("der Ortstabelle fehlt oben die Angabe von Quelle und Stand") from error

    def leader(self, ags: str) -> LeaderListing | None:
        """What the lists of the LEADER regions say; None means unknown, never „not in a LEADER area“."""
        return self._leader.get(ags)

    @cached_property
    def _checked_table(self) -> Table:
        """The table, its source and columns looked at first."""
        if self.source and (missing := sorted(_COLUMNS - set(self._table.columns))):
            raise self._table.broken(f"der Ortstabelle fehlen die Spalten {', '.join(missing)}")
        return self._table

    def _municipality(self, row: Row) -> Municipality:
        try:
            county, region = self._county(row)
            return Municipality(
                ags=row["ags"],
                name=row["name"],
                type=row["type"],
                county=row["county"],
                county_name=county,
                region=region or None,
                state=STATES[row["ags"][:2]].code,
                plz=row["plz"] or None,
                area_km2=Decimal(int(row["area_ha"])).scaleb(-2),
                population=int(row["population"]),
                source=self.source,
            )
        except (KeyError, ValueError) as error:
            raise self._table.broken(f"unlesbare Zeile: {', '.join(row.values())[:80]}") from error

    def _county(self, row: Row) -> tuple[str, str]:
        if "county_name" in row:
            return row["county_name"], row["region"]
        return self._counties[row["county"]]

    @cached_property
    def _counties(self) -> Mapping[str, tuple[str, str]]:
        return {row["county"]: (row["name"], row["region"]) for row in self._beside("counties-bw.csv")}

    @cached_property
    def _leader(self) -> Mapping[str, LeaderListing]:
        return {
            row["ags"]: LeaderListing(
                row["leader_region"], row["extent"], row["extent_note"], row["evidence"], row["source"]
            )
            for row in self._beside("leader-municipalities-bw.csv")
        }

    def _beside(self, name: str) -> list[Row]:
        path = self._folder / name if self._folder else None
        return list(Table(path).rows()) if path and path.is_file() else []


def load_register(folder: Path | None = None) -> Register:
    """The built-in register, or all Germany where the user imported it; with `folder` exactly what lies there.

    Cheap: files are read when the first municipality is asked for, and raise BadInputError then if they are damaged.
    """
    places = folder if folder is not None else built_in_folder() / "places"
    imported = imported_file() if folder is None else places / imported_file().name
    if imported.is_file():
        return Register(Table(imported), folder=places)
    sources = {row["file"]: row for row in Table(places / "sources.csv").rows()}
    name = "municipalities-bw.csv"
    return Register(Table(places / name), Source.from_texts(sources[name]), places)
