"""Real costs pasted from a spreadsheet: a row for each item, a column for each year. All are read or none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from quartier.portal.live.payments import amount_of, item_ids, item_of
from quartier.service.sheets import SheetError, cells_of_text

ByYear = dict[str, dict[str, str]]

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_SUM = re.compile(r"(?:gesamt|summe|zusammen|total)\b", re.IGNORECASE)


def pasted_costs(text: str, items: Mapping[str, str], years: Sequence[int]) -> ByYear:
    """The amounts by item and year; raises SheetError with a sentence for everything that cannot be read.

    A first row with years says which column is which; without one the years of the plan stand in their order.
    """
    if not text.strip():
        return {}
    rows = cells_of_text(text)
    heads = [cell for cell in rows[0][1:] if _YEAR.fullmatch(cell)] if rows else []
    columns = dict(enumerate(rows[0])) if heads else {}
    named = {at: int(cell) for at, cell in columns.items() if _YEAR.fullmatch(cell)} or dict(enumerate(years, start=1))
    problems = [_("Das Jahr %(year)d steht nicht im Plan.") % {"year": y} for y in named.values() if y not in years]
    found: ByYear = {}
    for number, cells in enumerate(rows, start=1):
        if (heads and number == 1) or _SUM.match(cells[0]):
            continue
        try:
            _row(cells, named, item_ids(items), found)
        except ValueError as error:
            problems.append(_("Zeile %(number)d: %(problem)s") % {"number": number, "problem": error})
    if problems:
        raise SheetError(problems)
    return found


def _row(cells: Sequence[str], named: Mapping[int, int], ids: Mapping[str, str], found: ByYear) -> None:
    item = item_of(cells[0].strip(), ids)
    if item in found:
        raise ValueError(_("Der Posten „%(item)s“ steht zweimal da.") % {"item": cells[0][:60]})
    found[item] = {
        str(year): amount_of(cells[at])
        for at, year in named.items()
        if at < len(cells) and cells[at] not in {"", "-", "–"}
    }


def joined(told: Mapping[str, Mapping[str, str]], sheet: ByYear) -> ByYear:
    """What stands in the fields with what was pasted, which counts where both say something."""
    names = dict.fromkeys((*told, *sheet))
    found = {name: {**told.get(name, {}), **sheet.get(name, {})} for name in names}
    return {name: amounts for name, amounts in found.items() if amounts}
