"""Real costs pasted from a spreadsheet: all or nothing, each mistake with its row."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.portal.live.conftest import NOBODY

from quartier.portal.live import services
from quartier.portal.live.sheet import joined, pasted_costs
from quartier.portal.projects.services import Access
from quartier.service.sheets import SheetError

ITEMS = {"umbau": "Umbau der Schule", "beratung": "Externe Beratung"}
YEARS = (2027, 2028)


@pytest.mark.parametrize(
    "text",
    [
        "Posten\t2028\t2027\nUmbau der Schule\t2\t1.000,50 €\nSumme\t2\t1\nberatung\t-\t3",
        "Umbau der Schule;1.000,50;2\nExterne Beratung;3;",
    ],
)
def test_rows_of_items_and_columns_of_years(text: str) -> None:
    assert pasted_costs(text, ITEMS, YEARS) == {
        "umbau": {"2027": "1000.50", "2028": "2.00"},
        "beratung": {"2027": "3.00"},
    }


def test_nothing_is_nothing() -> None:
    assert pasted_costs(" \n\t\n ", ITEMS, YEARS) == {}


def test_every_mistake_is_told() -> None:
    with pytest.raises(SheetError) as caught:
        pasted_costs("x\t2030\t2027\nUmbau der Schul\t1\nberatung\tNaN\numbau\t-1\numbau\t1\numbau\t1", ITEMS, YEARS)

    assert caught.value.problems == [
        "Das Jahr 2030 steht nicht im Plan.",
        "Zeile 2: Den Posten „Umbau der Schul“ gibt es im Plan nicht. Meinten Sie „umbau der schule“?",
        "Zeile 3: „NaN“ ist kein Betrag in Euro.",
        "Zeile 4: „-1“ ist kein Betrag in Euro.",
        "Zeile 6: Der Posten „umbau“ steht zweimal da.",
    ]


def test_what_is_pasted_counts_before_the_fields() -> None:
    told = {"umbau": {"2027": "1.00", "2028": "2.00"}, "weg": {"2027": "5.00"}}

    assert joined(told, {"umbau": {"2027": "9.00"}, "beratung": {}}) == {
        "umbau": {"2027": "9.00", "2028": "2.00"},
        "weg": {"2027": "5.00"},
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("course")
def test_the_page_keeps_what_was_pasted_or_all_that_was_typed(client: Client, access: Access) -> None:
    services.change(access, "costs", {"kueche": {"2028": "7.00"}}, actor=NOBODY)
    page = f"/foerderbaukasten/{access.key}/umsetzen/kosten/"
    wrong = client.post(page, {"c0-2027": "77", "cells": "Externe Beratung;viel"})
    text = wrong.content.decode()
    assert (wrong.status_code, 'value="77"' in text, "Externe Beratung;viel" in text) == (422, True, True)
    assert "„viel“ ist kein Betrag" in text

    assert client.post(page, {"c0-2027": "77", "cells": "Externe Beratung;9.520"}).status_code == 302
    assert services.Course.objects.get().data["costs"] == {"umbau": {"2027": "77.00"}, "beratung": {"2027": "9520.00"}}
    huge = "Externe Beratung;1\n" * 10_000
    assert client.post(page, {"cells": huge}).status_code == 422
