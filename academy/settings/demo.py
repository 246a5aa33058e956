"""The embedded default of bin/demo: SQLite, a queue in a folder, mail to the screen."""

import os
import secrets
from pathlib import Path

_var = Path(__file__).resolve().parents[2] / "var"
_var.mkdir(exist_ok=True)
_sleutel = _var / "geheime-sleutel"
if not _sleutel.exists():
    _sleutel.touch(mode=0o600)
    _sleutel.write_text(secrets.token_urlsafe(50))
_poort = os.environ.get("DEMO_PORT", "8000")

for _naam, _waarde in {
    "SECRET_KEY": _sleutel.read_text(),
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
    "SITE_URL": f"http://localhost:{_poort}",
    "DATABASE_URL": f"sqlite:///{_var / 'academy.sqlite3'}",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "consolemail://",
    "DEFAULT_FROM_EMAIL": "ZoetZuurZoutBitter Academy <academy@localhost>",
    "CELERY_BROKER_URL": "filesystem://localhost",
    "SECURE_SSL_REDIRECT": "false",
    "LOG_LEVEL": "WARNING",
}.items():
    os.environ.setdefault(_naam, _waarde)

from academy.settings.base import *  # noqa: E402, F403
from academy.settings.base import DATABASES, VAR_DIR  # noqa: E402

CSRF_TRUSTED_ORIGINS = [f"http://localhost:{_poort}", f"http://127.0.0.1:{_poort}"]

# The demo speaks plain HTTP on the own machine.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0

# Static files straight from their sources: no collecting before the first page.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SERVEER_MEDIA = True

# Mails, and the sign-in codes in them, are read in the terminal; the worker writes them there as they are.
UITBAK = {"EMAIL_BACKEND": "academy.basis.post.backends.Scherm"}
CELERY_WORKER_REDIRECT_STDOUTS = False

# One web process with threads, so the limits in its memory hold for every visitor.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]

_wachtrij = VAR_DIR / "wachtrij"
for _map in ("berichten", "beheer"):
    (_wachtrij / _map).mkdir(parents=True, exist_ok=True)
CELERY_BROKER_TRANSPORT = "academy.settings.wachtrij:Wachtrij"
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "data_folder_in": _wachtrij / "berichten",
    "data_folder_out": _wachtrij / "berichten",
    "control_folder": _wachtrij / "beheer",
    "polling_interval": 0.3,
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
