"""What a block pays, in German: one short phrase for each aspect, in the order people ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from quartier.catalogue.wording import condition_words, count_words, labels, listed
from quartier.model.money import german_euros, german_percent
from quartier.model.pays import Amount, CostCap, Financing, OwnShare, Pays
from quartier.model.vocabulary import Vocabulary

ASK = "nicht bekannt, bitte erfragen"

FINANCING = {
    Financing.PROPORTIONAL: "Anteilsfinanzierung",
    Financing.FIXED_AMOUNT: "Festbetrag",
    Financing.UNIT_AMOUNT: "Betrag je Einheit",
    Financing.DEFICIT: "Fehlbedarfsfinanzierung",
    Financing.FULL: "Vollfinanzierung",
    Financing.MATCHING: "gibt zu anderem Geld etwas dazu",
    Financing.LOAN: "Darlehen, muss zurückgezahlt werden",
    Financing.PRIZE: "Preisgeld",
}
_PER = {"project": "je Vorhaben", "year": "im Jahr", "unit": "je Einheit"}
_CAP_PER = {
    "day": "je Tag",
    "hour": "je Stunde",
    "month": "je Monat",
    "unit": "je Einheit",
    "person": "je Person",
    "year": "im Jahr",
    "project": "je Vorhaben",
}
_VAT = {
    "excluded": "zählt nicht",
    "included": "zählt mit",
    "if_not_recoverable": "zählt mit, wenn das Finanzamt sie nicht erstattet",
    "unknown": ASK,
}
_EARLY_START = {
    "forbidden": "erst nach der Zusage",
    "after_application": "nach dem Antrag, auf eigenes Risiko",
    "with_permission": "vor der Zusage nur mit Erlaubnis",
    "allowed": "jederzeit",
    "unknown": ASK,
}
_PAYOUT = {"advance": "im Voraus", "reimbursement": "nachträglich, gegen Belege", "unknown": ASK}
STATE_AID = {
    "none": "keine",
    "de_minimis": "De-minimis-Beihilfe",
    "sgei_de_minimis": "DAWI-De-minimis-Beihilfe",
    "gber": "nach der Allgemeinen Gruppenfreistellungsverordnung",
    "unknown": ASK,
}
"""What a grant counts as in European law, in words."""

_SHARES = {
    "donations": "Spenden",
    "sponsoring": "Sponsoring",
    "income": "Einnahmen",
    "membership_fees": "Mitgliedsbeiträge",
    "shares": "Genossenschaftsanteile",
    "loan": "Darlehen",
    "private": "privates Geld",
    "public": "öffentliches Geld",
    "foundation": "Stiftungsgeld",
    "volunteers": "ehrenamtliche Arbeit",
}


def paying(pays: Pays, vocabulary: Vocabulary) -> dict[str, str]:
    """Label → phrase for every aspect an edition speaks of, for example `Satz` → `80 %`."""
    found = {label: words(pays, vocabulary) for label, words in ASPECTS.items()}
    return {label: words for label, words in found.items() if words}


def _rates(pays: Pays, vocabulary: Vocabulary) -> str:
    if pays.rate is not None:
        return german_percent(pays.rate)
    if pays.degressive:
        steps = sorted(pays.degressive, key=lambda step: step.from_month)
        return ", ".join(
            german_percent(step.rate) + (f" ab dem {step.from_month}. Monat" if step.from_month > 1 else "")
            for step in steps
        )
    return "; ".join(
        f"{german_percent(step.rate)}, wenn {condition_words(step.when, vocabulary)}"
        if step.when
        else f"sonst {german_percent(step.rate)}"
        for step in pays.rates
    )


def _span(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return german_euros(low) if low == high else f"{german_euros(low)} bis {german_euros(high)}"
    if high is not None:
        return f"höchstens {german_euros(high)}"
    return f"mindestens {german_euros(low)}" if low is not None else ""


def _amounts(pays: Pays, vocabulary: Vocabulary) -> str:
    return "; ".join(_amount(amount, vocabulary) for amount in pays.amount)


def _amount(amount: Amount, vocabulary: Vocabulary) -> str:
    words = f"{_span(amount.min, amount.max)} {_PER[amount.per]}"
    if amount.round_to > 1:
        words = f"{words}, auf {count_words(amount.round_to)} € gerundet"
    return f"{words}, wenn {condition_words(amount.when, vocabulary)}" if amount.when else words


def _unit(pays: Pays, vocabulary: Vocabulary) -> str:
    if pays.unit is None:
        return ""
    fact = vocabulary.facts.get(pays.unit.fact)
    return f"{german_euros(pays.unit.amount)} mal „{fact.label.de if fact else pays.unit.fact}“"


def _kinds(pays: Pays, vocabulary: Vocabulary) -> str:
    base = pays.base
    words = labels("costs", base.kinds, vocabulary) if base.kinds else ""
    if base.except_:
        return f"{words or 'alle'}, außer {labels('costs', base.except_, vocabulary)}"
    return words


def _measures(pays: Pays, vocabulary: Vocabulary) -> str:
    return labels("measures", pays.base.measures, vocabulary) if pays.base.measures else ""


def _caps(pays: Pays, vocabulary: Vocabulary) -> str:
    return "; ".join(_cap(cap, vocabulary) for cap in pays.base.caps)


def _cap(cap: CostCap, vocabulary: Vocabulary) -> str:
    kind = vocabulary.label("costs", cap.kind)
    if cap.max is not None and cap.per is not None:
        return f"{kind} höchstens {german_euros(cap.max)} {_CAP_PER[cap.per]}"
    share = german_percent(cap.rate or Fraction())
    return f"{kind} höchstens {share} von: {vocabulary.label('costs', cap.max_share_of or '')}"


def _size(pays: Pays, _: Vocabulary) -> str:
    size = pays.base.size
    return f"{_span(size.min, size.max)}, sonst gibt es nichts" if size else ""


def _own(pays: Pays, _: Vocabulary) -> str:
    return ", ".join(_own_parts(pays.own)) if pays.own else ""


def _own_parts(own: OwnShare) -> Iterator[str]:
    if own.min_rate is not None:
        yield f"mindestens {german_percent(own.min_rate)}"
    if own.cash_only is not None:
        yield "nur Geld" if own.cash_only else "auch unbezahlte Arbeit"
    if own.counts:
        yield f"auch {listed([_SHARES.get(word, word) for word in own.counts])}"
    if own.not_counts:
        yield f"nicht {listed([_SHARES.get(word, word) for word in own.not_counts], 'oder')}"


def _in_kind(pays: Pays, _: Vocabulary) -> str:
    if pays.in_kind is None:
        return ""
    words = f"{german_euros(pays.in_kind.rate_per_hour)} je Stunde"
    share = pays.in_kind.max_share
    return f"{words}, höchstens {german_percent(share)} der Kosten" if share is not None else words


def _match(pays: Pays, vocabulary: Vocabulary) -> str:
    if pays.match is None:
        return ""
    givers = labels("levels", pays.match.of, vocabulary)
    ratio = pays.match.ratio
    factor = str(ratio) if ratio.denominator > 1 else count_words(ratio.numerator)
    return f"so viel wie {givers} zusammen" if ratio == 1 else f"{factor}-mal so viel wie {givers} zusammen"


def _needs_match(pays: Pays, vocabulary: Vocabulary) -> str:
    need = pays.needs_match
    if need is None:
        return ""
    amount = (
        f"{german_euros(need.amount)} {_PER[need.per]}"
        if need.amount is not None
        else f"{german_percent(need.rate_of_grant or Fraction())} der Förderung"
    )
    return f"{amount} von {labels('levels', need.from_, vocabulary, 'oder')}"


def _period(pays: Pays, _: Vocabulary) -> str:
    period = pays.period
    parts = [
        f"mindestens {period.min_months} Monate" if period.min_months else "",
        f"höchstens {period.max_months} Monate" if period.max_months else "",
        "innerhalb eines Kalenderjahrs" if period.within_calendar_year else "",
    ]
    return ", ".join(part for part in parts if part)


ASPECTS: dict[str, Callable[[Pays, Vocabulary], str]] = {
    "Art": lambda pays, _: FINANCING[pays.financing],
    "Satz": _rates,
    "Betrag": _amounts,
    "Je Einheit": _unit,
    "Gibt": _match,
    "Braucht": _needs_match,
    "Eigenanteil": _own,
    "Kosten": _kinds,
    "Zwecke": _measures,
    "Kostenrahmen": _size,
    "Obergrenzen": _caps,
    "Umsatzsteuer": lambda pays, _: _VAT[pays.base.vat],
    "Freiwilligenstunden": _in_kind,
    "Partner": lambda pays, _: "das Geld darf an Partner weitergegeben werden" if pays.pays_partners else "",
    "Zeitraum": _period,
    "Beginn": lambda pays, _: _EARLY_START[pays.early_start],
    "Auszahlung": lambda pays, _: _PAYOUT[pays.payout],
    "Beihilfe": lambda pays, _: STATE_AID[pays.state_aid],
    "Beihilfehöchstsatz": lambda pays, _: german_percent(pays.aid_intensity) if pays.aid_intensity is not None else "",
    "Zweckbindung": lambda pays, _: f"{pays.earmark_years} Jahre" if pays.earmark_years else "",
}
"""The aspects in the order in which people ask for them."""
