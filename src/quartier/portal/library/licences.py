"""The licences under which the Mediathek gives away pictures and documents: what each allows, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: key, short and full name, what it allows and asks for, where its own text stands (empty: nowhere)."""

    key: str
    short: str | Promise
    name: Promise
    terms: Promise
    url: str = ""


LICENCES = (
    Licence(
        "cc0-1.0",
        "CC0 1.0",
        _("CC0 1.0 – frei ohne Bedingungen"),
        _("Sie dürfen das Werk frei nutzen, verändern und weitergeben. Eine Nennung ist nicht nötig."),
        "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
    ),
    Licence(
        "cc-by-4.0",
        "CC BY 4.0",
        _("CC BY 4.0 – mit Namensnennung"),
        _(
            "Sie dürfen das Werk nutzen, verändern und weitergeben, auch gewerblich. Nennen Sie den Nachweis und die "
            "Lizenz, und sagen Sie, was Sie verändert haben."
        ),
        "https://creativecommons.org/licenses/by/4.0/deed.de",
    ),
    Licence(
        "cc-by-sa-4.0",
        "CC BY-SA 4.0",
        _("CC BY-SA 4.0 – mit Namensnennung, gleiche Bedingungen"),
        _(
            "Sie dürfen das Werk nutzen, verändern und weitergeben, auch gewerblich. Nennen Sie den Nachweis und die "
            "Lizenz. Was Sie daraus machen, geben Sie unter derselben Lizenz weiter."
        ),
        "https://creativecommons.org/licenses/by-sa/4.0/deed.de",
    ),
    Licence(
        "press",
        _("Pressenutzung"),
        _("Pressenutzung mit Nennung"),
        _(
            "Sie dürfen das Werk unverändert für die Berichterstattung nutzen. Nennen Sie den Nachweis. Werbung und "
            "Weitergabe an andere sind nicht erlaubt; Zuschneiden und Verkleinern schon."
        ),
    ),
    Licence(
        "official",
        _("Amtliches Werk"),
        _("Amtliches Werk (§ 5 UrhG)"),
        _(
            "Amtliche Werke wie Gesetze, Erlasse und Bekanntmachungen sind nicht urheberrechtlich geschützt. Bei "
            "anderen amtlichen Werken gilt: nicht verändern und die Quelle nennen."
        ),
        "https://www.gesetze-im-internet.de/urhg/__5.html",
    ),
)
BY_KEY = {licence.key: licence for licence in LICENCES}
CHOICES = [(licence.key, licence.name) for licence in LICENCES]
