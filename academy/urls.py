"""Every door of the site. Wagtail's own login doors are closed before Wagtail's urls come into view."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from academy.basis.views import toon_pagina
from academy.gebruikers.views import deur_van_beheer

naar_inloggen = RedirectView.as_view(pattern_name="account_request_login_code", query_string=True)
naar_nogmaals_inloggen = RedirectView.as_view(pattern_name="mfa_reauthenticate", query_string=True)
naar_account = RedirectView.as_view(pattern_name="account_email")

urlpatterns = [
    # One way in: a code by mail, a passkey, then TOTP if set. Nothing on this site accepts a password.
    path("beheer/login/", deur_van_beheer),
    re_path(r"^beheer/password_reset/", naar_inloggen),
    re_path(r"^_util/(?:login|authenticate_with_password)/", naar_inloggen),
    path("account/login/", naar_inloggen, name="account_login"),
    path("account/reauthenticate/", naar_nogmaals_inloggen, name="account_reauthenticate"),
    path("account/password/change/", naar_account, name="account_change_password"),
    path("account/password/set/", naar_account, name="account_set_password"),
    path("account/password/reset/", naar_inloggen, name="account_reset_password"),
    path("account/password/reset/confirm/", naar_inloggen, name="account_confirm_password_reset_code"),
    path("account/password/reset/complete/", naar_inloggen, name="account_complete_password_reset"),
    path("account/", include("allauth.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("leren/", include("cursussen.urls")),
    path("simulatie/", include("simulatie.urls")),
    path("certificaten/", include("certificaten.urls")),
    path("organisatie/", include("academy.portaal.urls")),
    path("", include("academy.contact.urls")),
    path("", include("academy.basis.urls")),
    path("", include("academy.website.urls")),
]

handler500 = "academy.basis.views.serverfout"

if settings.SERVEER_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}))

urlpatterns += [
    re_path(wagtail_urls.serve_pattern, toon_pagina, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
