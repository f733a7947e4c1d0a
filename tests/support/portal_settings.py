"""The portal's settings for tests: as in production but for what is slow, sent out, or written beside the code."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QUARTIER_DATA", str(Path(tempfile.gettempdir()) / "quartier-tests"))
os.environ.setdefault("QUARTIER_SECRET_KEY", "only for tests")
os.environ.setdefault("QUARTIER_HOSTS", "localhost,127.0.0.1,testserver")

from quartier.portal.settings import *  # noqa: F403 - settings are made to be extended
from quartier.portal.settings import DATABASES, STORAGES

# Files as they lie in the source: no collecting before a test.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Quick on purpose: tests make many users and guard no password.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# A file instead of memory: the live server's threads need connections of their own. Each process has its own file.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    memory = Path("/dev/shm")  # noqa: S108 - faster than a disk where there is one; the name holds the process
    folder = memory if memory.is_dir() else Path(tempfile.gettempdir())
    DATABASES["default"]["TEST"] = {"NAME": str(folder / f"quartier-tests-{os.getpid()}.sqlite3")}
# Each process publishes for itself.
PUBLISHED_CATALOGUE = Path(tempfile.gettempdir()) / "quartier-tests" / f"catalogue-{os.getpid()}"
# The answer at once: no test waits for another process, but those of the worker itself.
PLANS_SOLVER = "immediate"
