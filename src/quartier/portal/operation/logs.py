"""What is logged and how: one JSON object a line, without anything that tells who a visitor was.

No addresses of computers, no query strings, no mail addresses; secrets in paths (private links) are masked. Every line
of a request carries its id, which the error page shows too. Imports nothing of Django: settings read it.
"""

from __future__ import annotations

import logging
import re
from contextvars import ContextVar
from typing import Any

from pythonjsonlogger.json import JsonFormatter

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that this thread answers; empty outside of requests."""

LONG = re.compile(r"[^/\s]{20,}")
"""A part of a path that is long enough to be drawn by lot."""

READABLE = re.compile(r"(?:[^\W\d_A-Z]+|\d{1,8})(?:[-.](?:[^\W\d_A-Z]+|\d{1,8}))*")
"""Small words and short numbers with hyphens between: the end of an address that an editor chose."""

MAIL = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
MASK = "*"


def masked_path(path: str) -> str:
    """The path without what could be a private link or a mail address."""
    return LONG.sub(lambda found: found[0] if READABLE.fullmatch(found[0]) else MASK, MAIL.sub(MASK, path))


class Cleaned(logging.Filter):
    """Adds the request's id, and takes out of a message what must not be kept."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; keep it always."""
        record.request_id = REQUEST_ID.get()
        if record.name.startswith("django."):
            # Django hands the whole request and the raw path to its loggers.
            record.__dict__.pop("request", None)
            record.msg, record.args = masked_path(record.getMessage()), ()
        return True


class OneLine(JsonFormatter):
    """One JSON object a line. Tracebacks may quote what somebody typed, so mail addresses are masked there too."""

    def formatException(self, ei: Any) -> str:  # noqa: N802, ANN401 - named and typed by the library
        """The traceback as text."""
        text = super().formatException(ei)
        return MAIL.sub(MASK, text if isinstance(text, str) else "\n".join(text))


class Quiet(logging.Filter):
    """On a terminal only what somebody has to look at."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep warnings and errors."""
        return record.levelno >= logging.WARNING


def configuration(style: str) -> dict[str, object]:
    """Django's LOGGING. `style`: json (all, one object a line) or text (warnings and errors, to be read by people)."""
    text = style == "text"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"cleaned": {"()": Cleaned}, "quiet": {"()": Quiet}},
        "formatters": {
            "json": {
                "()": OneLine,
                "fmt": ["asctime", "levelname", "name", "message", "request_id"],
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
                "json_ensure_ascii": False,
            },
            "text": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["cleaned", "quiet"] if text else ["cleaned"],
                "formatter": "text" if text else "json",
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # Every request has its own line; here only the traceback of what failed.
            "django.request": {"level": "ERROR"},
            # Strangers try names; the answer is 400 and the line of the request says so.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "quartier": {"level": "INFO"},
            "django_tasks": {"level": "INFO"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }
