from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def deur_van_beheer(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends whoever may not enter.

    Somebody who is signed in gets a clear no: sent on to sign in, they would be sent back here for ever.
    """
    if not request.user.is_authenticated:
        beheer = reverse("wagtailadmin_home")
        return redirect_to_login(request.GET.get("next", beheer), reverse("account_request_login_code"))
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return redirect("wagtailadmin_home")
