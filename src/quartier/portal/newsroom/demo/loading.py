"""Puts the demo content into the portal and takes it out again: exactly what was made here, known by its `origin`."""

from __future__ import annotations

import json
from typing import Any, Literal

from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale

from quartier.portal.library import services as library
from quartier.portal.newsroom.demo.reading import FOLDER, DemoPage, DemoText, demo_pages
from quartier.portal.newsroom.models import ContentPage, NewsIndexPage, NewsPage, RootPage, Topic
from quartier.portal.newsroom.setup import set_up

CREDIT = "Illustration: Quartier-Projekt"
LICENCE = "cc-by-4.0"
ALBUM = ("Illustrationen", "illustrationen", "Illustrations")
OFFICES = {"de": "Redaktion Quartier (Beispielmeldung)", "en": "Quartier editors (sample article)"}
LANGUAGES: tuple[Literal["de", "en"], ...] = ("de", "en")


@transaction.atomic
def load() -> dict[str, int]:
    """Add what is not there yet; says how many pages and pictures were made. What editors changed stays."""
    set_up()
    made = {"pictures": 0, "pages": 0}
    for entry in demo_pages():
        picture, is_new = _picture(entry)
        made["pictures"] += is_new
        made["pages"] += _pages(entry, picture)
    return made


def _picture(entry: DemoPage) -> tuple[Any, bool]:
    """The picture of an entry and whether it was made just now."""
    if not entry.image:
        return None, False
    model, origin = get_image_model(), f"demo:{entry.image}"
    kept = model.objects.filter(origin=origin).first()
    if kept is not None:
        return kept, False
    library.add_album(ALBUM[0], ALBUM[1], actor=None, title_en=ALBUM[2], origin="demo:illustrations")
    details = library.Details(
        name=f"{entry.image}.png",
        title=entry.de.image_caption.removesuffix(".") or entry.de.title,
        credit=CREDIT,
        licence=LICENCE,
        alt=entry.de.image_alt,
        alt_en=entry.en.image_alt if entry.en else "",
        date=entry.date,
        topic=entry.topics[0] if entry.topics[0] != "portal" else "",
        consent="none",
        public=True,
        origin=origin,
        albums=(ALBUM[1],),
    )
    picture = library.add_picture((FOLDER / "images" / f"{entry.image}.png").read_bytes(), details, actor=None)
    return picture, True


def _pages(entry: DemoPage, picture: Any) -> int:  # noqa: ANN401 - Wagtail ships no types
    made, first = 0, None
    for language in LANGUAGES:
        text, origin = entry.text(language), f"demo:{language}:{entry.slug}"
        if text is None:
            continue
        model = NewsPage if entry.topics else ContentPage
        page = model.objects.filter(origin=origin).first()
        if page is None:
            page = _new_page(entry, text, language, picture)
            page.origin = origin
            if first is not None:
                page.translation_key = first.translation_key
            _publish(page, entry, language)
            made += 1
        first = first or page
    return made


def _new_page(entry: DemoPage, text: DemoText, language: str, picture: Any) -> Any:  # noqa: ANN401 - as above
    shared = {
        "title": text.title,
        "slug": entry.slug,
        "lead": text.lead,
        "body": json.dumps(text.blocks()),
        "locale": Locale.objects.get(language_code=language),
    }
    if not entry.topics:
        return ContentPage(**shared)
    return NewsPage(
        **shared,
        kicker=text.kicker,
        date=entry.date,
        office=OFFICES[language],
        image=picture,
        image_alt=text.image_alt,
        image_caption=text.image_caption,
    )


def _publish(page: Any, entry: DemoPage, language: str) -> None:  # noqa: ANN401 - as above
    kind = NewsIndexPage if entry.topics else RootPage
    parent = kind.objects.get(locale__language_code=language)
    parent.add_child(instance=page)
    if entry.topics:
        topics = {topic.key: topic for topic in Topic.objects.filter(key__in=entry.topics)}
        page.topics.set([topics[key] for key in entry.topics])
    page.save_revision().publish()


@transaction.atomic
def remove() -> dict[str, int]:
    """Take out what `load` made; pictures that other pages use by now stay."""
    removed = {"pages": 0, "pictures": 0}
    for model in (NewsPage, ContentPage):
        for page in model.objects.filter(origin__startswith="demo:"):
            page.delete()
            removed["pages"] += 1
    for picture in get_image_model().objects.filter(origin__startswith="demo:").exclude(pk__in=_used_pictures()):
        picture.delete()
        removed["pictures"] += 1
    return removed


def _used_pictures() -> set[int]:
    """Pictures in pages, read from the pages themselves: Wagtail's own list of uses is brought up to date later."""
    used = set(NewsPage.objects.exclude(image=None).values_list("image", flat=True))
    for model in (NewsPage, ContentPage):
        for page in model.objects.only("body"):
            used |= {block["value"]["image"] for block in page.body.raw_data if block["type"] == "image"}
    return used
