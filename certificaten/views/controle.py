"""The public page that says whether a certificate is genuine and still counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit

from certificaten.forms import CodeForm
from certificaten.models import Verificatie, schoon_code

CONTROLES = "60/m"


@require_safe
def verificatie(request: HttpRequest) -> HttpResponse:
    """Where anyone types the code of a certificate."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("verificatie_code", form.cleaned_data["code"])
    return _niet_vindbaar(
        TemplateResponse(
            request, "certificaten/controleren.html", {"form": form}, status=422 if form.errors else 200
        )
    )


@never_cache
@require_safe
@ratelimit(group="verificatie", key="ip", rate=CONTROLES, method=ratelimit.ALL, block=False)
def verificatie_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the public register says about one code; limited per address, so that nobody walks the register."""
    if request.limited:  # type: ignore[attr-defined]
        return _niet_vindbaar(
            TemplateResponse(request, "429.html", status=429, headers={"Retry-After": "60"})
        )
    schoon = schoon_code(code)
    if schoon and schoon != code:
        return redirect("verificatie_code", schoon)
    gevonden = Verificatie.objects.filter(code=schoon).first()
    return _niet_vindbaar(
        TemplateResponse(
            request,
            "certificaten/uitkomst.html",
            {
                "gevonden": gevonden,
                "status": gevonden.status() if gevonden else None,
                "form": CodeForm(initial={} if gevonden else {"code": code}),
            },
            status=200 if gevonden else 404,
        )
    )


def _niet_vindbaar(antwoord: HttpResponse) -> HttpResponse:
    """Search engines keep no list of who has a certificate."""
    antwoord["X-Robots-Tag"] = "noindex, nofollow"
    return antwoord
