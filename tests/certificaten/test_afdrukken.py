from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from academy.basis.models import Bericht, Opdracht
from academy.basis.opdrachten.acties import veeg, voer_uit
from academy.gebruikers.models import Gebruiker
from certificaten.acties import afdrukken
from certificaten.acties.afdrukken import druk_af
from certificaten.acties.intrekken import trek_in
from certificaten.models import Afdruk, Certificaat, Verificatie
from certificaten.pdf import gedrukte_regels
from tests.factories.certificaten import CertificaatFactory, CertificeringFactory, CyclusFactory

pytestmark = pytest.mark.django_db


def _aantallen() -> tuple[int, int, int]:
    berichten = Bericht.objects.filter(sleutel__startswith="certificaat:")
    return Afdruk.objects.count(), Verificatie.objects.count(), berichten.count()


def test_afdrukken_maakt_pdf_register_en_bericht_uit_dezelfde_bytes(aisha: Gebruiker) -> None:
    certificaat = CertificaatFactory(gebruiker=aisha)
    afdruk = druk_af(certificaat_id=certificaat.pk)
    som = hashlib.sha256(bytes(Afdruk.objects.get().pdf)).hexdigest()
    verificatie = Verificatie.objects.get()
    bericht = Bericht.objects.get(sleutel=f"certificaat:{certificaat.code}")
    [bijlage] = bericht.bijlagen
    assert afdruk.sha256 == verificatie.sha256 == som
    assert hashlib.sha256(base64.b64decode(bijlage["inhoud"])).hexdigest() == som
    assert (bijlage["naam"], bijlage["soort"]) == (
        "certificaat-umami-in-de-wijk-aisha-bakker.pdf",
        "application/pdf",
    )
    assert bericht.aan == ["aisha@leerdonk.nl"]
    assert settings.SITE_URL + reverse("verificatie_code", args=[certificaat.code]) in bericht.tekst.split()


def test_register_herhaalt_elke_gedrukte_regel(aisha: Gebruiker) -> None:
    certificaat = CertificaatFactory(gebruiker=aisha)
    druk_af(certificaat_id=certificaat.pk)
    verificatie = Verificatie.objects.get()
    regels = gedrukte_regels(
        certificaat.feiten, behaald_op=certificaat.behaald_op, geldig_tot=certificaat.geldig_tot
    )
    assert verificatie.regels == [list(regel) for regel in regels]
    for veld in ("code", "naam", "titel", "behaald_op", "geldig_tot"):
        assert getattr(verificatie, veld) == getattr(certificaat, veld)


def test_twee_keer_dezelfde_opdracht_geeft_een_afdruk() -> None:
    certificaat = CertificaatFactory()
    opdracht = Opdracht.objects.get(soort="certificaat_afdrukken")
    assert voer_uit(opdracht_id=opdracht.pk)
    eerste = Afdruk.objects.get()
    assert not voer_uit(opdracht_id=opdracht.pk)
    assert druk_af(certificaat_id=certificaat.pk) == eerste
    assert _aantallen() == (1, 1, 1)


def test_na_bevestigen_gaat_alles_vanzelf(
    aisha: Gebruiker, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    cyclus = CyclusFactory(gebruiker=aisha)
    with django_capture_on_commit_callbacks(execute=True):
        CertificaatFactory(cyclus=cyclus)
    assert _aantallen() == (1, 1, 1)
    [post] = [bericht for bericht in mail.outbox if bericht.subject.startswith("Uw certificaat")]
    assert [bijlage.content for bijlage in post.attachments] == [bytes(Afdruk.objects.get().pdf)]


class Gedood(BaseException):
    """A worker that is killed: nothing in the code can catch it."""


@pytest.mark.parametrize("wanneer", ["voor", "na"])
@pytest.mark.parametrize("stap", ["maak_pdf", "Afdruk", "Verificatie", "render_to_string", "zet_in_uitbak"])
@pytest.mark.parametrize("fout", [Gedood, RuntimeError])
def test_een_worker_die_sneuvelt_laat_niets_half_achter_en_de_volgende_maakt_het_af(
    monkeypatch: pytest.MonkeyPatch, stap: str, wanneer: str, fout: type[BaseException]
) -> None:
    CertificaatFactory()
    opdracht = Opdracht.objects.get(soort="certificaat_afdrukken")
    doel, naam = (getattr(afdrukken, stap).objects, "create") if stap[0].isupper() else (afdrukken, stap)
    echt = getattr(doel, naam)

    def sneuvel(*args: Any, **kwargs: Any) -> Any:
        if wanneer == "na":
            echt(*args, **kwargs)
        raise fout

    with monkeypatch.context() as lap:
        lap.setattr(doel, naam, sneuvel)
        if fout is Gedood:
            with pytest.raises(Gedood):
                voer_uit(opdracht_id=opdracht.pk)
        else:
            assert not voer_uit(opdracht_id=opdracht.pk)
    assert _aantallen() == (0, 0, 0)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        veeg()
    opdracht.refresh_from_db()
    assert opdracht.status == Opdracht.Status.KLAAR
    assert _aantallen() == (1, 1, 1)


def test_afdruk_en_register_zijn_bevroren() -> None:
    druk_af(certificaat_id=CertificaatFactory().pk)
    for rijen, wijziging in [
        (Afdruk.objects, {"pdf": b"anders"}),
        (Afdruk.objects, {"sha256": "0" * 64}),
        (Verificatie.objects, {"sha256": "0" * 64}),
        (Verificatie.objects, {"titel": "Anders"}),
        (Verificatie.objects, {"regels": []}),
    ]:
        with pytest.raises(DatabaseError, match="a fact cannot be changed"), transaction.atomic():
            rijen.update(**wijziging)


def test_naam_in_het_register_kan_gewist_worden() -> None:
    druk_af(certificaat_id=CertificaatFactory().pk)
    Verificatie.objects.update(naam="")
    assert Verificatie.objects.get().naam == ""


def test_ingetrokken_voor_het_drukken_staat_ingetrokken_in_het_register_zonder_mail(
    esther: Gebruiker,
) -> None:
    certificaat = CertificaatFactory()
    trek_in(certificaat=certificaat, door=esther, reden="Vergissing")
    druk_af(certificaat_id=certificaat.pk)
    assert Verificatie.objects.get().status() == Certificaat.Status.INGETROKKEN
    assert _aantallen() == (1, 1, 0)


def test_nieuw_certificaat_zet_het_vorige_in_het_register_op_vervangen(aisha: Gebruiker) -> None:
    certificering = CertificeringFactory()
    vorige = CertificaatFactory(cyclus=CyclusFactory(gebruiker=aisha, certificering=certificering))
    druk_af(certificaat_id=vorige.pk)
    nieuwe = CertificaatFactory(cyclus=CyclusFactory(gebruiker=aisha, certificering=certificering))
    # Until the new one is printed, the old one is the only proof there is.
    assert Verificatie.objects.get(code=vorige.code).status() == Certificaat.Status.GELDIG
    druk_af(certificaat_id=nieuwe.pk)
    assert Verificatie.objects.get(code=vorige.code).status() == Certificaat.Status.VERVANGEN
    assert Verificatie.objects.get(code=nieuwe.code).status() == Certificaat.Status.GELDIG
