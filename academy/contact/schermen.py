"""Figures per month, and everything that is kept about one person: one query object for screen and file."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy.basis.models import Bericht
from academy.contact.models import Contactverzoek, Maandtelling
from academy.contact.werkdagen import werkdagen_tussen

Status = Contactverzoek.Status


@dataclass
class Maandregel:
    """One month and one topic. What still waits for a check counts nowhere yet."""

    maand: date
    onderwerp: str
    ontvangen: int = 0
    afgerond: int = 0
    spam: int = 0
    reacties: Counter[int] = field(default_factory=Counter)

    @property
    def maand_voluit(self) -> str:
        return date_format(self.maand, "F Y")

    @property
    def mediaan(self) -> float | None:
        """Working days until the first reaction, of those that got one."""
        return median(self.reacties.elements()) if self.reacties else None

    def tel(self, status: str, werkdagen: int | None, aantal: int) -> None:
        if status == Status.SPAM:
            self.spam += aantal
        elif status != Status.TE_CONTROLEREN:
            self.ontvangen += aantal
            self.afgerond += aantal * (status == Status.AFGEROND)
            if werkdagen is not None:
                self.reacties[werkdagen] += aantal


class Maandcijfers:
    """Per month of arrival and topic: what stands in the database, and what was deleted but counted.

    The number of queries depends neither on the months nor on the requests.
    """

    def __init__(self, *, maanden: int | None = None, onderwerp: int | None = None) -> None:
        """``maanden`` counts back from and with this month; left out means from the beginning."""
        self.vanaf = _maanden_terug(maanden) if maanden else None
        self.onderwerp = onderwerp

    def regels(self) -> list[Maandregel]:
        """The newest month first; within a month the topics by name."""
        tellingen: dict[tuple[date, str], Maandregel] = {}
        for maand, naam, status, werkdagen, aantal in [*self._levend(), *self._geteld()]:
            regel = tellingen.setdefault((maand, naam), Maandregel(maand, naam))
            regel.tel(status, werkdagen, aantal)
        return sorted(tellingen.values(), key=lambda regel: (-regel.maand.toordinal(), regel.onderwerp))

    def _levend(self) -> list[tuple[date, str, str, int | None, int]]:
        verzoeken = Contactverzoek.objects.met_tijden()
        if self.vanaf:
            verzoeken = verzoeken.filter(ontvangen_op__date__gte=self.vanaf)
        if self.onderwerp:
            verzoeken = verzoeken.filter(onderwerp=self.onderwerp)
        rijen = []
        kolommen = ("ontvangen_op", "onderwerp__naam", "status", "eerste_reactie_op")
        for ontvangen_op, naam, status, reactie_op in verzoeken.values_list(*kolommen):
            dag = timezone.localdate(ontvangen_op)
            werkdagen = werkdagen_tussen(dag, timezone.localdate(reactie_op)) if reactie_op else None
            rijen.append((dag.replace(day=1), naam, status, werkdagen, 1))
        return rijen

    def _geteld(self) -> list[tuple[date, str, str, int | None, int]]:
        tellingen = Maandtelling.objects.all()
        if self.vanaf:
            tellingen = tellingen.filter(maand__gte=self.vanaf)
        if self.onderwerp:
            tellingen = tellingen.filter(onderwerp=self.onderwerp)
        return list(tellingen.values_list("maand", "onderwerp__naam", "status", "werkdagen", "aantal"))


def _maanden_terug(aantal: int) -> date:
    vandaag = timezone.localdate()
    maand = vandaag.year * 12 + vandaag.month - aantal
    return date(maand // 12, maand % 12 + 1, 1)


class PersoonsGegevens:
    """All that is kept here about whoever wrote from this e-mail address, history and mails included."""

    def __init__(self, email: str) -> None:
        self.email = email.strip()
        self.verzoeken = list(
            Contactverzoek.objects.van_persoon(self.email)
            .select_related("onderwerp", "eigenaar")
            .prefetch_related("stappen__door", "stappen__eigenaar")
            .order_by("ontvangen_op")
        )

    def als_gegevens(self) -> dict[str, Any]:
        post = self._post()
        return {
            "e-mailadres": self.email,
            "gemaakt op": _moment(timezone.now()),
            "contactverzoeken": [self._verzoek(verzoek, post[verzoek.pk]) for verzoek in self.verzoeken],
        }

    def als_json(self) -> str:
        return json.dumps(self.als_gegevens(), ensure_ascii=False, indent=2)

    def als_tekst(self) -> str:
        """The same, to be read by the person it is about."""
        return "\n".join(_regels(self.als_gegevens())) + "\n"

    def _post(self) -> dict[int, list[Bericht]]:
        """The mails that repeat what somebody wrote; answers stand in the history already."""
        sleutels = {
            f"contact-{soort}:{verzoek.pk}": verzoek.pk
            for verzoek in self.verzoeken
            for soort in ("bevestiging", "melding")
        }
        post: dict[int, list[Bericht]] = defaultdict(list)
        for bericht in Bericht.objects.filter(sleutel__in=sleutels).order_by("pk"):
            post[sleutels[bericht.sleutel]].append(bericht)
        return post

    def _verzoek(self, verzoek: Contactverzoek, post: list[Bericht]) -> dict[str, Any]:
        return {
            "kenmerk": verzoek.kenmerk,
            "ontvangen op": _moment(verzoek.ontvangen_op),
            "naam": verzoek.naam,
            "organisatie": verzoek.organisatie,
            "e-mailadres": verzoek.email,
            "telefoon": verzoek.telefoon,
            "onderwerp": verzoek.onderwerp.naam,
            "bericht": verzoek.bericht,
            "toestemming gegeven op": _moment(verzoek.toestemming_op),
            "reactie beloofd op": date_format(verzoek.uiterlijk_op, "j F Y"),
            "status": verzoek.get_status_display(),
            "behandelaar": str(verzoek.eigenaar or ""),
            "afdruk van het netwerk": verzoek.herkomst,
            "geschiedenis": [
                {
                    "op": _moment(stap.op),
                    "door": _("de website") if stap.automatisch else str(stap.door or ""),
                    "status werd": stap.get_status_display(),
                    "behandelaar werd": str(stap.eigenaar or ""),
                    "notitie": stap.notitie,
                    "antwoord aan": stap.antwoord_aan,
                    "onderwerp van het antwoord": stap.antwoord_onderwerp,
                    "antwoord": stap.antwoord_tekst,
                }
                for stap in verzoek.stappen.all()
            ],
            "e-mails": [
                {
                    "aan": ", ".join(bericht.aan),
                    "onderwerp": bericht.onderwerp,
                    "tekst": bericht.tekst,
                    "verzonden op": _moment(bericht.verzonden_op) if bericht.verzonden_op else "",
                }
                for bericht in post
            ],
        }


def _regels(waarde: Any, diepte: int = 0) -> list[str]:
    inspringing = "  " * diepte
    regels = []
    for naam, inhoud in waarde.items():
        if isinstance(inhoud, list):
            regels.append(f"{inspringing}{naam}: {len(inhoud)}")
            for nummer, deel in enumerate(inhoud, 1):
                regels += ["", f"{inspringing}  {nummer}.", *_regels(deel, diepte + 2)]
        elif inhoud:
            kop, *rest = str(inhoud).splitlines()
            regels += [f"{inspringing}{naam}: {kop}", *(f"{inspringing}    {regel}" for regel in rest)]
    return regels


def _moment(op: Any) -> str:
    return date_format(timezone.localtime(op), "j F Y H:i")
