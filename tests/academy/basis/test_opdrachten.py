"""Durable work: written down with its cause, done once, retried with pauses, never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from academy.basis.models import Opdracht
from academy.basis.opdrachten import uitvoerders as register
from academy.basis.opdrachten.acties import (
    WENKEN_PER_VEEG,
    probeer_opnieuw,
    schrijf_opdracht,
    veeg,
    voer_uit,
)
from academy.basis.signals import opdracht_wacht
from academy.basis.tasks import voer_opdracht_uit_taak
from academy.gebruikers.models import Organisatie
from tests.factories.gebruikers import OrganisatieFactory

Status = Opdracht.Status


@pytest.fixture
def proef(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[int], None]], None]:
    """Registers a function as the one that does work of the kind "proef", for one test."""
    return lambda functie: monkeypatch.setitem(register._uitvoerders, "proef", functie)


@pytest.fixture
def wenken() -> Iterator[list[int]]:
    """The hints that were given, without a queue behind them."""
    gegeven: list[int] = []

    def ontvang(sender: object, opdracht_id: int, **kwargs: object) -> None:
        gegeven.append(opdracht_id)

    opdracht_wacht.connect(ontvang)
    yield gegeven
    opdracht_wacht.disconnect(ontvang)


def hernoem(organisatie_id: int) -> None:
    organisatie = Organisatie.objects.get(pk=organisatie_id)
    organisatie.naam += " gedaan"
    organisatie.save()


def schrijf(organisatie: Organisatie, sleutel: str = "proef:1") -> Opdracht:
    return schrijf_opdracht(soort="proef", sleutel=sleutel, onderwerp_id=organisatie.pk)


def test_werk_wordt_na_de_commit_gedaan_en_afgetekend(db, proef, django_capture_on_commit_callbacks):
    proef(hernoem)
    organisatie = OrganisatieFactory(naam="Leerdonk")
    with django_capture_on_commit_callbacks(execute=True):
        opdracht = schrijf(organisatie)
        organisatie.refresh_from_db()
        assert organisatie.naam == "Leerdonk"
    organisatie.refresh_from_db()
    opdracht.refresh_from_db()
    assert organisatie.naam == "Leerdonk gedaan"
    assert (opdracht.status, opdracht.pogingen, opdracht.lease_tot, opdracht.fout) == (
        Status.KLAAR,
        1,
        None,
        "",
    )


def test_zelfde_sleutel_is_een_keer_werk(db, proef, wenken, django_capture_on_commit_callbacks):
    proef(hernoem)
    organisatie = OrganisatieFactory(naam="Leerdonk")
    with django_capture_on_commit_callbacks(execute=True):
        eerste, tweede = schrijf(organisatie), schrijf(organisatie)
    assert eerste == tweede
    assert wenken == [eerste.pk]
    assert list(Organisatie.objects.values_list("naam", flat=True)) == ["Leerdonk gedaan"]


def test_wat_is_teruggedraaid_heeft_geen_werk_nagelaten(db, wenken, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        schrijf(OrganisatieFactory())
        transaction.set_rollback(True)
    assert (wenken, Opdracht.objects.count()) == ([], 0)


def test_tweede_wenk_doet_niets(db, proef):
    proef(hernoem)
    organisatie = OrganisatieFactory(naam="Leerdonk")
    opdracht = schrijf(organisatie)
    assert [voer_uit(opdracht_id=opdracht.pk) for _keer in range(3)] == [True, False, False]
    organisatie.refresh_from_db()
    assert organisatie.naam == "Leerdonk gedaan"


def test_een_fout_draait_alles_terug_en_het_werk_komt_terug(db, proef):
    def half(organisatie_id: int) -> None:
        hernoem(organisatie_id)
        raise RuntimeError("de printer is op")

    proef(half)
    organisatie = OrganisatieFactory(naam="Leerdonk")
    opdracht = schrijf(organisatie)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        nu = timezone.now()
        assert voer_uit(opdracht_id=opdracht.pk) is False
    organisatie.refresh_from_db()
    opdracht.refresh_from_db()
    assert organisatie.naam == "Leerdonk"
    assert (opdracht.status, opdracht.fout) == (Status.WACHT, "RuntimeError: de printer is op")
    assert opdracht.niet_voor - nu == timedelta(seconds=10)
    proef(hernoem)
    with time_machine.travel(nu + timedelta(seconds=9)):
        assert (veeg(), voer_uit(opdracht_id=opdracht.pk)) == (0, False)
    with time_machine.travel(nu + timedelta(seconds=11)):
        assert voer_uit(opdracht_id=opdracht.pk) is True


def test_pauzes_verdubbelen_tot_een_uur_en_daarna_strandt_het_werk(db, proef):
    def mislukt(organisatie_id: int) -> None:
        raise ConnectionError("geen antwoord")

    proef(mislukt)
    opdracht = schrijf(OrganisatieFactory())
    pauzes = []
    with time_machine.travel(timezone.now(), tick=False) as klok:
        while opdracht.status == Status.WACHT:
            voer_uit(opdracht_id=opdracht.pk)
            opdracht.refresh_from_db()
            pauzes.append((opdracht.niet_voor - timezone.now()).total_seconds())
            klok.move_to(opdracht.niet_voor)
    assert pauzes[:11] == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]
    assert len(pauzes) == Opdracht.MAX_POGINGEN
    # A mail server that is away from Friday evening to Monday morning strands nothing.
    assert sum(pauzes) > timedelta(hours=62).total_seconds()
    assert (opdracht.status, veeg()) == (Status.GESTRAND, 0)


def test_gestrand_werk_krijgt_op_verzoek_nieuwe_pogingen(db, proef, django_capture_on_commit_callbacks):
    proef(hernoem)
    organisatie = OrganisatieFactory(naam="Leerdonk")
    opdracht = schrijf(organisatie)
    Opdracht.objects.update(status=Status.GESTRAND, pogingen=Opdracht.MAX_POGINGEN)
    with django_capture_on_commit_callbacks(execute=True):
        probeer_opnieuw(opdracht=opdracht)
    opdracht.refresh_from_db()
    organisatie.refresh_from_db()
    assert (opdracht.status, organisatie.naam) == (Status.KLAAR, "Leerdonk gedaan")


def test_bezet_werk_is_van_een_werker_tot_de_lease_afloopt(db, proef):
    proef(hernoem)
    opdracht = schrijf(OrganisatieFactory())
    nu = timezone.now()
    lease = timedelta(seconds=settings.OPDRACHT_LEASE_SECONDEN)
    Opdracht.objects.update(status=Status.BEZIG, pogingen=1, lease_tot=nu + lease)
    with time_machine.travel(nu + lease - timedelta(seconds=1)):
        assert (veeg(), voer_uit(opdracht_id=opdracht.pk)) == (0, False)
    with time_machine.travel(nu + lease + timedelta(seconds=1)):
        assert veeg() == 1
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.pogingen) == (Status.KLAAR, 2)


def test_werk_dat_de_werker_telkens_omverhaalt_strandt(db, wenken):
    opdracht = schrijf(OrganisatieFactory())
    Opdracht.objects.update(
        status=Status.BEZIG, pogingen=Opdracht.MAX_POGINGEN, lease_tot=timezone.now() - timedelta(seconds=1)
    )
    assert (veeg(), wenken) == (0, [])
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.lease_tot) == (Status.GESTRAND, None)
    assert "viel om" in opdracht.fout


def test_wie_de_lease_kwijt_is_laat_niets_achter(db, proef):
    """The work took longer than the lease; another worker took the row over in the meantime."""

    def te_langzaam(organisatie_id: int) -> None:
        hernoem(organisatie_id)
        Opdracht.objects.update(pogingen=2)

    proef(te_langzaam)
    organisatie = OrganisatieFactory(naam="Leerdonk")
    opdracht = schrijf(organisatie)
    assert voer_uit(opdracht_id=opdracht.pk) is False
    organisatie.refresh_from_db()
    opdracht.refresh_from_db()
    assert (organisatie.naam, opdracht.status, opdracht.fout) == ("Leerdonk", Status.BEZIG, "")


def test_onbekende_soort_blijft_staan_met_de_reden(db):
    opdracht = schrijf_opdracht(soort="bestaat_niet", sleutel="x", onderwerp_id=1)
    assert voer_uit(opdracht_id=opdracht.pk) is False
    opdracht.refresh_from_db()
    assert (opdracht.status, opdracht.fout) == (
        Status.WACHT,
        "LookupError: No package knows how to do 'bestaat_niet'.",
    )


def test_een_soort_heeft_een_uitvoerder():
    with pytest.raises(ValueError, match="registered twice"):
        register.uitvoerder("bericht_versturen")(hernoem)


def test_vegen_gaat_in_porties_en_wat_het_langst_wacht_eerst(db, wenken, monkeypatch):
    monkeypatch.setitem(register._uitvoerders, "proef", lambda onderwerp_id: None)
    nu = timezone.now()
    rijen = Opdracht.objects.bulk_create(
        Opdracht(soort="proef", sleutel=str(n), onderwerp_id=1, niet_voor=nu - timedelta(seconds=n))
        for n in range(WENKEN_PER_VEEG + 5)
    )
    assert veeg() == WENKEN_PER_VEEG
    assert wenken == [rij.pk for rij in reversed(rijen)][:WENKEN_PER_VEEG]


def test_een_wachtrij_die_weg_is_breekt_niets_af(db, proef, monkeypatch, django_capture_on_commit_callbacks):
    def weg(opdracht_id: int) -> None:
        raise OperationalError("Redis is weg")

    proef(hernoem)
    monkeypatch.setattr(voer_opdracht_uit_taak, "delay", weg)
    with django_capture_on_commit_callbacks(execute=True):
        opdracht = schrijf(OrganisatieFactory(naam="Leerdonk"))
    assert list(Opdracht.objects.uitvoerbaar()) == [opdracht]
    monkeypatch.undo()
    proef(hernoem)
    veeg()
    assert Organisatie.objects.get().naam == "Leerdonk gedaan"
