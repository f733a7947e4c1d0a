"""Pages of the editors: news with its archive, and plain pages. Who may publish is set up in `setup`."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from quartier.portal.newsroom import reading
from quartier.portal.newsroom.blocks import body_blocks
from quartier.portal.newsroom.forms import TopicBoxes
from quartier.portal.newsroom.plain import body_text, parts_of
from quartier.portal.newsroom.searching import kept_words


def today() -> date:
    """Today where the portal stands."""
    return timezone.localdate()


class Topic(models.Model):
    """What news can be about, in both languages."""

    key = models.SlugField(_("Schlüssel"), max_length=40, unique=True)
    name_de = models.CharField(_("Name"), max_length=80)
    name_en = models.CharField(_("Name auf Englisch"), max_length=80)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)

    class Meta:
        """In the order of the strategy."""

        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")
        ordering = ("position", "name_de")

    def __str__(self) -> str:
        return self.name_en[:1].upper() + self.name_en[1:] if get_language() == "en" else self.name_de


class RootPage(Page):  # type: ignore[misc] # Wagtail ships no types
    """The top of the page tree in one language. Visitors see the frame's start page there."""

    max_count_per_parent = 2
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["newsroom.NewsIndexPage", "newsroom.ContentPage"]
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta:
        """The name editors see."""

        verbose_name = _("Startseite")

    def __str__(self) -> str:
        return str(self.title)


class NewsIndexPage(Page):  # type: ignore[misc] # as above
    """The archive of all news in one language."""

    intro = models.TextField(_("Einleitung"), blank=True, max_length=400)

    parent_page_types: ClassVar = ["newsroom.RootPage"]
    subpage_types: ClassVar = ["newsroom.NewsPage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        """The name editors see."""

        verbose_name = _("Meldungen")

    def __str__(self) -> str:
        return str(self.title)

    def serve(self, request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
        """The archive; the address leads to the same view."""
        from quartier.portal.newsroom.views import archive  # noqa: PLC0415 - the views need the models

        return archive(request, self)

    def serve_preview(self, request: HttpRequest, _mode: str) -> HttpResponse:
        """A preview is the page itself."""
        return self.serve(request)


class BodyMixin(models.Model):
    """Text made of blocks; keeps what follows from it whenever it is saved."""

    body = StreamField(body_blocks(), verbose_name=_("Text"), blank=True)
    reading_seconds = models.PositiveIntegerField(_("Lesezeit in Sekunden"), default=0, editable=False)
    search_text = models.TextField(default="", editable=False)
    origin = models.CharField(max_length=80, blank=True, default="", editable=False)
    """Which demo content it is; empty for real content, also for a copy of demo content."""

    exclude_fields_in_copy: ClassVar = ["origin"]

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Keep reading time and search words up to the text."""
        self.reading_seconds = reading.seconds(self.parts())
        self.search_text = kept_words(f"{self.head()} {body_text(self.body)}")
        super().save(*args, **kwargs)

    def serve_preview(self, request: HttpRequest, _mode: str) -> HttpResponse:
        """A preview is the page itself."""
        return self.serve(request)  # type: ignore[attr-defined, no-any-return] # every page has it

    def head(self) -> str:
        """What stands above the body, as words."""
        raise NotImplementedError

    def parts(self) -> list[reading.Part]:
        """Everything there is to read."""
        return [reading.Text(self.head()), *parts_of(self.body)]


class NewsPage(BodyMixin, Page):  # type: ignore[misc, django-manager-missing] # as above
    """A piece of news."""

    kicker = models.CharField(_("Dachzeile"), max_length=60, help_text=_("Das Stichwort über dem Titel."))
    lead = models.TextField(_("Vorspann"), max_length=600, help_text=_("Das Wichtigste in ein bis drei Sätzen."))
    date = models.DateField(_("Datum"), default=today, db_index=True)
    office = models.CharField(_("Verfasst von"), max_length=120, help_text=_("Die Stelle, nicht die Person."))
    topics = ParentalManyToManyField(Topic, verbose_name=_("Themen"), related_name="news")
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("Bild"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    image_alt = models.CharField(
        _("Alternativtext"), blank=True, max_length=250, help_text=_("Leer: der Text aus der Mediathek.")
    )
    image_caption = models.CharField(_("Bildunterschrift"), blank=True, max_length=250)
    image_credit = models.CharField(
        _("Bildnachweis"), blank=True, max_length=250, help_text=_("Leer: der Nachweis aus der Mediathek.")
    )

    parent_page_types: ClassVar = ["newsroom.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("date"),
                FieldPanel("office"),
                FieldPanel("topics", widget=TopicBoxes),
            ],
            heading=_("Einordnung"),
        ),
        MultiFieldPanel(
            [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_caption"), FieldPanel("image_credit")],
            heading=_("Bild"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        """The name editors see."""

        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")

    def __str__(self) -> str:
        return str(self.title)

    def head(self) -> str:
        """Kicker, title and lead."""
        return f"{self.kicker} {self.title} {self.lead}"

    def parts(self) -> list[reading.Part]:
        """Everything there is to read, with the main image."""
        image: list[reading.Part] = []
        if self.image_id:
            image = [reading.Picture(f"{self.image_caption} {self.image_credit}")]
        return [*super().parts(), *image]

    @property
    def address(self) -> str:
        """The path of its page, without asking the database."""
        with override(self.locale.language_code):
            return reverse("newsroom:item", args=(self.slug,))

    @property
    def reading_time(self) -> str:
        """The reading time in words."""
        return reading.in_words(self.reading_seconds)

    @property
    def was_withdrawn(self) -> bool:
        """Whether it was public once, is not any more, and will not be by itself."""
        return not self.live and self.first_published_at is not None and not self.approved_schedule

    def serve(self, request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
        """The page of one piece of news, also in previews."""
        from quartier.portal.newsroom.views import news  # noqa: PLC0415 - the views need the models

        return news(request, self)


class ContentPage(BodyMixin, Page):  # type: ignore[misc, django-manager-missing] # as above
    """A plain page."""

    lead = models.TextField(_("Vorspann"), blank=True, max_length=600)

    parent_page_types: ClassVar = ["newsroom.RootPage", "newsroom.ContentPage"]
    subpage_types: ClassVar = ["newsroom.ContentPage"]
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        """The name editors see."""

        verbose_name = _("Seite")
        verbose_name_plural = _("Seiten")

    def __str__(self) -> str:
        return str(self.title)

    def head(self) -> str:
        """Title and lead."""
        return f"{self.title} {self.lead}"

    def serve(self, request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
        """The page, also in previews."""
        from quartier.portal.newsroom.views import content  # noqa: PLC0415 - the views need the models

        return content(request, self)
