"""Tests: SQLite and an eager queue, or PostgreSQL and Redis when DATABASE_URL and CELERY_BROKER_URL say so."""

import os
import tempfile
from pathlib import Path

for _naam, _waarde in {
    "SECRET_KEY": "alleen-voor-tests-en-nergens-anders-gebruikt-0123456789",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "SITE_URL": "http://testserver",
    "DATABASE_URL": "sqlite:///" + str(Path(tempfile.gettempdir()) / "academy-test.sqlite3"),
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
    "DEFAULT_FROM_EMAIL": "academy@testserver",
    "CELERY_BROKER_URL": "memory://",
    "SECURE_SSL_REDIRECT": "false",
}.items():
    os.environ.setdefault(_naam, _waarde)

from academy.settings.base import *  # noqa: E402, F403
from academy.settings.base import CACHES, CELERY_BROKER_URL  # noqa: E402

# Test processes side by side must not wipe each other's limits: each has a Redis database of its own, counting down.
if "redis" in CACHES["default"]["BACKEND"].lower():
    _adres, _, _nummer = CACHES["default"]["LOCATION"].rpartition("/")
    _proces = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{_adres}/{int(_nummer) - _proces}"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
SERVEER_MEDIA = True
# One folder for all processes of a run, because they share the database with the demo; it goes when the run ends.
_run = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"academy-media-{_run}"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A test sees what it made; the tests of the memory itself switch it on.
PAGINAGEHEUGEN_SECONDEN = 0
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = CELERY_BROKER_URL.startswith("memory")
if CELERY_TASK_ALWAYS_EAGER:
    CELERY_BROKER_TRANSPORT_OPTIONS = {}
