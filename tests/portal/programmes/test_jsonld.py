"""No text of a programme can end the script element."""

from __future__ import annotations

import datetime as dt
import json

from quartier.portal.programmes.figures import figures
from quartier.portal.programmes.jsonld import json_ld
from quartier.service.catalogue import the_catalogue


def test_texts_cannot_break_out() -> None:
    catalogue = the_catalogue()
    edition = catalogue.editions[0].model_copy(update={"funder": "</script><script>alert(1)</script> & Söhne"})
    text = json_ld(edition, figures(edition, catalogue, dt.date(2026, 3, 1)), "https://example.org/")

    assert "<" not in text
    assert json.loads(text)["@graph"][0]["funder"]["name"] == "</script><script>alert(1)</script> & Söhne"
