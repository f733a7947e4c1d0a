"""Pasted payments: all or nothing, each mistake with its row."""

import pytest

from quartier.portal.live.payments import pasted
from quartier.service.sheets import SheetError

ITEMS = {"umbau": "Umbau der Schule", "beratung": "Externe Beratung"}


def test_days_names_and_amounts_as_people_write_them() -> None:
    text = "Tag\tPosten\tBetrag\n1.3.2024\tUmbau der Schule\t12.000,50 €\n2024-04-02\tberatung\t900"

    assert pasted(text, ITEMS) == [
        {"on": "2024-03-01", "item": "umbau", "amount": "12000.50"},
        {"on": "2024-04-02", "item": "beratung", "amount": "900.00"},
    ]


def test_nothing_is_nothing() -> None:
    assert pasted(" \n ", ITEMS) == []


def test_every_row_that_cannot_be_read_is_told() -> None:
    text = "1.3.2024;Umba;1\n31.2.2024;umbau;1\n1.3.2999;umbau;1\n1.3.2024;umbau;-5\n1.3.2024;umbau;NaN\n1.3.2024;umbau"
    with pytest.raises(SheetError) as caught:
        pasted(text, ITEMS)

    assert caught.value.problems == [
        "Zeile 1: Den Posten „Umba“ gibt es im Plan nicht. Meinten Sie „umbau“?",
        "Zeile 2: „31.2.2024“ ist kein Tag. Richtig ist zum Beispiel 31.12.2026.",
        "Zeile 3: Der 1.3.2999 liegt in der Zukunft.",
        "Zeile 4: „-5“ ist kein Betrag in Euro.",
        "Zeile 5: „NaN“ ist kein Betrag in Euro.",
        "Zeile 6: Nötig sind Tag, Posten und Betrag.",
    ]
