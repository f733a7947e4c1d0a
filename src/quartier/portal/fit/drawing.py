"""A block of a card as HTML. By hand, not by templates: a page shows dozens, and each took its template a millisecond.

Says nothing of its own: what stands in a block is decided in `cards`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from quartier.model.answers import ConditionStatus, Match, Status
from quartier.model.project import Party
from quartier.portal.fit.cards import BlockCard, Card
from quartier.portal.frame.templatetags.quartier import day
from quartier.portal.programmes.services import cents, source_line, term_label, text

NOTHING = SafeString()


def lang_de() -> SafeString:
    """The attribute for German words on a page in another language."""
    return SafeString("" if get_language() == "de" else ' lang="de"')


def party_name(party: Party) -> str:
    """The name of a party, else what kind it is."""
    return party.name or term_label("parties", party.type)


def status_word(status: Status) -> str:
    """The outcome of a block."""
    return {"fits": _("passt"), "open": _("noch offen"), "fails": _("passt nicht")}[status]


def block_in_list(key: str, card: Card, block: BlockCard) -> SafeString:
    """A block on the card of a programme in a list; `key` is the project's, for the link to the programme."""
    named = len(card.blocks) > 1 or card.hidden
    heading = (
        format_html('<h4 class="kern-body kern-body--bold">{}</h4>\n', text(block.block.name)) if named else NOTHING
    )
    more = _more(block, reverse("fit:programme", args=[key, card.edition.programme])) if block.rest else _met(block)
    reasons = format_html('<ul class="q-reasons">{}\n{}</ul>', _reasons(block), more)
    if block.match.status == "fits":
        reasons = format_html('<details class="q-allmet"><summary>{}</summary>{}</details>', _all_met(block), reasons)
    return _block(card, block, heading, reasons, _missing_briefly(block.match))


def block_in_full(card: Card, block: BlockCard) -> SafeString:
    """A block on the page of its programme, with every reason and everything to ask for."""
    words = (status_word(block.match.status), text(block.block.name))
    heading = format_html('<h2 class="kern-body kern-body--bold">{}: {}</h2>\n', *words)
    reasons = format_html('<ul class="q-reasons">{}\n</ul>', _reasons(block, full=True))
    return _block(card, block, heading, reasons, _missing(block.match))


def _block(card: Card, block: BlockCard, heading: SafeString, reasons: SafeString, missing: SafeString) -> SafeString:
    parties = _parties(block) if card.several_parties else NOTHING
    words = format_html("{}{}{}{}{}", heading, parties, reasons, _ways(block), missing)
    facts = format_html_join("\n", "<div><dt>{}</dt><dd{}>{}</dd></div>", chain(_facts(block), _rooms(card, block)))
    return format_html(
        '<div class="q-fitblock"><div class="q-fitblock__text">\n{}</div><dl class="q-fitblock__facts">{}</dl></div>',
        words,
        facts,
    )


def _parties(block: BlockCard) -> SafeString:
    names = ", ".join(map(party_name, block.parties))
    return format_html('<p class="kern-body kern-body--small">{} {}</p>\n', _("Antrag durch:"), names)


def _reasons(block: BlockCard, *, full: bool = False) -> SafeString:
    words = {status: _reason_word(status) for status in {one.status for one in block.reasons}}
    mark = lang_de()
    return format_html_join(
        "\n",
        '<li class="q-reason q-reason--{}"><span class="kern-sr-only">{}</span> <span{}>{}</span> {}</li>',
        (
            (
                one.status,
                words[one.status],
                mark,
                f"{one.text} – {one.sentence}" if full else one.sentence,
                source_line(one.source),
            )
            for one in block.reasons
        ),
    )


def _reason_word(status: ConditionStatus) -> str:
    if status == "met":
        return _("erfüllt:")
    return _("offen:") if status == "open" else _("nicht erfüllt:")


def _more(block: BlockCard, link: str) -> SafeString:
    """How many reasons of the same kind are not told here."""
    words = ngettext("und %(n)s weitere Bedingung", "und %(n)s weitere Bedingungen", block.rest) % {"n": block.rest}
    entry = '<li class="q-reason q-reason--{}"><a class="kern-link" href="{}">{}</a></li>'
    return format_html(entry, block.reasons[0].status, link, words)


def _met(block: BlockCard) -> SafeString:
    """How many conditions are met, where others are told."""
    if block.match.status == "fits" or not block.met:
        return NOTHING
    words = ngettext("%(n)s weitere Bedingung ist erfüllt", "%(n)s weitere Bedingungen sind erfüllt", block.met)
    return format_html('<li class="q-reason q-reason--met">{}</li>', words % {"n": block.met})


def _all_met(block: BlockCard) -> str:
    words = ngettext("Die eine Bedingung ist erfüllt", "Alle %(n)s Bedingungen sind erfüllt", block.met)
    return words % {"n": block.met}


def _ways(block: BlockCard) -> SafeString:
    """What would have to change."""
    if not block.ways:
        return NOTHING
    fails, mark = block.match.status == "fails", lang_de()
    then = _("dann bis %(money)s") % {"money": cents(block.promise)}
    gain = f" – {then}" if fails and block.promise else ""
    return format_html(
        '<div class="q-ways"><p class="kern-body kern-body--bold">{}</p><ul>{}</ul></div>\n',
        _("Was müsste sich ändern?") if fails else _("Passt, wenn:"),
        format_html_join("", "<li><span{}>{}</span>{}</li>", ((mark, words, gain) for words in block.ways)),
    )


def _missing(match: Match) -> SafeString:
    """Everything the sources do not say."""
    if not match.ask:
        return NOTHING
    mark = lang_de()
    return format_html(
        '<p class="kern-body kern-body--bold">{}</p><ul class="kern-list kern-list--bullet">{}</ul>\n',
        _("Bitte erfragen"),
        format_html_join("", '<li class="kern-body"{}>{}</li>', ((mark, words) for words in match.ask)),
    )


def _missing_briefly(match: Match) -> SafeString:
    """How much the sources do not say, and who is to be asked."""
    if not match.ask:
        return NOTHING
    words = ngettext(
        "%(n)s Angabe fehlt in den Quellen, bitte erfragen bei:",
        "%(n)s Angaben fehlen in den Quellen, bitte erfragen bei:",
        len(match.ask),
    )
    entry = '<p class="kern-body kern-body--small kern-body--muted">{} <span{}>{}</span></p>\n'
    return format_html(entry, words % {"n": len(match.ask)}, lang_de(), match.authority)


def _facts(block: BlockCard) -> Iterator[tuple[str, SafeString, str]]:
    """Money, intake, earliest start: the word, the mark of its language, what is to be said."""
    yield _("Geld"), NOTHING, format_html_join("", "<p>{}{}</p>", (_offer(*one) for one in block.offers))
    yield _("Antrag"), lang_de(), capfirst(block.match.intake)
    if start := block.match.earliest_start:
        yield _("Beginn"), NOTHING, _("frühestens voraussichtlich %(start)s") % {"start": day(start)}


def _rooms(card: Card, block: BlockCard) -> Iterator[tuple[str, SafeString, str]]:
    """How much more of such aid each party may get, where it had some before."""
    for room in block.rooms:
        words = _("heute noch %(left)s von %(ceiling)s frei")
        left = words % {"left": cents(room.left), "ceiling": cents(room.ceiling)}
        yield _("De-minimis"), NOTHING, f"{party_name(room.party)}: {left}" if card.several_parties else left


def _offer(party: Party | None, match: Match) -> tuple[str, SafeString]:
    return f"{party_name(party)}: " if party else "", money(match)


def money(match: Match) -> SafeString:
    """What a block brings: for these costs where that is known, else between which amounts."""
    parts = [_for_these_costs(match), NOTHING if match.estimate else _in_general(match), _repaid(match)]
    return SafeString("\n".join(filter(None, parts)))


def _for_these_costs(match: Match) -> SafeString:
    if match.estimate:
        most = _("höchstens %(money)s") % {"money": cents(match.estimate)}
        return format_html('<strong>{}</strong> <span class="q-muted">{}</span>', most, _("für Ihre Kosten"))
    if match.estimate is None:
        return NOTHING
    too_small = match.amount.min
    return format_html(
        "{}", _("Ihre Kosten reichen nicht für den Mindestbetrag") if too_small else _("nichts für Ihre Kosten")
    )


def _in_general(match: Match) -> SafeString:
    mark = SafeString(' class="q-muted"' if match.estimate == 0 else "")
    return format_html("<span{}>{}</span>", mark, _between(match.amount.min, match.amount.max))


def _between(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        if least == most:
            return cents(most)
        return _("%(least)s bis %(most)s") % {"least": cents(least), "most": cents(most)}
    if most is not None:
        return _("bis %(money)s") % {"money": cents(most)}
    return _("ab %(money)s") % {"money": cents(least)} if least is not None else _("Höhe bitte erfragen")


def _repaid(match: Match) -> SafeString:
    if match.financing not in {"loan", "prize"}:
        return NOTHING
    loan = match.financing == "loan"
    words = _("Darlehen, muss zurückgezahlt werden") if loan else _("Preisgeld, eine Jury entscheidet")
    return format_html('<span class="q-muted">{}</span>', words)
