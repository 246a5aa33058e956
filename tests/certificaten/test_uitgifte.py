from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from academy.basis.models import Opdracht
from academy.gebruikers.models import Gebruiker
from certificaten.acties.cycli import open_achterstallige_cycli, open_cyclus
from certificaten.acties.uitgifte import Naam, vraag_certificaat_aan
from certificaten.geldigheid import geldig_tot, kalenderdag
from certificaten.models import Certificaat, Certificering, Cyclus
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.versies import leg_versie_vast
from cursussen.models import Afronding
from tests.factories.certificaten import (
    CertificaatFactory,
    CertificeringFactory,
    CyclusFactory,
    rond_cursus_af,
)
from tests.factories.cursussen import CursusPaginaFactory

pytestmark = pytest.mark.django_db


def test_afronden_opent_een_cyclus_die_telt_vanaf_de_afronding(aisha: Gebruiker) -> None:
    certificering = CertificeringFactory()
    with time_machine.travel("2026-05-03 10:00+02:00", tick=False):
        inschrijving = rond_cursus_af(aisha, certificering.cursus)
    cyclus = Cyclus.objects.get()
    afronding = inschrijving.afrondingen.get(onderdeel=Afronding.Onderdeel.CURSUS)
    assert (
        cyclus.gebruiker,
        cyclus.certificering,
        cyclus.nummer,
        cyclus.inschrijving,
        cyclus.behaald_op,
    ) == (
        aisha,
        certificering,
        1,
        inschrijving,
        afronding.op,
    )


def test_cyclus_twee_keer_openen_geeft_dezelfde(aisha: Gebruiker) -> None:
    inschrijving = rond_cursus_af(aisha, CertificeringFactory().cursus)
    eerste = Cyclus.objects.get()
    assert open_cyclus(inschrijving=inschrijving) == eerste
    assert Cyclus.objects.count() == 1


def test_cursus_zonder_certificering_geeft_geen_cyclus(aisha: Gebruiker) -> None:
    cursus = CursusPaginaFactory(casus="")
    leg_versie_vast(cursus=cursus, door=None)
    inschrijving = rond_cursus_af(aisha, cursus)
    assert open_cyclus(inschrijving=inschrijving) is None
    assert list(Cyclus.objects.all()) == []


def test_een_cursus_die_niet_af_is_opent_niets(aisha: Gebruiker) -> None:
    inschrijving = schrijf_in(gebruiker=aisha, cursus=CertificeringFactory().cursus)
    with pytest.raises(Afronding.DoesNotExist):
        open_cyclus(inschrijving=inschrijving)
    assert list(Cyclus.objects.all()) == []


def test_een_latere_certificering_haalt_eerdere_afrondingen_op_en_geen_andere(
    aisha: Gebruiker, daan: Gebruiker
) -> None:
    cursus = CursusPaginaFactory(casus="")
    leg_versie_vast(cursus=cursus, door=None)
    af = rond_cursus_af(aisha, cursus)
    schrijf_in(gebruiker=daan, cursus=cursus)
    certificering = CertificeringFactory(cursus=cursus)
    geopend = open_achterstallige_cycli(certificering=certificering)
    assert [(cyclus.gebruiker, cyclus.inschrijving) for cyclus in geopend] == [(aisha, af)]
    assert open_achterstallige_cycli(certificering=certificering) == []


def test_certificaat_bevriest_de_feiten_van_de_afronding(aisha: Gebruiker) -> None:
    cursus = CursusPaginaFactory(title="Umami", casus="klosjesbuurt", slaaggrens=70)
    certificering = CertificeringFactory(cursus=cursus, geldig_maanden=24, registratienummer="REG-7")
    inschrijving = rond_cursus_af(aisha, cursus)
    certificaat = vraag_certificaat_aan(cyclus=inschrijving.cyclus, naam=Naam("Aisha", "", "Bakker"))
    poging = inschrijving.pogingen.get()
    sessie = inschrijving.simulatiepogingen.get().sessie
    assert certificaat.feiten == {
        "cursus": "Umami",
        "versie": 1,
        "studieduur_minuten": 75,
        "geldig_maanden": 24,
        "registratienummer": "REG-7",
        "begonnen_op": inschrijving.begonnen_op.isoformat(),
        "lessen": 2,
        "vragen": {"poging": poging.pk, "nummer": 1, "goed": 2, "totaal": 2, "slaaggrens": 70},
        "simulatie": {
            "sessie": str(sessie.sleutel),
            "casus": "klosjesbuurt",
            "casus_versie": "1.2",
            "model_versie": "3.4",
            "sha256": "a" * 64,
        },
        "regels": {
            rij.onderdeel: {"regel": rij.regel, "op": rij.op.isoformat()}
            for rij in inschrijving.afrondingen.all()
        },
    }
    assert certificaat.titel == certificering.titel
    assert certificaat.behaald_op == kalenderdag(inschrijving.cyclus.behaald_op)
    assert certificaat.geldig_tot == geldig_tot(inschrijving.cyclus.behaald_op, 24)


def test_onderdeel_dat_een_persoon_toekende_heeft_geen_score(aisha: Gebruiker) -> None:
    inschrijving = schrijf_in(gebruiker=aisha, cursus=CertificeringFactory().cursus)
    for onderdeel in ("lessen", "vragen", "cursus"):
        inschrijving.afrondingen.create(onderdeel=onderdeel, regel="Vrijstelling")
    certificaat = CertificaatFactory(cyclus=open_cyclus(inschrijving=inschrijving))
    assert (certificaat.feiten["vragen"], certificaat.feiten["simulatie"]) == (None, None)


def test_aanvragen_schrijft_de_opdracht_in_dezelfde_transactie(aisha: Gebruiker) -> None:
    cyclus = CyclusFactory(gebruiker=aisha)
    certificaat = CertificaatFactory(cyclus=cyclus)
    opdracht = Opdracht.objects.get(soort="certificaat_afdrukken")
    assert (opdracht.sleutel, opdracht.onderwerp_id) == (
        f"certificaat_afdrukken:{certificaat.pk}",
        certificaat.pk,
    )


def test_twee_keer_bevestigen_geeft_een_certificaat_onder_de_eerste_naam(aisha: Gebruiker) -> None:
    cyclus = CyclusFactory(gebruiker=aisha)
    eerste = vraag_certificaat_aan(cyclus=cyclus, naam=Naam("Aisha", "van der", "Bakker"))
    tweede = vraag_certificaat_aan(cyclus=cyclus, naam=Naam("Iemand", "", "Anders"))
    aisha.refresh_from_db()
    assert tweede == eerste
    assert Certificaat.objects.get().naam == "Aisha van der Bakker"
    assert aisha.get_full_name() == "Aisha van der Bakker"
    assert Opdracht.objects.filter(soort="certificaat_afdrukken").count() == 1


@pytest.mark.parametrize("naam", [Naam("", "", "Bakker"), Naam("Aisha", "van", "")])
def test_zonder_voor_of_achternaam_geen_certificaat(aisha: Gebruiker, naam: Naam) -> None:
    cyclus = CyclusFactory(gebruiker=aisha)
    with pytest.raises(ValueError, match="first and a last name"):
        vraag_certificaat_aan(cyclus=cyclus, naam=naam)
    assert list(Certificaat.objects.all()) == []


def test_opnieuw_behalen_vervangt_het_vorige_en_verkort_nooit(aisha: Gebruiker) -> None:
    certificering = CertificeringFactory(geldig_maanden=36)
    with time_machine.travel("2026-05-03 10:00+02:00"):
        vorige = CertificaatFactory(cyclus=CyclusFactory(gebruiker=aisha, certificering=certificering))
    certificering.geldig_maanden = 12
    certificering.save()
    with time_machine.travel("2026-09-01 10:00+02:00"):
        nieuwe = CertificaatFactory(cyclus=CyclusFactory(gebruiker=aisha, certificering=certificering))
        assert nieuwe.cyclus.nummer == 2
        assert nieuwe.vervangt == vorige
        assert (vorige.geldig_tot, nieuwe.geldig_tot) == (date(2029, 5, 3), date(2029, 5, 3))
        vorige = Certificaat.objects.get(pk=vorige.pk)
        assert (vorige.status(), nieuwe.status()) == (Certificaat.Status.VERVANGEN, Certificaat.Status.GELDIG)
        assert list(Certificaat.objects.geldig()) == [nieuwe]


def test_een_certificaat_van_iemand_anders_of_een_andere_regel_wordt_niet_vervangen(
    aisha: Gebruiker, daan: Gebruiker
) -> None:
    certificering = CertificeringFactory()
    CertificaatFactory(cyclus=CyclusFactory(gebruiker=daan, certificering=certificering))
    CertificaatFactory(gebruiker=aisha)
    nieuw = CertificaatFactory(cyclus=CyclusFactory(gebruiker=aisha, certificering=certificering))
    assert nieuw.vervangt is None


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("naam", "Iemand Anders"),
        ("titel", "Andere titel"),
        ("behaald_op", date(2020, 1, 1)),
        ("geldig_tot", date(2099, 1, 1)),
        ("feiten", {}),
        ("code", "0" * 26),
        ("sjabloonversie", "0"),
        ("aangevraagd_op", timezone.now()),
    ],
)
def test_database_weigert_een_bevroren_feit_te_veranderen(veld: str, waarde: object) -> None:
    certificaat = CertificaatFactory()
    voor = Certificaat.objects.filter(pk=certificaat.pk).values().get()
    with pytest.raises(DatabaseError, match="a fact cannot be changed"), transaction.atomic():
        Certificaat.objects.filter(pk=certificaat.pk).update(**{veld: waarde})
    assert Certificaat.objects.filter(pk=certificaat.pk).values().get() == voor


def test_database_weigert_een_andere_cursus_bij_een_certificering() -> None:
    certificering = CertificeringFactory()
    andere = CursusPaginaFactory()
    with pytest.raises(DatabaseError, match="a fact cannot be changed"), transaction.atomic():
        Certificering.objects.filter(pk=certificering.pk).update(cursus=andere)


@pytest.mark.parametrize(
    "fout",
    [
        {"naam": ""},
        {"geldig_tot": date(2026, 1, 1)},
        {"ingetrokken_op": timezone.now(), "intrekking_reden": ""},
    ],
)
def test_database_weigert_een_certificaat_dat_niet_kan(fout: dict) -> None:
    cyclus = CyclusFactory()
    goed = {
        "naam": "Aisha Bakker",
        "titel": "Umami",
        "behaald_op": date(2026, 5, 3),
        "geldig_tot": date(2029, 5, 3),
        "feiten": {},
        "sjabloonversie": "1",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificaat.objects.create(cyclus=cyclus, **(goed | fout))
    assert Certificaat.objects.create(cyclus=cyclus, **goed).naam == "Aisha Bakker"


@pytest.mark.parametrize("status", list(Certificaat.Status))
def test_lijst_per_status_klopt_met_de_status_van_elk(status: str) -> None:
    certificering = CertificeringFactory()
    with time_machine.travel("2020-05-03 10:00+02:00"):
        CertificaatFactory(cyclus=CyclusFactory(certificering=certificering))
        ingetrokken = CertificaatFactory()
        gebruiker = CertificaatFactory(certificering=certificering).cyclus.gebruiker
    CertificaatFactory(cyclus=CyclusFactory(gebruiker=gebruiker, certificering=certificering))
    Certificaat.objects.filter(pk=ingetrokken.pk).update(
        ingetrokken_op=timezone.now(), intrekking_reden="Vergissing"
    )
    alle = Certificaat.objects.met_stand()
    assert len(alle) == 4
    assert {rij.status() for rij in alle} == set(Certificaat.Status)
    assert list(Certificaat.objects.met_status(status)) == [rij for rij in alle if rij.status() == status]


def test_geldig_is_tot_en_met_de_laatste_dag() -> None:
    certificaat = CertificaatFactory()
    laatste = certificaat.geldig_tot
    assert certificaat.status(laatste) == Certificaat.Status.GELDIG
    assert certificaat.status(laatste + timedelta(days=1)) == Certificaat.Status.VERLOPEN
