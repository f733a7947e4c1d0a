"""Cards and images of the newsroom in templates, also for the start page."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django import template

from quartier.portal.newsroom.pictures import BODY_SIZES, CARD_SIZES, Drawn, alt_text, credit_line, drawn
from quartier.portal.newsroom.services import newest

register = template.Library()


@register.inclusion_tag("newsroom/newest.html")
def newest_news(limit: int = 3) -> dict[str, Any]:
    """The block „Aktuelles“ of the start page; nothing while there is no news."""
    return {"pages": newest(limit)}


@register.inclusion_tag("newsroom/card.html")
def news_card(page: Any, level: int, *, eager: bool) -> dict[str, Any]:  # noqa: ANN401 - Wagtail ships no types
    """A piece of news as a card under a heading of a level; `eager` for cards that are seen at once."""
    picture = drawn(page.image, CARD_SIZES) if page.image else None
    return {"page": page, "level": level, "eager": eager, "picture": picture, "url": page.address}


@register.simple_tag
def body_picture(value: Any) -> Drawn:  # noqa: ANN401 - blocks have no types
    """The image of a block in the sizes a text needs."""
    return drawn(value["image"], BODY_SIZES, alt_text(value["image"], value["alt"]))


@register.simple_tag
def body_credit(value: Any) -> str:  # noqa: ANN401 - as above
    """Whose image it is."""
    return credit_line(value["image"], value["credit"])


@register.simple_tag
def table_number() -> str:
    """A name for the parts of one table that no other element of the page has."""
    return token_hex(4)
