"""Fields whose input their type alone does not tell: choices, links, sources, long texts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from quartier.model.base import AnyText
from quartier.portal.edition_form import choices
from quartier.portal.edition_form.choices import fixed, terms
from quartier.portal.edition_form.kinds import Area, Boxes, Choice, Kind, Lines, Link, MonthDay, Number, YesNo

ANY_TEXT = AnyText
MONTHS, YEARS = _("Monate"), _("Jahre")

SOURCE = Kind(widget="source")
"""One of the document's own sources."""

_UNKNOWN = "unknown"

KINDS: Mapping[str, Kind] = {
    "Edition.format": Choice(known=fixed({"quartier.programme/1": "quartier.programme/1"}), empty=None),
    "Edition.level": Choice(known=terms("levels")),
    "Edition.easy": Area(),
    "Edition.url": Link(),
    "Edition.topics": Boxes(known=terms("topics")),
    "Edition.target_groups": Boxes(known=terms("target_groups")),
    "Edition.keywords": Lines(),
    "Edition.unknown": Lines(),
    "Edition.sheets": Lines(),
    "Edition.confidence": Choice(known=fixed(choices.CONFIDENCE)),
    "Source.url": Link(),
    "Authority.url": Link(),
    "Round.source": SOURCE,
    "YearlyDeadline.source": SOURCE,
    "YearlyDeadline.closes": MonthDay(),
    "Requirement.source": SOURCE,
    "Block.source": SOURCE,
    "Remark.source": SOURCE,
    "Combining.source": SOURCE,
    "Intake.kind": Choice(known=fixed(choices.INTAKE)),
    "Intake.decision_months": Number(whole=True, unit=MONTHS),
    "Amount.per": Choice(known=fixed(choices.AMOUNT_PER), empty=None, default="project"),
    "Amount.round_to": Number(whole=True, unit="€", default=1),
    "DegressiveRate.from_month": Number(whole=True, default=1),
    "UnitAmount.fact": Choice(known=choices.counted_facts),
    "CostCap.kind": Choice(known=terms("costs")),
    "CostCap.per": Choice(known=fixed(choices.CAP_PER)),
    "CostCap.max_share_of": Choice(known=terms("costs")),
    "Base.kinds": Boxes(known=terms("costs")),
    "Base.except": Boxes(known=terms("costs")),
    "Base.measures": Boxes(known=terms("measures")),
    "Base.vat": Choice(known=fixed(choices.VAT), empty=None, default=_UNKNOWN),
    "OwnShare.cash_only": YesNo(asked=True),
    "OwnShare.counts": Boxes(known=fixed(choices.SHARES)),
    "OwnShare.not_counts": Boxes(known=fixed(choices.SHARES)),
    "Match.of": Boxes(known=terms("levels")),
    "NeededMatch.from": Boxes(known=terms("levels")),
    "NeededMatch.per": Choice(known=fixed(choices.MATCH_PER), empty=None, default="project"),
    "Period.min_months": Number(whole=True, unit=MONTHS),
    "Period.max_months": Number(whole=True, unit=MONTHS),
    "Pays.financing": Choice(known=fixed(choices.FINANCING)),
    "Pays.early_start": Choice(known=fixed(choices.EARLY_START), empty=None, default=_UNKNOWN),
    "Pays.payout": Choice(known=fixed(choices.PAYOUT), empty=None, default=_UNKNOWN),
    "Pays.state_aid": Choice(known=fixed(choices.STATE_AID), empty=None, default=_UNKNOWN),
    "Pays.earmark_years": Number(whole=True, unit=YEARS),
    "Others.programme": Choice(known=choices.programmes),
    "Others.level": Choice(known=terms("levels")),
    "Combining.rule": Choice(known=fixed(choices.RULES)),
    "Combining.programme": Choice(known=choices.programmes),
    "Combining.of": Choice(known=fixed(choices.SHARE_OF), empty=_("nicht gesagt")),
    "Combining.reduce": Choice(known=fixed(choices.REDUCE), empty=choices.UNKNOWN),
    "Combining.gap_months": Number(whole=True, unit=MONTHS),
}

LONG = frozenset(
    {
        "Edition.summary",
        "Intake.note",
        "Requirement.text",
        "Block.note",
        "Remark.text",
        "Combining.text",
        "Round.note",
        "YearlyDeadline.note",
    }
)
"""Texts that usually need more than one line."""

REDRAWS = frozenset({"Intake.kind", "Combining.rule", "Pays.financing"})
"""Choices on which it depends which other fields there are."""

FIRST: Mapping[str, tuple[str, ...]] = {
    "Requirement": ("text", "when", "source"),
    "Block": ("name", "conditions", "pays", "source", "note"),
    "Round": ("opens", "closes"),
    "Combining": ("rule", "with", "programme"),
    "Base": ("vat",),
}
"""Fields that people expect before the others of their group."""
