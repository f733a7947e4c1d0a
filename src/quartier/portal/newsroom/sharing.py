"""Passing a page on without any third party's script: plain addresses that the reader opens or not."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings


def absolute(path: str) -> str:
    """The full address of a path of this portal."""
    return settings.SITE_URL.rstrip("/") + path


@dataclass(frozen=True, slots=True)
class Share:
    """A page to pass on: its title and full address."""

    title: str
    url: str

    @property
    def mail(self) -> str:
        """Opens a new mail with the address in it."""
        return f"mailto:?{urlencode({'subject': self.title, 'body': self.url}, quote_via=quote)}"

    @property
    def linkedin(self) -> str:
        """LinkedIn's page for sharing an address."""
        return f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': self.url})}"

    def mastodon(self, server: str) -> str:
        """The page for a new post on a Mastodon server."""
        return f"https://{server}/share?{urlencode({'text': f'{self.title} {self.url}'})}"
