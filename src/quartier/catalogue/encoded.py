"""What the editions of a programme say, as figures, days, addresses and texts that can be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from quartier.catalogue.checks import condition_trees
from quartier.catalogue.edition_rules import sentences
from quartier.catalogue.german import days_in, figures_in, plain_address
from quartier.catalogue.paying import paying
from quartier.model.combining import Rule
from quartier.model.conditions import comparisons
from quartier.model.edition import Edition
from quartier.model.money import CENTS_PER_EURO
from quartier.model.pays import Financing, Pays
from quartier.model.vocabulary import Vocabulary

HALF = Decimal("0.5")

FIELD_WORDS = {
    "amount": "Höchstbetrag, Mindestbetrag und Beträge",
    "base": "förderfähige Kosten",
    "combining": "Kombination mit anderen Fördermitteln (Kumulierung, Doppelförderung)",
    "earmark_years": "Zweckbindung (Bindungsfrist)",
    "early_start": "vorzeitiger Maßnahmenbeginn vor der Zusage",
    "financing": "Finanzierungsart",
    "intake": "Fristen, Termine, Aufrufe und Runden für Anträge",
    "own": "Eigenanteil und Eigenmittel",
    "payout": "Auszahlung",
    "rate": "Fördersatz (Quote)",
    "state_aid": "Beihilferecht",
    "valid": "Geltungsdauer (Laufzeit, Fortführung)",
    "vat": "Umsatzsteuer",
}
"""What the field names under `unknown` mean for people, with the words researchers use for them."""

SHEET_FIELDS = {
    "amount": ("amount", "betrag", "beträge", "budget"),
    "applicants": ("wer beantragen darf", "Antragsteller", "Antragsberechtigte"),
    "calls": ("intake",),
    "conditions": ("Bedingungen", "Voraussetzungen"),
    "cumulation": ("combining",),
    "duration_months": ("period", "Dauer", "Laufzeit"),
    "earmark_years": ("earmark_years",),
    "early_start": ("early_start",),
    "eligible_costs": ("base", "Kosten"),
    "ineligible_costs": ("base", "Kosten"),
    "own_contribution": ("own",),
    "rate_max": ("rate",),
    "state_aid": ("state_aid",),
}
"""What an edition calls a field of a sheet."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Everything several editions of one programme say."""

    euros: frozenset[Decimal]
    rates: frozenset[Decimal]
    months: frozenset[int]
    earmark_years: frozenset[int]
    days: frozenset[str]
    told_days: frozenset[str]
    figures: frozenset[Decimal]
    asks_no_own_money: bool
    combining_known: bool
    addresses: frozenset[str]
    requirements: tuple[str, ...]
    texts: tuple[str, ...]
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, editions: Iterable[Edition], vocabulary: Vocabulary) -> Encoded:
        """Collect what the editions say."""
        family = list(editions)
        pays = [block.pays for edition in family for block in edition.blocks]
        asked = [text for edition in family for text in _requirements(edition)]
        texts = [text for edition in family for text in _texts(edition)]
        prose = "\n".join([*asked, *texts])
        return cls(
            euros=frozenset(chain(*map(_euros, pays), *map(_wanted, family))),
            rates=frozenset(chain(*map(_rates, pays), *map(_total_shares, family))),
            months=frozenset(n for entry in pays for n in (entry.period.min_months, entry.period.max_months) if n),
            earmark_years=frozenset(entry.earmark_years for entry in pays if entry.earmark_years),
            days=frozenset(day for edition in family for day in _days(edition)),
            told_days=frozenset(days_in(prose)),
            figures=frozenset(figures_in(prose)),
            addresses=frozenset(plain_address(address) for edition in family for address in addresses_of(edition)),
            combining_known=any(rule.rule is not Rule.UNKNOWN for edition in family for rule in edition.combining),
            asks_no_own_money=any(entry.own is None or entry.own.min_rate is None for entry in pays),
            requirements=(*asked, *dict.fromkeys(words for e in family for words in _rules_in_words(e, vocabulary))),
            texts=tuple(texts),
            unknown=tuple(f"{name} {FIELD_WORDS.get(name, '')}" for edition in family for name in edition.unknown),
        )

    def has_rate(self, rate: int | Decimal) -> bool:
        """Whether a rule has the percentage; whole ones also for thirds that were rounded (67 for 66 2/3)."""
        return rate in self.rates or (rate == int(rate) and any(abs(known - rate) < HALF for known in self.rates))

    def has_day(self, day: str) -> bool:
        """Whether a round, a yearly day or the validity names the day (or a day of that month)."""
        return any(known.startswith(day) or day.endswith(known) or known.endswith(f"-{day}") for known in self.days)

    def tells_day(self, day: str) -> bool:
        """Whether a text names the day, the same day of every year, or for the first of a month the month."""
        month = day.removesuffix("-01")
        return any(known.startswith(day) or known == month or day.endswith(known) for known in self.told_days)

    def has_address(self, address: str) -> bool:
        """Whether a source, the programme or the authority has the address; of a mere host, any page."""
        plain = plain_address(address)
        return plain in self.addresses or any(
            known.startswith(f"{plain}/") for known in self.addresses if "/" not in plain
        )

    def leaves_open(self, field: str) -> bool:
        """Whether a field a sheet calls unknown is called unknown here."""
        names = [name for key, given in SHEET_FIELDS.items() if re.search(rf"\b{key}\b", field) for name in given]
        return any(name.casefold() in entry.casefold() for entry in self.unknown for name in names)


def addresses_of(edition: Edition) -> Iterator[str]:
    """Every address an edition names, each once."""
    named = (edition.url, edition.authority.url, *(source.url for source in edition.sources.values()))
    yield from dict.fromkeys(address for address in named if address)


def _requirements(edition: Edition) -> Iterator[str]:
    for requirement in (*edition.conditions, *(entry for block in edition.blocks for entry in block.conditions)):
        yield requirement.text.de


def _rules_in_words(edition: Edition, vocabulary: Vocabulary) -> Iterator[str]:
    """What is encoded as money or as a question to the user instead of as a sentence of its own."""
    for block in edition.blocks:
        yield from (f"{label} {words}" for label, words in paying(block.pays, vocabulary).items())
    for _, tree in condition_trees(edition):
        for comparison in comparisons(tree):
            fact = vocabulary.facts.get(comparison.fact)
            yield from (str(text) for text in (fact.label, fact.question, fact.help) if text) if fact else ()
    yield from (rule.text.de for rule in edition.combining if rule.text and rule.rule is not Rule.UNKNOWN)


def _texts(edition: Edition) -> Iterator[str]:
    asked = set(_requirements(edition))
    yield from (text.de for _, text in sentences(edition) if text.de not in asked)
    yield from (block.name.de for block in edition.blocks)
    notes = [*(entry.note for entry in edition.intake.rounds), *(entry.note for entry in edition.intake.yearly)]
    yield from (note.de for note in notes if note)
    yield from (text for text in (edition.legal_basis, *edition.unknown, *edition.target_groups) if text)
    yield from (source.title for source in edition.sources.values())


def _money(cents: int) -> Decimal:
    return (Decimal(cents) / CENTS_PER_EURO).normalize()


def _euros(pays: Pays) -> Iterator[Decimal]:
    size, match = pays.base.size, pays.needs_match
    found = [value for amount in pays.amount for value in (amount.min, amount.max)]
    found += [cap.max for cap in pays.base.caps]
    found += [size.min, size.max] if size else []
    found += [pays.unit.amount if pays.unit else None, match.amount if match else None]
    found += [pays.in_kind.rate_per_hour if pays.in_kind else None]
    yield from (_money(value) for value in found if value is not None)


def _rates(pays: Pays) -> Iterator[Decimal]:
    found: list[Fraction | None] = [pays.rate, pays.aid_intensity, *(cap.rate for cap in pays.base.caps)]
    found += [step.rate for step in pays.rates]
    found += [step.rate for step in pays.degressive]
    found += [pays.own.min_rate if pays.own else None, pays.in_kind.max_share if pays.in_kind else None]
    found += [pays.needs_match.rate_of_grant if pays.needs_match else None]
    found += [pays.match.ratio / (1 + pays.match.ratio) if pays.match else None]
    found += [Fraction(1) if pays.financing is Financing.FULL else None]
    yield from (_percent(rate) for rate in found if rate is not None)


def _percent(rate: Fraction) -> Decimal:
    percent = rate * 100
    return (Decimal(percent.numerator) / percent.denominator).normalize()


def _total_shares(edition: Edition) -> Iterator[Decimal]:
    yield from (_percent(rule.max) for rule in edition.combining if rule.max is not None)


def _wanted(edition: Edition) -> Iterator[Decimal]:
    """Numbers that conditions compare with, for example a least sum of costs."""
    for _, tree in condition_trees(edition):
        for comparison in comparisons(tree):
            value = comparison.value
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                yield Decimal(value).normalize()


def _days(edition: Edition) -> Iterator[str]:
    found = [edition.valid.from_, edition.valid.until]
    for entry in edition.intake.rounds:
        found += [entry.opens, entry.closes, entry.start_from]
    yield from (day.isoformat() for day in found if day)
    yield from (entry.closes for entry in edition.intake.yearly)
