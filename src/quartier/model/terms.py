"""The official terms of grant law, each explained once in plain words: pages and papers that use one show this.

Which of them a text uses is found here; how they are shown is left to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quartier.model.base import Text


@dataclass(frozen=True, slots=True)
class Term:
    """A term, its meaning in at most two short sentences, and how it is found in a text."""

    key: str
    name: Text
    meaning: Text
    forms: tuple[str, ...]
    """How the word begins in texts, German and English; an ending of a few letters may follow."""


def _term(key: str, forms: str, names: tuple[str, str], meanings: tuple[str, str]) -> Term:
    return Term(key, Text(de=names[0], en=names[1]), Text(de=meanings[0], en=meanings[1]), tuple(forms.split("|")))


TERMS: tuple[Term, ...] = (
    _term(
        "anteilsfinanzierung",
        "Anteilsfinanzierung|Anteilfinanzierung",
        ("Anteilsfinanzierung", "proportional financing"),
        (
            "Das Programm zahlt einen festen Teil der Kosten. Wird es billiger, sinkt auch der Zuschuss.",
            "The programme pays a fixed share of the costs. If costs fall, the grant falls too.",
        ),
    ),
    _term(
        "beihilfe",
        "Beihilfe|Beihilferecht|state aid",
        ("Beihilfe", "state aid"),
        (
            "Geld vom Staat, das einem Unternehmen einen Vorteil gibt. Dafür gelten Grenzen der EU.",
            "Public money that gives an enterprise an advantage. The EU sets limits for it.",
        ),
    ),
    _term(
        "bewilligung",
        "Bewilligung",
        ("Bewilligung", "award"),
        (
            "Die Zusage der Stelle, dass Sie den Zuschuss bekommen. Vorher ist nichts sicher.",
            "The office’s promise that you get the grant. Before it nothing is certain.",
        ),
    ),
    _term(
        "bewilligungszeitraum",
        "Bewilligungszeitraum|Bewilligungszeiträume",
        ("Bewilligungszeitraum", "funding period"),
        (
            "Die Zeit, für die der Zuschuss gilt. Nur Kosten aus dieser Zeit zählen.",
            "The time for which the grant is given. Only costs of this time count.",
        ),
    ),
    _term(
        "de-minimis",
        "De-minimis|de minimis aid",
        ("De-minimis-Beihilfe", "de minimis aid"),
        (
            "Eine kleine Hilfe vom Staat, die die EU erlaubt. Alle zusammen sind in drei Jahren begrenzt.",
            "A small help from the state that the EU allows. Together they are limited within three years.",
        ),
    ),
    _term(
        "doppelfoerderung",
        "Doppelförderung",
        ("Doppelförderung", "double funding"),
        (
            "Zwei Zuschüsse für dieselben Kosten. Oft ist das verboten.",
            "Two grants for the same costs. Often this is forbidden.",
        ),
    ),
    _term(
        "drittmittel",
        "Drittmittel",
        ("Drittmittel", "third-party contribution"),
        (
            "Geld von anderen, zum Beispiel Spenden oder Geld einer Stiftung.",
            "Money from others, for example donations or money of a foundation.",
        ),
    ),
    _term(
        "eigenanteil",
        "Eigenanteil|own contribution|own share",
        ("Eigenanteil", "own contribution"),
        (
            "Der Teil der Kosten, den Sie selbst aufbringen müssen.",
            "The part of the costs that you must bring yourself.",
        ),
    ),
    _term(
        "eigenleistung",
        "Eigenleistung",
        ("Eigenleistung", "contribution in kind"),
        (
            "Unbezahlte Arbeit oder Material von Ihnen. Manche Programme rechnen sie in Geld um.",
            "Your own unpaid work or material. Some programmes count it as money.",
        ),
    ),
    _term(
        "eigenmittel",
        "Eigenmittel",
        ("Eigenmittel", "own resources"),
        ("Ihr eigenes Geld für das Vorhaben.", "Your own money for the project."),
    ),
    _term(
        "fehlbedarfsfinanzierung",
        "Fehlbedarfsfinanzierung",
        ("Fehlbedarfsfinanzierung", "deficit financing"),
        (
            "Das Programm zahlt, was fehlt. Vorher setzen Sie Ihr eigenes Geld und alle Einnahmen ein.",
            "The programme pays what is missing. Before that you use your own money and all income.",
        ),
    ),
    _term(
        "festbetrag",
        "Festbetrag|Festbetragsfinanzierung",
        ("Festbetrag", "fixed amount"),
        (
            "Das Programm zahlt eine feste Summe. Sie gilt meist auch, wenn es teurer oder billiger wird.",
            "The programme pays a fixed sum. Mostly it stays if costs rise or fall.",
        ),
    ),
    _term(
        "foerdersatz",
        "Fördersatz|Fördersätze|Förderquote|funding rate",
        ("Fördersatz", "funding rate"),
        (
            "So viel Prozent der anerkannten Kosten zahlt das Programm. Den Rest tragen Sie oder andere.",
            "The percentage of the eligible costs that the programme pays. You or others pay the rest.",
        ),
    ),
    _term(
        "kofinanzierung",
        "Kofinanzierung|co-financing",
        ("Kofinanzierung", "co-financing"),
        (
            "Mehrere zahlen zusammen. Der eine Zuschuss kommt nur, wenn auch andere etwas geben.",
            "Several pay together. One grant comes only if others give something too.",
        ),
    ),
    _term(
        "kumulierung",
        "Kumulierung|kumulierbar",
        ("Kumulierung", "cumulation"),
        (
            "Mehrere Zuschüsse für ein Vorhaben verbinden.",
            "To combine several grants for one project.",
        ),
    ),
    _term(
        "mittelabruf",
        "Mittelabruf",
        ("Mittelabruf", "disbursement request"),
        (
            "Sie fordern bewilligtes Geld an, weil Sie es bald ausgeben.",
            "You ask for granted money because you will spend it soon.",
        ),
    ),
    _term(
        "nebenbestimmungen",
        "Nebenbestimmung|ANBest",
        ("Nebenbestimmungen", "grant conditions"),
        (
            "Regeln, die zum Bescheid gehören. Wer sie nicht einhält, muss vielleicht Geld zurückzahlen.",
            "Rules that belong to the decision. Who breaks them may have to pay money back.",
        ),
    ),
    _term(
        "sachbericht",
        "Sachbericht",
        ("Sachbericht", "narrative report"),
        (
            "Ein Bericht in Worten: was Sie getan und erreicht haben.",
            "A report in words: what you did and achieved.",
        ),
    ),
    _term(
        "sitzungsvorlage",
        "Sitzungsvorlage",
        ("Sitzungsvorlage", "council paper"),
        (
            "Das Papier, über das der Rat abstimmt.",
            "The paper on which the council votes.",
        ),
    ),
    _term(
        "verstetigung",
        "Verstetigung|Verstetigungsplan",
        ("Verstetigung", "long-term continuation"),
        (
            "Was mit Zuschüssen beginnt, geht danach weiter.",
            "What begins with grants goes on after them.",
        ),
    ),
    _term(
        "verwendungsnachweis",
        "Verwendungsnachweis|proof of use",
        ("Verwendungsnachweis", "proof of use"),
        (
            "Sie belegen der Stelle am Ende, wofür Sie das Geld ausgegeben haben.",
            "At the end you show the office what you spent the money on.",
        ),
    ),
    _term(
        "vollfinanzierung",
        "Vollfinanzierung",
        ("Vollfinanzierung", "full financing"),
        ("Das Programm zahlt alle anerkannten Kosten.", "The programme pays all eligible costs."),
    ),
    _term(
        "vorfinanzierung",
        "Vorfinanzierung|pre-financing",
        ("Vorfinanzierung", "advance by you"),
        (
            "Sie bezahlen zuerst selbst. Das Geld vom Zuschuss kommt später.",
            "You pay first. The money of the grant comes later.",
        ),
    ),
    _term(
        "massnahmenbeginn",
        "Maßnahmenbeginn|early start of the measure",
        ("Vorzeitiger Maßnahmenbeginn", "early start"),
        (
            "Sie vergeben einen Auftrag vor der Zusage. Ohne Erlaubnis verlieren Sie oft den ganzen Zuschuss.",
            "You place an order before the award. Without permission you often lose the whole grant.",
        ),
    ),
    _term(
        "zuwendung",
        "Zuwendung|Zuwendungsgeber|Zuwendungsempfänger",
        ("Zuwendung", "grant"),
        (
            "Ein Zuschuss aus öffentlichem Geld für einen bestimmten Zweck.",
            "A grant of public money for a certain purpose.",
        ),
    ),
    _term(
        "zuwendungsbescheid",
        "Zuwendungsbescheid|Bewilligungsbescheid",
        ("Zuwendungsbescheid", "grant decision"),
        (
            "Der Brief mit der Zusage. Er sagt, wie viel Geld Sie bekommen und welche Regeln gelten.",
            "The letter with the award. It says how much money you get and which rules count.",
        ),
    ),
    _term(
        "zuwendungsfaehig",
        "zuwendungsfähig",
        ("zuwendungsfähig", "eligible"),
        (
            "Nur diese Kosten zählen, wenn der Zuschuss berechnet wird.",
            "Only these costs count when the grant is calculated.",
        ),
    ),
    _term(
        "zweckbindung",
        "Zweckbindung|Zweckbindungsfrist",
        ("Zweckbindung", "earmarking"),
        (
            "So lange muss das Geförderte dem Zweck dienen. Sonst kann die Stelle Geld zurückfordern.",
            "So long what was funded must serve its purpose. Otherwise the office can ask for money back.",
        ),
    ),
)
"""By the alphabet of their German names."""

BY_KEY = {term.key: term for term in TERMS}

_ENDING = r"\w{0,3}(?:-\w+)*(?!\w)"


def pattern_of(terms: Iterable[Term]) -> str:
    """A regular expression for any of the terms, as whole words."""
    return rf"(?<![\w-])(?:{'|'.join(re.escape(form) for term in terms for form in term.forms)}){_ENDING}"


def likely_in(text: str) -> tuple[Term, ...]:
    """The terms whose letters stand in a text; a quick look that spares most texts a search."""
    return tuple(term for term in TERMS if any(form in text for form in term.forms))


def term_of(word: str) -> Term:
    """The term of a word that `pattern_of` found: the one with the longest fitting form."""
    return max(((form, term) for term in TERMS for form in term.forms if word.startswith(form)), key=_length)[1]


def _length(fitting: tuple[str, Term]) -> int:
    return len(fitting[0])


def terms_in(text: str) -> Iterator[Term]:
    """The terms a text uses, each once, by the alphabet."""
    likely = likely_in(text)
    used = {term_of(match[0]).key for match in re.finditer(pattern_of(likely), text)} if likely else set()
    yield from (term for term in likely if term.key in used)
