"""Settings of the portal. The operator changes them by environment variables only; docs/operation.md lists them."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from quartier.portal import environment as env
from quartier.portal.accounts.configuration import *  # noqa: F403 - settings of login, taken over one by one
from quartier.portal.operation import logs

PORTAL = Path(__file__).resolve().parent
DATA = env.data_folder()

DEBUG = env.flag("QUARTIER_DEBUG")
SECRET_KEY = env.secret_key(DATA)
ALLOWED_HOSTS = env.words("QUARTIER_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("QUARTIER_ORIGINS")
SITE_URL = env.text("QUARTIER_URL", "http://localhost:8000")

INSTALLED_APPS = [
    # Our own apps first: their templates win.
    "quartier.portal.frame",
    "quartier.portal.accounts",
    "quartier.portal.newsroom",
    "quartier.portal.library",
    "quartier.portal.projects",
    "quartier.portal.toolkit",
    "quartier.portal.plans",
    "quartier.portal.programmes",
    "quartier.portal.fit",
    "quartier.portal.live",
    "quartier.portal.editors",
    "quartier.portal.reminders",
    "quartier.portal.operation",
    "quartier.portal.embedding",
    "quartier.portal.edition_form",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_ratelimit",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
]

MIDDLEWARE = [
    "quartier.portal.operation.middleware.Observed",
    "django.middleware.security.SecurityMiddleware",
    "quartier.portal.frame.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "quartier.portal.frame.caching.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "quartier.portal.accounts.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "quartier.portal.newsroom.middleware.EditorsPolicy",
    "django_htmx.middleware.HtmxMiddleware",
    "quartier.portal.frame.methods.ToldMethods",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "quartier.portal.urls"
WSGI_APPLICATION = "quartier.portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quartier.portal.frame.context.frame",
            ],
            "builtins": ["quartier.portal.frame.templatetags.quartier"],
        },
    }
]
FORM_RENDERER = "quartier.portal.frame.rendering.KernRenderer"

DATABASES = {"default": env.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}},
    # Shared by all workers: what must be counted once for the whole site, such as rate limits.
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "quartier_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # with Django's 300, many visitors would push one another's counts out
    },
}

# A cost table of 350 rows and ten years has about 6,500 fields; Django's 1,000 would refuse one of 100 rows.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [PORTAL / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
# Editions published here; they are laid over the built-in catalogue.
PUBLISHED_CATALOGUE = DATA / "catalogue"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
# Pages only ask for names with a checksum: the others need neither space nor compressing.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Who computes plans: "embedded" a thread of the web process, "worker" the command `solve_worker`; both let processes
# of their own do it, by default (0) one on each core, and end what takes longer than so many seconds.
PLANS_SOLVER = env.text("QUARTIER_SOLVER", "embedded")
PLANS_PROCESSES = int(env.text("QUARTIER_SOLVER_PROCESSES", "0"))
PLANS_TIMEOUT = int(env.text("QUARTIER_SOLVER_TIMEOUT", "180"))

# What is logged holds no personal data; `text` shows warnings only, for a terminal.
LOGGING = logs.configuration(env.text("QUARTIER_LOG", "json"))
# Lets Prometheus read the figures from elsewhere; without it only this computer may.
METRICS_TOKEN = env.text("QUARTIER_METRICS_TOKEN", "")

EMAIL_HOST = env.text("QUARTIER_EMAIL_HOST", "")
EMAIL_PORT = int(env.text("QUARTIER_EMAIL_PORT", "25"))
EMAIL_HOST_USER = env.text("QUARTIER_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("QUARTIER_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("QUARTIER_EMAIL_TLS")
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = env.text(
    "QUARTIER_EMAIL_BACKEND", f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
)
DEFAULT_FROM_EMAIL = env.text("QUARTIER_EMAIL_FROM", "quartier@localhost")

# Nothing is loaded from elsewhere and nothing runs but files of ours. `data:` is for the icons in KERN's style sheet.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],  # noqa: F405 - from the accounts' settings above
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
# Behind TLS, which is what docs/operation.md sets up.
if SITE_URL.startswith("https://"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

WAGTAIL_SITE_NAME = "Quartier"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
# The editors' pages ask no third party either.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Pictures and documents of the Mediathek; it checks them itself, see quartier.portal.library.checks.
WAGTAILIMAGES_IMAGE_MODEL = "library.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "quartier.portal.library.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "library.Paper"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "quartier.portal.library.forms.PaperForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "odg", "csv", "txt", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

# Who runs this installation; the legal notice shows what is missing as missing.
OPERATOR = {
    "name": env.text("QUARTIER_OPERATOR", ""),
    "address": env.text("QUARTIER_OPERATOR_ADDRESS", ""),
    "email": env.text("QUARTIER_OPERATOR_EMAIL", ""),
    "phone": env.text("QUARTIER_OPERATOR_PHONE", ""),
    "responsible": env.text("QUARTIER_OPERATOR_RESPONSIBLE", ""),
}
