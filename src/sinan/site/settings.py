"""Settings: what an installation may choose comes from the environment, the rest stands here.

SINAN_HOME, DATABASE_URL, SINAN_HOSTS (comma-separated names beside localhost), SINAN_HTTPS=1
behind a proxy that speaks TLS, SINAN_ADDRESS (for links), SINAN_FILE_MB and SINAN_FILE_QUOTA_MB,
SINAN_DEBUG=1 for developers.
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from .database import database
from .demo.marker import is_demo
from .home import address, home, megabytes, secret_key

HERE = Path(__file__).parent
SINAN_HOME = home()

SECRET_KEY = secret_key(SINAN_HOME)
DEBUG = os.environ.get("SINAN_DEBUG") == "1"
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *filter(None, os.environ.get("SINAN_HOSTS", "").split(",")),
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "sinan.base.web",
    "sinan.base.exchange",
    "sinan.base.audit",
    "sinan.base.org",
    "sinan.base.jobs",
    "sinan.base.files",
    "sinan.base.accounts",
    "sinan.management.scorecard",
    "sinan.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sinan.base.web.security.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sinan.base.web.admission.admission",
    # Inside WhiteNoise, whose files are compressed once for all.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sinan.base.accounts.middleware.LanguageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "sinan.base.web.refusals.RefusalMiddleware",
    "sinan.base.org.middleware.ScopeMiddleware",
    "sinan.site.last_unit.last_unit",
]
ROOT_URLCONF = "sinan.site.urls"
WSGI_APPLICATION = "sinan.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Loaders by hand: the automatic set-up of partials would change them behind our back.
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "sinan.base.web.templatetags.web",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sinan.base.web.frame.frame",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), SINAN_HOME)}
SINAN_DEMO = is_demo(SINAN_HOME, DATABASES["default"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["sinan.base.accounts.backends.UsernameOrPhone"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "sinan.base.accounts.passwords.LongEnough",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "site:home"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "sinan_session"
CSRF_COOKIE_NAME = "sinan_csrf"
CSRF_FAILURE_VIEW = "sinan.site.views.expired_form"
LANGUAGE_COOKIE_NAME = "sinan_language"
HTTPS = os.environ.get("SINAN_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Where people reach this installation, for links that leave it.
SINAN_ADDRESS = address(os.environ)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
STORAGES = {
    # Another storage (S3) may stand here; files are always written and read through it.
    "default": {"BACKEND": "sinan.base.files.storage.LocalFiles"},
    "staticfiles": {"BACKEND": "sinan.site.static_files.VersionedStorage"},
}
MEDIA_ROOT = SINAN_HOME / "files"
# The largest file that comes in, and what the files of one unit may take together.
SINAN_FILE_BYTES = megabytes(os.environ, "SINAN_FILE_MB", 25)
SINAN_FILE_QUOTA_BYTES = megabytes(os.environ, "SINAN_FILE_QUOTA_MB", 5 * 1024)
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_links": {"()": "sinan.site.logs.WithoutLinks"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_links"],
        }
    },
    # What is refused or not found is an answer, not an event: no traceback a 403.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
