"""Figures, days and addresses found in German prose, and texts that speak of the same thing."""

from decimal import Decimal

import pytest

from quartier.catalogue.german import days_in, euros_in, figures_in, likeness, percents_in, plain_address, stems


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("bis 12.000 Euro oder 2.500,50 €", ["12000", "2500.5"]),
        ("1,1 Millionen Euro, 30 Mio. Euro, 5,9 Milliarden Euro", ["1100000", "30000000", "5900000000"]),
        ("EUR 500 und 7 Plätze", []),
    ],
)
def test_euros(text: str, euros: list[str]) -> None:
    assert euros_in(text) == [Decimal(value) for value in euros]


def test_percentages() -> None:
    assert percents_in("33,3 Prozent, 20 % und 5 v. H., nicht 7") == [Decimal("33.3"), Decimal(20), Decimal(5)]


def test_figures_also_in_words() -> None:
    assert figures_in("Zwei Drittel, die Hälfte von 1.250 und eine Million am 3.4.") == {
        *(Decimal(number) for number in (2, 33, 50, 1250, 1_000_000)),
        Decimal(3),
    } - {Decimal(3)}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("am 31. Oktober 2019", {"2019-10-31"}),
        ("bis 31.10.2019 oder 3. 4.2020", {"2019-10-31", "2020-04-03"}),
        ("seit 2024-05 bis 2024-06-30", {"2024-05", "2024-06-30"}),
        ("jedes Jahr am 30. September", {"09-30"}),
        ("am 15. oder 31. August", {"08-15", "08-31"}),
        ("vom 6. Oktober bis 12. Dezember 2025", {"10-06", "2025-10-06", "2025-12-12", "2025-12"}),
        ("im November 2020", {"2020-11"}),
        ("nie", set()),
    ],
)
def test_days(text: str, days: set[str]) -> None:
    assert days_in(text) >= days
    assert {day[:7] for day in days_in(text)} >= {day[:7] for day in days}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/", "http://example.org"),
        ("https://Example.org/Weg/", "https://example.org/Weg"),
        ("https://example.org/f%C3%B6rder", "https://example.org/förder"),
        ("https://example.org/a?tx_news_pi1%5Bid%5D=4&cHash=0f", "https://example.org/a"),
    ],
)
def test_addresses_that_are_the_same(one: str, other: str) -> None:
    assert plain_address(one) == plain_address(other)


def test_addresses_that_differ() -> None:
    assert plain_address("https://example.org/a?id=1") != plain_address("https://example.org/a?id=2")


def test_stems_of_words_that_say_something() -> None:
    assert stems("Die Förderung der Fristen ab 2027 für alle") == {"frist", "2027"}


@pytest.mark.parametrize(
    ("wanted", "given", "share"),
    [
        ("Antragsfristen", ["Die Frist endet."], 1.0),
        ("genaue Frist", ["Antragsfristen fehlen."], 0.5),
        ("Frist", ["Etwas anderes.", "Fristen"], 1.0),
        ("Frist", [], 0.0),
        ("und", ["und"], 0.0),
    ],
)
def test_likeness(wanted: str, given: list[str], share: float) -> None:
    assert likeness(wanted, given) == share
