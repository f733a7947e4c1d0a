"""The strategy's offers in the order of the start page. An offer is shown once its page exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: its name, what a user can do there in a sentence, the name of its address, its picture."""

    name: Promise
    text: Promise
    route: str
    icon: str
    main: bool = False

    def url(self) -> str | None:
        """The address of the offer; None while it is not built."""
        try:
            return reverse(self.route)
        except NoReverseMatch:
            return None


OFFERS = (
    Offer(
        _("Förderbaukasten"),
        _("Finden Sie Programme, die zu Ihrem Vorhaben passen, und verbinden Sie sie zu einem Finanzierungsplan."),
        "toolkit:start",
        "toolkit",
        main=True,
    ),
    Offer(
        _("Programme"),
        _("Alle Förderprogramme mit Bedingungen, Fristen und Quellen."),
        "programmes:list",
        "programmes",
    ),
    Offer(_("Beratung"), _("Fragen stellen und einen Termin buchen."), "advice:start", "advice"),
    Offer(_("Vernetzung"), _("Menschen, Projekte und Partner in Ihrer Nähe finden."), "network:start", "network"),
    Offer(_("Qualifizierung"), _("Kurse finden und buchen."), "learning:start", "learning"),
    Offer(_("Fachtag"), _("Sich zum Fach- und Vernetzungstag anmelden."), "events:start", "events"),
    Offer(_("Markt der guten Ideen"), _("Gute Beispiele ansehen und übernehmen."), "ideas:start", "ideas"),
    Offer(_("Sorge vor Ort"), _("Hilfen im Quartier erfassen und verabreden."), "care:start", "care"),
    Offer(_("Aktuelles"), _("Meldungen rund um das Quartier."), "newsroom:start", "newsroom"),
    Offer(_("Mediathek"), _("Bilder und Dokumente zum Herunterladen."), "library:start", "library"),
)


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer that works, with its address."""

    offer: Offer
    url: str


def open_offers() -> Iterator[OpenOffer]:
    """The offers that work, main one first."""
    for offer in OFFERS:
        url = offer.url()
        if url is not None:
            yield OpenOffer(offer, url)
