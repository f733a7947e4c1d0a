"""Pictures, documents and albums. The database itself refuses what has no alternative text, credit or licence."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.models import Orderable
from wagtail.search import index

from quartier.portal.library.fields import PaperField, PictureField
from quartier.portal.library.licences import BY_KEY, CHOICES, Licence
from quartier.portal.library.searching import kept_words
from quartier.portal.library.topics import Topic

MISSING = {
    "alt": _(
        "Es fehlt der Alternativtext. Schreiben Sie in ein bis zwei Sätzen, was auf dem Bild zu sehen ist: "
        "Menschen, die es nicht sehen können, lesen oder hören diesen Text."
    ),
    "credit": _(
        "Es fehlt der Nachweis. Schreiben Sie, wer genannt werden muss, zum Beispiel „Foto: Vorname Nachname“."
    ),
    "licence": _(
        "Es fehlt die Lizenz. Wählen Sie, was andere mit dem Werk tun dürfen; fragen Sie im Zweifel die Urheber."
    ),
    "description": _("Es fehlt die Beschreibung. Schreiben Sie in ein bis drei Sätzen, was in dem Dokument steht."),
}
CONSENT_FIRST = _(
    "Öffentlich darf ein Bild sein, wenn niemand zu erkennen ist oder alle eingewilligt haben. "
    "Klären Sie die Einwilligung oder lassen Sie „Öffentlich“ frei."
)
ORIGINALS = "original_images"
"""The folder of the originals; nobody gets a file of it by its address."""


class Consent(models.TextChoices):
    """Whether the people shown have agreed; known only to the editors."""

    NONE_SHOWN = "none", _("Niemand ist zu erkennen")
    ALL = "all", _("Alle haben eingewilligt")
    UNCLEAR = "unclear", _("Nicht geklärt")


class Item(models.Model):
    """What pictures and documents have in common."""

    credit = models.CharField(
        _("Nachweis"),
        max_length=200,
        help_text=_("Wer genannt werden muss, zum Beispiel „Foto: Vorname Nachname“."),
        error_messages={"blank": MISSING["credit"]},
    )
    licence = models.CharField(
        _("Lizenz"),
        max_length=30,
        choices=CHOICES,
        help_text=_("Was andere mit dem Werk tun dürfen."),
        error_messages={"blank": MISSING["licence"]},
    )
    date = models.DateField(_("Datum"), null=True, blank=True, db_index=True, help_text=_("Wann es entstanden ist."))
    event = models.CharField(_("Anlass"), max_length=150, blank=True, help_text=_("Zum Beispiel eine Veranstaltung."))
    topic = models.CharField(_("Thema"), max_length=40, blank=True, choices=Topic.choices, db_index=True)
    public = models.BooleanField(
        _("Öffentlich"), default=False, help_text=_("Erst dann sehen es alle in der Mediathek und in Meldungen.")
    )
    origin = models.CharField(max_length=80, blank=True, editable=False, default="")
    """Which demo content it is; empty for real content."""
    search_text = models.TextField(default="", editable=False)

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Keep the search words up to the texts."""
        with override("de"):
            topic = str(Topic(self.topic).label) if self.topic in Topic else ""
        self.search_text = kept_words(f"{self.words()} {self.credit} {self.event} {topic}")
        super().save(*args, **kwargs)

    def words(self) -> str:
        """Its own texts by which it is found."""
        raise NotImplementedError

    @property
    def terms(self) -> Licence:
        """The licence with its terms and link."""
        return BY_KEY[self.licence]


def _said(*fields: str) -> Q:
    """None of some texts is empty."""
    return ~Q(*((field, "") for field in fields), _connector=Q.OR)


class Picture(Item, AbstractImage):  # type: ignore[misc, django-manager-missing] # Wagtail ships no types
    """A picture. Wagtail's `description` is its alternative text."""

    file = PictureField(_("Datei"), upload_to=get_upload_to, width_field="width", height_field="height")
    description = models.CharField(
        _("Alternativtext"),
        max_length=250,
        help_text=_("Was auf dem Bild zu sehen ist, in ein bis zwei Sätzen. Für Menschen, die es nicht sehen."),
        error_messages={"blank": MISSING["alt"]},
    )
    description_en = models.CharField(_("Alternativtext auf Englisch"), max_length=250, blank=True)
    consent = models.CharField(
        _("Einwilligung"),
        max_length=10,
        choices=Consent.choices,
        default=Consent.UNCLEAR,
        help_text=_("Nur für die Redaktion. Ist sie nicht geklärt, kann das Bild nicht öffentlich sein."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "description_en",
        "credit",
        "licence",
        "date",
        "event",
        "topic",
        "consent",
        "public",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields: ClassVar = [*AbstractImage.search_fields, index.SearchField("credit"), index.SearchField("event")]

    class Meta(AbstractImage.Meta):  # type: ignore[misc] # as above
        """What holds whoever writes."""

        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        permissions = (("choose_picture", "Can choose picture"),)
        constraints = (
            models.CheckConstraint(condition=_said("description", "credit", "licence"), name="picture_complete"),
            models.CheckConstraint(
                condition=Q(public=False) | Q(consent__in=("none", "all")), name="picture_public_with_consent"
            ),
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="picture_origin_once"),
        )

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """Nobody becomes public without having agreed."""
        super().clean()
        if self.public and self.consent == Consent.UNCLEAR:
            raise ValidationError({"consent": CONSENT_FIRST})

    def _set_image_file_metadata(self) -> None:
        super()._set_image_file_metadata()
        self.file.close()

    def words(self) -> str:
        """Title and alternative texts."""
        return f"{self.title} {self.description} {self.description_en}"

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the language of the page, German if there is none."""
        return self.description_en if get_language() == "en" and self.description_en else self.description

    def get_upload_to(self, filename: str) -> str:
        """A place nobody can guess."""
        return str(super().get_upload_to(f"{uuid4().hex[:8]}-{filename}"))


class PictureRendition(AbstractRendition):  # type: ignore[misc] # as above
    """A picture in one size and format."""

    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        """Found by its file when it is asked for."""

        constraints = (
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        )
        indexes = (models.Index(fields=["file"], name="rendition_file"),)

    def get_upload_to(self, filename: str) -> str:
        """Named by the content of the picture: what stands under an address never changes."""
        name = self.file.field.storage.get_valid_name(filename)
        return f"images/{self.image.get_file_hash()[:16]}/{name}"


def paper_place(_paper: Paper, filename: str) -> str:
    """Where a document is stored: a folder nobody can guess keeps its name as it is."""
    return f"documents/{uuid4().hex[:16]}/{filename}"


class Paper(Item, AbstractDocument):  # type: ignore[misc, django-manager-missing] # as above
    """A document to download."""

    file = PaperField(_("Datei"), upload_to=paper_place, max_length=200)
    description = models.TextField(
        _("Beschreibung"),
        max_length=600,
        help_text=_("Was darin steht, in ein bis drei Sätzen."),
        error_messages={"blank": MISSING["description"]},
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "date",
        "event",
        "topic",
        "public",
        "collection",
        "tags",
    )
    search_fields: ClassVar = [
        *AbstractDocument.search_fields,
        index.SearchField("description"),
        index.SearchField("credit"),
        index.SearchField("event"),
    ]

    class Meta(AbstractDocument.Meta):  # type: ignore[misc] # as above
        """What holds whoever writes."""

        verbose_name = _("Dokument")
        verbose_name_plural = _("Dokumente")
        permissions = (("choose_paper", "Can choose paper"),)
        constraints = (
            models.CheckConstraint(condition=_said("description", "credit", "licence"), name="paper_complete"),
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="paper_origin_once"),
        )

    def __str__(self) -> str:
        return str(self.title)

    def _set_document_file_metadata(self) -> None:
        super()._set_document_file_metadata()
        self.file.close()

    def words(self) -> str:
        """Title and description."""
        return f"{self.title} {self.description}"

    @property
    def kind(self) -> str:
        """What it is for people, such as PDF."""
        return str(self.file_extension).upper()


class Album(ClusterableModel):  # type: ignore[misc] # as above
    """Pictures that belong together, in an order."""

    title = models.CharField(_("Titel"), max_length=120)
    title_en = models.CharField(_("Titel auf Englisch"), max_length=120, blank=True)
    slug = models.SlugField(_("Adresse"), max_length=80, unique=True)
    description = models.TextField(_("Beschreibung"), max_length=600, blank=True)
    public = models.BooleanField(_("Öffentlich"), default=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)
    origin = models.CharField(max_length=80, blank=True, editable=False, default="")

    class Meta:
        """In the order the editors chose."""

        verbose_name = _("Album")
        verbose_name_plural = _("Alben")
        ordering = ("position", "title")

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title


class AlbumPicture(Orderable):  # type: ignore[misc] # as above
    """A picture's place in an album."""

    album = ParentalKey(Album, on_delete=models.CASCADE, related_name="entries")
    picture = models.ForeignKey(Picture, verbose_name=_("Bild"), on_delete=models.CASCADE, related_name="entries")

    class Meta(Orderable.Meta):  # type: ignore[misc] # as above
        """Each picture once in an album."""

        verbose_name = _("Bild")
        constraints = (models.UniqueConstraint(fields=["album", "picture"], name="album_picture_once"),)
