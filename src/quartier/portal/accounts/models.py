"""People with an account, their roles, and what staff did. The mail address is the only name needed to log in."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from quartier.portal.accounts.permissions import GIVEN, Role


class UserManager(BaseUserManager["User"]):
    """Makes users by mail address, kept in small letters so that nobody has two accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:  # noqa: ANN401 - model fields
        """A user who may log in; without a password only by a link or a key."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:  # noqa: ANN401 - as above
        """An administrator who may also do everything that Wagtail knows; `create_admin` is the usual way."""
        user = self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})
        Membership.objects.create(user=user, role=Role.ADMINISTRATOR)
        return user


class User(AbstractUser):  # type: ignore[django-manager-missing] # Wagtail's models, which point here, ship no types
    """A person with an account."""

    username = None  # type: ignore[assignment] # the mail address takes its place
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)

    warned = models.DateTimeField(_("vor der Löschung gewarnt"), null=True, blank=True, editable=False)
    """When we wrote that the account is going to be deleted, because nobody used it for long."""

    cached_roles: frozenset[Role] | None = None
    cached_second_factor: bool = False

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc, assignment] # AbstractUser's manager wants a user name

    class Meta:
        """The address is unique whatever its case."""

        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_once"),)

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        """Forget the roles, too."""
        self.cached_roles, self.cached_second_factor = None, False
        super().refresh_from_db(*args, **kwargs)


class Membership(models.Model):
    """A role that somebody was given, by whom and since when."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Rolle"), max_length=20, choices=[(role.value, role.label) for role in GIVEN])
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="memberships_granted"
    )
    since = models.DateTimeField(_("seit"), auto_now_add=True)

    class Meta:
        """No role twice."""

        verbose_name = _("Rolle einer Person")
        verbose_name_plural = _("Rollen von Personen")
        ordering = ("role",)
        constraints = (models.UniqueConstraint(fields=["user", "role"], name="membership_once"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries are written once: no change, no deletion but by the end of their period."""

    def update(self, **_fields: Any) -> int:  # noqa: ANN401 - as Django's
        """Refused."""
        raise AppendOnlyError

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> int:  # noqa: ANN401 - as Django's
        """Refused."""
        raise AppendOnlyError

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnlyError

    def delete_before(self, moment: dt.datetime) -> int:
        """Delete what is older than the period for which entries are kept; gives the number."""
        return int(self.filter(at__lt=moment)._raw_delete(self.db))  # noqa: SLF001 - the only way past our own refusal


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete an entry of the audit log."""


class AuditEntry(models.Model):
    """What a member of staff did: when, who, what, with what. Details hold keys and values, no personal data."""

    at = models.DateTimeField(_("wann"), auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("wer"), db_index=True
    )
    action = models.CharField(_("was"), max_length=60, db_index=True)
    target_type = models.CharField(_("Art"), max_length=80, blank=True)
    target_id = models.CharField(_("Nummer"), max_length=64, blank=True)
    target = models.CharField(_("womit"), max_length=200, blank=True)
    details = models.JSONField(_("Einzelheiten"), default=dict, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        """Newest first."""

        verbose_name = _("Eintrag im Protokoll")
        verbose_name_plural = _("Protokoll")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's
        """Write it once."""
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401 - as Django's
        """Refused."""
        raise AppendOnlyError
