"""What the body of a page is made of. Each block draws itself with a template of its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

INLINE = ["bold", "italic", "link", "document-link"]
RUNNING = [*INLINE, "ol", "ul"]


class HeadingBlock(blocks.CharBlock):  # type: ignore[misc] # Wagtail ships no types
    """A heading inside the text; the page's own heading stands above it."""

    class Meta:
        """How it appears to editors."""

        icon = "title"
        label = _("Zwischenüberschrift")
        template = "newsroom/blocks/heading.html"


class ImageBlock(blocks.StructBlock):  # type: ignore[misc] # as above
    """An image of the Mediathek. What is left empty is taken from there."""

    image = ImageChooserBlock(label=_("Bild"))
    alt = blocks.CharBlock(
        label=_("Alternativtext"),
        required=False,
        max_length=250,
        help_text=_("Was auf dem Bild zu sehen ist. Leer: der Text aus der Mediathek."),
    )
    caption = blocks.CharBlock(label=_("Bildunterschrift"), required=False, max_length=250)
    credit = blocks.CharBlock(
        label=_("Bildnachweis"), required=False, max_length=250, help_text=_("Leer: der Nachweis aus der Mediathek.")
    )

    class Meta:
        """How it appears to editors."""

        icon = "image"
        label = _("Bild")
        template = "newsroom/blocks/image.html"


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc] # as above
    """Words of somebody else, with the person and where they were said."""

    text = blocks.TextBlock(label=_("Wortlaut"), max_length=1000)
    person = blocks.CharBlock(label=_("Person oder Stelle"), max_length=150)
    source = blocks.URLBlock(label=_("Adresse der Quelle"), required=False)

    class Meta:
        """How it appears to editors."""

        icon = "openquote"
        label = _("Zitat")
        template = "newsroom/blocks/quote.html"


class LinkBlock(blocks.StructBlock):  # type: ignore[misc] # as above
    """A link with the date on which the source was read or written."""

    title = blocks.CharBlock(label=_("Titel"), max_length=200)
    url = blocks.URLBlock(label=_("Adresse"))
    note = blocks.CharBlock(
        label=_("Herausgeber und Stand"), required=False, max_length=200, help_text=_("Zum Beispiel: KVJS, Januar 2024")
    )

    class Meta:
        """How it appears to editors."""

        icon = "link"
        label = _("Link")


class LinksBlock(blocks.StructBlock):  # type: ignore[misc] # as above
    """A list of links with a heading: sources, or where to read on."""

    heading = blocks.CharBlock(label=_("Überschrift"), default="Quellen", max_length=80)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=20)

    class Meta:
        """How it appears to editors."""

        icon = "list-ul"
        label = _("Linkliste")
        template = "newsroom/blocks/links.html"


class FactsBlock(blocks.StructBlock):  # type: ignore[misc] # as above
    """The main points in a box."""

    heading = blocks.CharBlock(label=_("Überschrift"), default="Auf einen Blick", max_length=80)
    text = blocks.RichTextBlock(label=_("Text"), features=RUNNING)

    class Meta:
        """How it appears to editors."""

        icon = "info-circle"
        label = _("Kasten")
        template = "newsroom/blocks/facts.html"


class DocumentBlock(blocks.StructBlock):  # type: ignore[misc] # as above
    """A document of the Mediathek to download."""

    document = DocumentChooserBlock(label=_("Dokument"))
    title = blocks.CharBlock(label=_("Titel"), required=False, max_length=200)

    class Meta:
        """How it appears to editors."""

        icon = "doc-full"
        label = _("Dokument")
        template = "newsroom/blocks/document.html"


def table() -> TypedTableBlock:
    """A table whose columns hold words or numbers; numbers stand to the right."""
    return TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.CharBlock(label=_("Zahl"), required=False)),
        ],
        label=_("Tabelle"),
        icon="table",
        template="newsroom/blocks/table.html",
    )


def body_blocks() -> list[tuple[str, Any]]:
    """All kinds of blocks by name."""
    return [
        ("text", blocks.RichTextBlock(label=_("Text"), features=RUNNING, template="newsroom/blocks/text.html")),
        ("heading", HeadingBlock(max_length=120)),
        ("table", table()),
        ("image", ImageBlock()),
        ("quote", QuoteBlock()),
        ("links", LinksBlock()),
        ("document", DocumentBlock()),
        ("facts", FactsBlock()),
    ]
