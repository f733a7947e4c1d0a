"""Published grants against the catalogue: where an edition covers the time, its rules must allow what was granted.

`python tests/golden/test_real_cases.py` writes the table anew (`docs/real-cases.md`).
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple

import pytest
import yaml
from pydantic import Field

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.store import Catalogue
from quartier.matching.amounts import amount_range, highest_rate
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.base import Identifier, NonEmpty, Strict
from quartier.model.edition import Edition
from quartier.model.money import Money, Rate, german_euros
from quartier.model.project import Party, Place, Project
from quartier.places.facts import place_facts
from quartier.places.register import load_register

DATA = Path(__file__).with_name("real_cases.yaml")
TABLE = Path(__file__).parents[2] / "docs" / "real-cases.md"

FITS, WRONG_APPLICANT, WRONG_AMOUNT = "passt", "Antragsteller oder Ort passt nicht", "Betrag passt nicht"
NO_EDITION, NOT_LISTED, NO_AMOUNT = "damalige Regeln nicht erfasst", "Programm nicht erfasst", "kein Betrag genannt"
UNCHECKED = (NO_EDITION, NOT_LISTED, NO_AMOUNT)

KNOWN = ("applicant.", "place.", "partners.")
"""Facts a report lets us know; what else a programme wants to know the applicants have answered at the time."""

MISFITS = {"B1"}
"""Cases that can be checked and do not fit; the table says why."""


class RealCase(Strict):
    """One published grant, or several of one round together."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")]
    what: NonEmpty
    programme: Identifier | None
    applicant: Identifier | None = None
    partners: tuple[Identifier, ...] = ()
    place: Place
    decided: Annotated[str, Field(pattern=r"^\d{4}(-\d{2})?$")] | None
    grant: Money | None = None
    projects: Annotated[int, Field(ge=1)] = 1
    cost: Money | None = None
    share: Rate | None = None
    source: Annotated[str, Field(pattern=r"^https?://")]
    note: NonEmpty | None = None

    @property
    def applied(self) -> tuple[dt.date, dt.date] | None:
        """When the application was made at the earliest and latest: up to a year before the decision."""
        if self.decided is None:
            return None
        year, month = int(self.decided[:4]), int(self.decided[5:] or 0)
        last = dt.date(year, month or 12, monthrange(year, month or 12)[1])
        return dt.date(year - 1, month or 1, 1), last

    @property
    def project(self) -> Project:
        """What the report says of the project, ready to be matched."""
        types = (self.applicant or "municipality", *self.partners)
        return Project(
            format="quartier.project/1",
            title=self.what,
            as_of=self.applied[1] if self.applied else None,
            place=self.place,
            parties=tuple(Party(id=f"p{number}", type=name) for number, name in enumerate(types)),
        )


class Finding(NamedTuple):
    """How a case turned out, and the edition that decided it."""

    result: str
    edition: Edition | None = None


@cache
def the_catalogue() -> Catalogue:
    """The real catalogue, read once."""
    return load_catalogue(None)


@cache
def real_cases() -> tuple[RealCase, ...]:
    """All cases, in the order of the file."""
    return tuple(RealCase.model_validate(case) for case in yaml.safe_load(DATA.read_text(encoding="utf-8"))["cases"])


@cache
def judged(case: RealCase) -> Finding:
    """The newest edition of the time that allows the grant, else what the newest one objects to."""
    if case.programme is None:
        return Finding(NOT_LISTED)
    if case.grant is None and case.share is None:
        return Finding(NO_AMOUNT)
    found = [Finding(_result(case, edition), edition) for edition in _in_force(case)]
    return next((finding for finding in found if finding.result == FITS), found[0] if found else Finding(NO_EDITION))


def _in_force(case: RealCase) -> list[Edition]:
    """Editions of the time, newest first; all where the source names no date."""
    editions = the_catalogue().by_programme[case.programme or ""]
    newest_first = sorted(editions, key=lambda edition: edition.valid.from_ or dt.date.min, reverse=True)
    if case.applied is None:
        return newest_first
    first, last = case.applied
    return [
        edition
        for edition in newest_first
        if (edition.valid.from_ or dt.date.min) <= last and first <= (edition.valid.until or dt.date.max)
    ]


def _result(case: RealCase, edition: Edition) -> str:
    """What the block that suits best says."""
    project, facts = case.project, place_facts(case.place, load_register()).values
    verdicts = Matcher((edition,), the_catalogue().vocabulary).verdicts(project, facts)
    open_to = [verdict for verdict in verdicts if verdict.party.id == "p0" and not _shut_out(verdict)]
    if not open_to:
        return WRONG_APPLICANT
    return FITS if any(_allowed(case, verdict) for verdict in open_to) else WRONG_AMOUNT


def _shut_out(verdict: Verdict) -> bool:
    """Whether applicant or place certainly break a rule; that a programme is closed today says nothing of then."""
    return any(
        result.status is Truth.FAILED and result.facts and all(fact.startswith(KNOWN) for fact in result.facts)
        for result in verdict.results
    )


def _allowed(case: RealCase, verdict: Verdict) -> bool:
    return not any(_objections(case, verdict))


def _objections(case: RealCase, verdict: Verdict) -> Iterator[bool]:
    """Each rule about the amount of one project: True where the grant breaks it."""
    pays, bounds = verdict.block.pays, amount_range(verdict.case, verdict.block.pays)
    rate, size = highest_rate(verdict.case, pays), pays.base.size
    if case.grant is not None:
        each = Fraction(case.grant, case.projects)
        yield bounds.min is not None and each < bounds.min
        yield bounds.max is not None and each > bounds.max
        yield any(amount.per == "year" and amount.max is not None and each > amount.max for amount in pays.amount)
        yield case.cost is not None and case.grant > rate * case.cost
    if case.cost is not None and size is not None:
        each_cost = Fraction(case.cost, case.projects)
        yield size.min is not None and each_cost < size.min
        yield size.max is not None and each_cost > size.max
    yield case.share is not None and case.share > rate


def table() -> str:
    """The page with all cases, for people."""
    counted = Counter(judged(case).result for case in real_cases())
    results = (FITS, WRONG_AMOUNT, WRONG_APPLICANT, *UNCHECKED)
    summary = ", ".join(f"{counted[result]} × {result}" for result in results if counted[result])
    rows = "\n".join(_row(case) for case in real_cases())
    reasons = "\n".join(
        f"- **{case.id}** {case.what}: {judged(case).result}. {case.note}"
        for case in real_cases()
        if judged(case).result != FITS
    )
    return PAGE.format(number=len(real_cases()), summary=summary, rows=rows, reasons=reasons)


PAGE = """\
# Echte Förderfälle

Presse, Ministerien und Gemeinden berichten, wofür es Geld gab. {number} solche Fälle prüft Quartier gegen den eigenen
Katalog: Gab es damals eine erfasste Fassung des Programms? Durfte dieser Antragsteller an diesem Ort beantragen? Liegt
der Betrag in den Grenzen, und ist er höchstens so hoch, wie Satz und Kosten erlauben? Wo mehrere Projekte zusammen
genannt sind, zählt der Durchschnitt.

Ergebnis: {summary}.

Der Antrag liegt bis zu einem Jahr vor der Entscheidung; es genügt, wenn eine Fassung dieser Zeit passt. Nennt die
Quelle kein Datum, wird mit jeder Fassung geprüft. „Passt“ heißt: Die erfassten Regeln widersprechen dem Bericht nicht.
Was der Bericht nicht sagt, zum Beispiel ob ein Gemeinderat beschlossen hat, gilt als erfüllt.

| Nr. | Fall | Programm | entschieden | Betrag | Fassung | Ergebnis |
|---|---|---|---|---:|---|---|
{rows}

## Was nicht passt oder sich nicht prüfen lässt

{reasons}

Die Fälle stehen mit ihren Quellen in `tests/golden/real_cases.yaml`. Diese Seite schreibt
`python tests/golden/test_real_cases.py`.
"""


def _row(case: RealCase) -> str:
    result, edition = judged(case)
    cells = (
        case.id,
        f"[{case.what}]({case.source})",
        _name(case),
        case.decided or "nicht genannt",
        _amount(case),
        edition.edition if edition else "–",
        result,
    )
    return f"| {' | '.join(cells)} |"


def _name(case: RealCase) -> str:
    latest = the_catalogue().latest(case.programme) if case.programme else None
    return latest.name.de if latest else "–"


def _amount(case: RealCase) -> str:
    if case.grant is None:
        return f"{float(case.share * 100):g} % der Kosten" if case.share else "–"
    if case.projects == 1:
        return german_euros(case.grant)
    return f"{german_euros(case.grant)}, je Projekt {german_euros(case.grant // case.projects // 100 * 100)}"


@pytest.mark.parametrize("case", real_cases(), ids=lambda case: case.id)
def test_the_catalogue_allows_what_was_granted(case: RealCase) -> None:
    result, _ = judged(case)
    if result in UNCHECKED:
        assert case.note
    else:
        assert (result == FITS) == (case.id not in MISFITS)


def test_what_does_not_fit_says_why() -> None:
    assert not [case.id for case in real_cases() if judged(case).result != FITS and case.note is None]


def test_every_case_is_told_once() -> None:
    assert not [name for name, times in Counter(case.id for case in real_cases()).items() if times > 1]


def test_a_grant_above_the_ceiling_or_the_rate_would_be_noticed() -> None:
    fitting = next(case for case in real_cases() if case.id == "A3")
    assert judged(fitting).result == FITS
    assert judged(fitting.model_copy(update={"grant": 85_001_00})).result == WRONG_AMOUNT
    assert judged(fitting.model_copy(update={"applicant": "registered_association"})).result == WRONG_APPLICANT
    clubs = next(case for case in real_cases() if case.id == "H1")
    assert judged(clubs.model_copy(update={"cost": 1_800_000_00})).result == WRONG_AMOUNT


def test_the_table_is_up_to_date() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(), "write it anew: python tests/golden/test_real_cases.py"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
