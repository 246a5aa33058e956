"""Handing in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from simulatie.forms.besluit import BesluitForm


class IndienForm(BesluitForm):
    akkoord = forms.BooleanField(
        label=_("Ik weet dat mijn plan na het indienen vaststaat."),
        error_messages={"required": _("Vink dit aan als u wilt indienen. Uw plan is nog niet ingediend.")},
    )
