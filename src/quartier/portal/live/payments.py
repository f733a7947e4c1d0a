"""Paid bills pasted from a spreadsheet: day, item, amount. All are read or none, each mistake with its row."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.model.money import cents_of, euros_text
from quartier.service.sheets import SheetError, cells_of_text

MOST = 2_000
"""More payments are bookkeeping, not steering; the page says so."""

COLUMNS = 3


def named_payments(payments: Iterable[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Each payment under a name that stays when others come and go: what it is, and which of several equal ones."""
    found: dict[str, Mapping[str, str]] = {}
    times: Counter[str] = Counter()
    for payment in payments:
        name = f"{payment['on']} {payment['item']} {payment['amount']}"
        times[name] += 1
        found[f"{name} {times[name]}"] = payment
    return found


def pasted(text: str, items: Mapping[str, str]) -> list[dict[str, str]]:
    """The payments; raises SheetError with a sentence for every row that cannot be read."""
    if not text.strip():
        return []
    ids = item_ids(items)
    found, problems = [], []
    for number, cells in enumerate(cells_of_text(text), start=1):
        if number == 1 and not any(char.isdigit() for char in "".join(cells)):
            continue  # the headings
        try:
            found.append(_payment(cells, ids))
        except ValueError as error:
            problems.append(_("Zeile %(number)d: %(problem)s") % {"number": number, "problem": error})
    if problems:
        raise SheetError(problems)
    return found


def _payment(cells: list[str], ids: Mapping[str, str]) -> dict[str, str]:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) != COLUMNS:
        raise ValueError(_("Nötig sind Tag, Posten und Betrag."))
    day, item, amount = filled
    key = item_of(item, ids)
    return {"on": _day(day).isoformat(), "item": key, "amount": amount_of(amount)}


def item_ids(items: Mapping[str, str]) -> dict[str, str]:
    """The items by what people may call them: name or id, in small letters."""
    return {name.strip().lower(): key for key, name in items.items()} | {key.lower(): key for key in items}


def item_of(text: str, ids: Mapping[str, str]) -> str:
    """The id of an item; raises ValueError with the one that may be meant."""
    if text.lower() not in ids:
        near = get_close_matches(text.lower(), ids, 1)
        hint = _(" Meinten Sie „%(near)s“?") % {"near": near[0]} if near else ""
        raise ValueError(_("Den Posten „%(item)s“ gibt es im Plan nicht.") % {"item": text[:60]} + hint)
    return ids[text.lower()]


def amount_of(text: str) -> str:
    """The amount as files write it; raises ValueError for what is none."""
    try:
        return euros_text(cents_of(text))
    except ValueError:
        raise ValueError(_("„%(text)s“ ist kein Betrag in Euro.") % {"text": text[:40]}) from None


def _day(text: str) -> dt.date:
    for form in ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y"):
        try:
            day = dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
        if day > timezone.localdate():
            raise ValueError(_("Der %(text)s liegt in der Zukunft.") % {"text": text})
        return day
    raise ValueError(_("„%(text)s“ ist kein Tag. Richtig ist zum Beispiel 31.12.2026.") % {"text": text[:40]})
