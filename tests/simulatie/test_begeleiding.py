"""Looking along: only who was let in, only as long as it lasts, and figures only on five people or more."""

from __future__ import annotations

import numpy as np
import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.gebruikers.rechten import GROEP_TRAINERS
from simulatie.acties.begeleiding import (
    LANGSTE_OPMERKING,
    laat_meekijken,
    maak_opmerking,
    trek_meekijken_in,
)
from simulatie.acties.geweigerd import Geweigerd
from simulatie.acties.plan import maak_ongedaan
from simulatie.acties.spel import vraag_bron
from simulatie.kern import laad_casus
from simulatie.models import Opmerking, Sessie
from simulatie.rechten import mag_meekijken, mee_te_kijken, toegelaten_trainer
from simulatie.schermen.groepen import KLEINSTE_GROEP, groepsoverzicht
from simulatie.schermen.terugblik import terugblik
from tests.factories.gebruikers import GebruikerFactory
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, OudeSessieFactory, SessieFactory

OVERZICHT = "/simulatie/begeleiding/"


@pytest.fixture
def sessie(aisha):
    return SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)


@pytest.fixture
def nora(bram):
    """Another trainer."""
    nora = GebruikerFactory(first_name="Nora", last_name="Vos", email="nora@academy.example")
    nora.groups.add(Group.objects.get(name=GROEP_TRAINERS))
    return nora


def deuren(sessie):
    """Every address of a session behind the trainer's door: name, and whether it takes a form."""
    return [
        ("get", reverse("begeleiding_sessie", args=[sessie.sleutel])),
        ("get", reverse("begeleiding_besluit", args=[sessie.sleutel, 1])),
        ("get", reverse("begeleiding_opmerking", args=[sessie.sleutel])),
        ("post", reverse("begeleiding_opmerking", args=[sessie.sleutel])),
    ]


def antwoorden(client, wie, sessie):
    client.force_login(wie)
    return [getattr(client, soort)(adres, {"tekst": "Goed bezig."}) for soort, adres in deuren(sessie)]


class TestDeuren:
    def test_niemand_kijkt_mee_zolang_de_cursist_niets_zegt(self, client, sessie, bram):
        assert [antwoord.status_code for antwoord in antwoorden(client, bram, sessie)] == [404] * 4
        assert list(mee_te_kijken(bram)) == []
        assert toegelaten_trainer(sessie) is None

    def test_alleen_de_toegelaten_trainer_komt_binnen(
        self, client, sessie, aisha, bram, nora, carla, daan, esther
    ):
        laat_meekijken(sessie=sessie, trainer=bram)

        for wie in (aisha, nora, carla, daan, esther):
            assert [antwoord.status_code for antwoord in antwoorden(client, wie, sessie)] == [404] * 4, wie
            assert list(mee_te_kijken(wie)) == []
            assert not mag_meekijken(wie, sessie)
        assert (list(mee_te_kijken(bram)), mag_meekijken(bram, sessie)) == ([sessie], True)
        assert not sessie.opmerkingen.van_trainer().exists()
        assert [antwoord.status_code for antwoord in antwoorden(client, bram, sessie)] == [200, 200, 302, 302]

    def test_een_ingetrokken_toestemming_sluit_elke_deur(self, client, sessie, bram):
        laat_meekijken(sessie=sessie, trainer=bram)
        trek_meekijken_in(sessie=sessie)

        assert [antwoord.status_code for antwoord in antwoorden(client, bram, sessie)] == [404] * 4
        assert list(mee_te_kijken(bram)) == []
        assert groepsoverzicht(bram).sessies == []

    def test_een_andere_trainer_toelaten_sluit_de_deur_voor_de_vorige(self, client, sessie, bram, nora):
        laat_meekijken(sessie=sessie, trainer=bram)
        laat_meekijken(sessie=sessie, trainer=nora)

        assert {antwoord.status_code for antwoord in antwoorden(client, bram, sessie)} == {404}
        assert list(mee_te_kijken(nora)) == [sessie]

    def test_wie_geen_trainer_meer_is_kijkt_niet_meer_mee(self, client, sessie, bram):
        laat_meekijken(sessie=sessie, trainer=bram)
        bram.groups.clear()

        assert {antwoord.status_code for antwoord in antwoorden(client, bram, sessie)} == {404}
        assert toegelaten_trainer(sessie) is None
        assert client.get(OVERZICHT).status_code == 404

    def test_toestemming_geldt_voor_een_sessie(self, client, sessie, aisha, bram):
        andere = SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN)
        laat_meekijken(sessie=sessie, trainer=bram)

        assert {antwoord.status_code for antwoord in antwoorden(client, bram, andere)} == {404}

    def test_de_groep_van_een_andere_trainer_is_onzichtbaar(self, client, sessie, aisha, bram, nora):
        laat_meekijken(sessie=sessie, trainer=bram)
        client.force_login(nora)

        inhoud = client.get(OVERZICHT).content.decode()
        assert str(aisha) not in inhoud
        assert "Nog niemand laat u meekijken" in inhoud
        client.force_login(bram)
        assert str(aisha) in client.get(OVERZICHT).content.decode()

    @pytest.mark.parametrize("wie", ["aisha", "carla", "daan"])
    def test_het_overzicht_bestaat_alleen_voor_trainers(self, client, request, wie):
        client.force_login(request.getfixturevalue(wie))

        assert client.get(OVERZICHT).status_code == 404

    @pytest.mark.django_db
    def test_zonder_inloggen_komt_niemand_binnen(self, client, sessie):
        for soort, adres in [
            ("get", OVERZICHT),
            ("get", reverse("simulatie_meekijken", args=[sessie.sleutel])),
            *deuren(sessie),
        ]:
            antwoord = getattr(client, soort)(adres)
            assert antwoord.url == f"{reverse('account_request_login_code')}?next={adres}"


class TestSchakelaar:
    def adres(self, sessie):
        return reverse("simulatie_meekijken", args=[sessie.sleutel])

    def test_de_cursist_zet_het_aan_en_uit(self, client, sessie, aisha, bram):
        client.force_login(aisha)
        assert "Niemand kijkt nu mee" in client.get(self.adres(sessie)).content.decode()

        client.post(self.adres(sessie), {"trainer": bram.pk})
        assert toegelaten_trainer(sessie) == bram
        assert f"{bram} kan nu meekijken" in client.get(self.adres(sessie)).content.decode()

        client.post(self.adres(sessie), {"intrekken": "ja"})
        assert toegelaten_trainer(sessie) is None
        soorten = list(sessie.opmerkingen.values_list("soort", "trainer"))
        assert soorten == [("toegelaten", bram.pk), ("ingetrokken", bram.pk)]

    def test_twee_keer_hetzelfde_is_een_feit(self, client, sessie, aisha, bram):
        client.force_login(aisha)
        for gegevens in (
            {"trainer": bram.pk},
            {"trainer": bram.pk},
            {"intrekken": "ja"},
            {"intrekken": "ja"},
        ):
            assert client.post(self.adres(sessie), gegevens).status_code == 302

        assert list(sessie.opmerkingen.values_list("soort", flat=True)) == ["toegelaten", "ingetrokken"]

    def test_alleen_de_eigenaar_heeft_de_schakelaar(self, client, sessie, bram, daan):
        laat_meekijken(sessie=sessie, trainer=bram)
        for wie in (bram, daan):
            client.force_login(wie)
            assert client.get(self.adres(sessie)).status_code == 404
            assert client.post(self.adres(sessie), {"intrekken": "ja"}).status_code == 404

        assert toegelaten_trainer(sessie) == bram

    def test_alleen_een_trainer_staat_in_de_lijst(self, client, sessie, aisha, bram, carla):
        client.force_login(aisha)

        antwoord = client.post(self.adres(sessie), {"trainer": carla.pk})

        assert antwoord.status_code == 422
        assert list(antwoord.context["form"].fields["trainer"].queryset) == [bram]
        assert not sessie.opmerkingen.exists()

    def test_niemand_laat_zichzelf_of_een_ander_dan_een_trainer_toe(self, sessie, aisha, bram, daan):
        eigen = SessieFactory(gebruiker=bram)
        for waar, wie in ((sessie, daan), (sessie, aisha), (eigen, bram)):
            with pytest.raises(Geweigerd, match="is geen trainer"):
                laat_meekijken(sessie=waar, trainer=wie)
        assert not Opmerking.objects.exists()

    def test_intrekken_kan_ook_als_de_trainer_geen_trainer_meer_is(self, sessie, bram):
        laat_meekijken(sessie=sessie, trainer=bram)
        bram.groups.clear()
        trek_meekijken_in(sessie=sessie)
        bram.groups.add(Group.objects.get(name=GROEP_TRAINERS))

        assert list(mee_te_kijken(bram)) == []


class TestTerugkijken:
    def test_elk_besluit_toont_wat_wanneer_en_het_plan_van_toen(self, sessie):
        maak_ongedaan(sessie=sessie, verwacht_nummer=len(KLEIN_PLAN))

        for nummer in range(1, len(KLEIN_PLAN) + 2):
            beeld = terugblik(sessie, nummer)
            besluit = sessie.besluiten.get(nummer=nummer)
            tot_nu = KLEIN_PLAN[:nummer] if nummer <= len(KLEIN_PLAN) else KLEIN_PLAN[:-1]
            assert beeld.besluit.op == besluit.op
            assert [rij[0].split()[0] for rij in beeld.plan.rijen] == [i["kaart"] for i in tot_nu]
            assert beeld.vorige == (nummer - 1 or None)
        assert beeld.volgende is None
        assert "ongedaan gemaakt" in beeld.wat
        assert terugblik(sessie, len(KLEIN_PLAN) + 2) is None

    def test_bij_een_gevraagde_bron_staat_de_grond(self, aisha):
        sessie = SessieFactory(gebruiker=aisha, soort="toets")
        bron = next(b for b in laad_casus("klosjesbuurt").bronnen if not b.vereist)
        grond = bron.grondslagen[0]
        vraag_bron(sessie=sessie, verwacht_nummer=0, bron=bron.sleutel, grondslag=grond.sleutel)

        beeld = terugblik(sessie, 1)

        assert beeld is not None
        assert beeld.wat == f"Bron bevraagd: {bron.naam}; {grond.tekst}"

    def test_zonder_nummer_staat_het_laatste_besluit_voor(self, client, sessie, bram):
        laat_meekijken(sessie=sessie, trainer=bram)
        client.force_login(bram)

        antwoord = client.get(reverse("begeleiding_sessie", args=[sessie.sleutel]))

        assert antwoord.context["terugblik"].nummer == len(KLEIN_PLAN)
        assert "S1 Vaste gezichten, maand 3 tot 51, mate 40" in antwoord.content.decode()
        onbekend = reverse("begeleiding_besluit", args=[sessie.sleutel, len(KLEIN_PLAN) + 1])
        assert client.get(onbekend).status_code == 404

    def test_een_sessie_zonder_besluiten_en_een_oude_sessie_gaan_open(self, client, aisha, bram):
        client.force_login(bram)
        for sessie in (
            SessieFactory(gebruiker=aisha),
            OudeSessieFactory(gebruiker=aisha, plan=KLEIN_PLAN),
            OudeSessieFactory(gebruiker=aisha, plan=KLEIN_PLAN, casus="verdwenen"),
        ):
            laat_meekijken(sessie=sessie, trainer=bram)
            antwoord = client.get(reverse("begeleiding_sessie", args=[sessie.sleutel]))
            assert antwoord.status_code == 200
            assert antwoord.context["terugblik"].aantal == sessie.besluiten.count()

    def test_het_aantal_vragen_aan_de_database_groeit_niet_mee(self, client, aisha, bram):
        kort, lang = (
            SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN[:1]),
            SessieFactory(gebruiker=aisha, plan=KLEIN_PLAN),
        )
        client.force_login(bram)
        aantallen = []
        for sessie, opmerkingen in ((kort, 1), (lang, 4)):
            laat_meekijken(sessie=sessie, trainer=bram)
            for nummer in range(opmerkingen):
                maak_opmerking(sessie=sessie, trainer=bram, tekst=f"Opmerking {nummer}.")
            adres = reverse("begeleiding_sessie", args=[sessie.sleutel])
            client.get(adres)
            with CaptureQueriesContext(
                connection,
            ) as vragen:
                client.get(adres)
            aantallen.append(len(vragen))
        assert aantallen[0] == aantallen[1]

    def test_de_reden_bij_een_voorspelling_blijft_van_de_cursist(self, aisha):
        toets = SessieFactory(gebruiker=aisha, soort=Sessie.Soort.TOETS)
        toets.besluiten.create(
            nummer=1,
            soort="voorspelling",
            inzet="0",
            gegevens={
                "maand": 0,
                "meldingen": "daalt",
                "leefbaarheid": "stijgt-licht",
                "reden": "Omdat ik dat hoop.",
            },
        )

        beeld = terugblik(toets, 1)

        assert "meldingen: daalt; leefbaarheid: stijgt licht" in beeld.wat
        assert "Omdat ik dat hoop." not in str(beeld.stappen) + beeld.wat


class TestOpmerking:
    @pytest.fixture
    def toegelaten(self, sessie, bram):
        laat_meekijken(sessie=sessie, trainer=bram)
        return sessie

    def test_de_cursist_leest_de_opmerking_pas_na_het_indienen(self, client, toegelaten, aisha, bram):
        client.force_login(bram)
        tekst = "Kijk nog eens <b>naar</b> de volgorde."
        client.post(reverse("begeleiding_opmerking", args=[toegelaten.sleutel]), {"tekst": tekst})
        client.force_login(aisha)
        adres = reverse("simulatie_meekijken", args=[toegelaten.sleutel])
        veilig = "Kijk nog eens &lt;b&gt;naar&lt;/b&gt; de volgorde."

        assert veilig not in client.get(adres).content.decode()
        BeoordelingFactory(sessie=toegelaten)
        assert veilig in client.get(adres).content.decode()
        trek_meekijken_in(sessie=toegelaten)
        assert veilig in client.get(adres).content.decode()

    def test_dezelfde_opmerking_twee_keer_versturen_is_een_opmerking(self, client, toegelaten, bram):
        client.force_login(bram)
        for _keer in range(2):
            client.post(reverse("begeleiding_opmerking", args=[toegelaten.sleutel]), {"tekst": "Goed. "})

        assert [o.tekst for o in toegelaten.opmerkingen.van_trainer()] == ["Goed."]

    @pytest.mark.parametrize("tekst", ["", "   ", "x" * (LANGSTE_OPMERKING + 1)])
    def test_een_lege_of_te_lange_opmerking_wordt_geweigerd(self, client, toegelaten, bram, tekst):
        client.force_login(bram)

        antwoord = client.post(reverse("begeleiding_opmerking", args=[toegelaten.sleutel]), {"tekst": tekst})

        assert antwoord.status_code == 422
        assert antwoord.context["form"]["tekst"].value() == tekst
        with pytest.raises(Geweigerd, match="hoogstens 2000 tekens"):
            maak_opmerking(sessie=toegelaten, trainer=bram, tekst=tekst)
        assert not toegelaten.opmerkingen.van_trainer().exists()

    def test_na_intrekken_wordt_er_niets_meer_geschreven(self, toegelaten, bram):
        trek_meekijken_in(sessie=toegelaten)

        with pytest.raises(Geweigerd, match=r"kijkt niet \(meer\) mee"):
            maak_opmerking(sessie=toegelaten, trainer=bram, tekst="Te laat.")
        assert not toegelaten.opmerkingen.van_trainer().exists()

    def test_de_database_weigert_een_feit_te_veranderen(self, toegelaten, nora):
        regel = toegelaten.opmerkingen.get()
        for anders in ({"trainer": nora}, {"soort": "ingetrokken"}, {"tekst": "iets"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                Opmerking.objects.filter(pk=regel.pk).update(**anders)

    @pytest.mark.parametrize(("soort", "tekst"), [("opmerking", ""), ("toegelaten", "iets"), ("anders", "x")])
    def test_de_database_weigert_een_halve_regel(self, sessie, bram, soort, tekst):
        with pytest.raises(DatabaseError), transaction.atomic():
            Opmerking.objects.create(sessie=sessie, trainer=bram, soort=soort, tekst=tekst)


class TestGroepscijfers:
    def deel(self, trainer, aantal, scores=()):
        beoordelingen = []
        for nummer in range(aantal):
            extra = {"uitkomst_score": scores[nummer]} if scores else {}
            beoordelingen.append(BeoordelingFactory(oordeel=extra))
            laat_meekijken(sessie=beoordelingen[-1].sessie, trainer=trainer)
        return beoordelingen

    @pytest.mark.parametrize("mensen", [KLEINSTE_GROEP - 1, KLEINSTE_GROEP])
    def test_cijfers_komen_er_vanaf_vijf_mensen(self, client, bram, mensen):
        self.deel(bram, mensen)
        client.force_login(bram)

        antwoord = client.get(OVERZICHT)

        (groep,) = antwoord.context["overzicht"].groepen
        assert groep.mensen == mensen
        assert (groep.spreiding is not None) is (mensen >= 5)
        assert ("Spreiding van de scores" in antwoord.content.decode()) is (mensen >= 5)
        assert ("te klein voor cijfers" in antwoord.content.decode()) is (mensen < 5)

    def test_de_spreiding_is_die_van_de_groep(self, bram):
        scores = [10.0, 30.0, 35.0, 60.0, 95.0, 70.0]
        self.deel(bram, len(scores), scores)

        (groep,) = groepsoverzicht(bram).groepen

        kwarten = [str(round(punt)) for punt in np.quantile(scores, (0.25, 0.5, 0.75))]
        assert groep.spreiding.rijen[0] == ["Uitkomst", *kwarten]
        codes = [rij[0].split()[0] for rij in groep.maatregelen.rijen]
        assert sorted(codes) == sorted(inzet["kaart"] for inzet in KLEIN_PLAN)
        assert {rij[1] for rij in groep.maatregelen.rijen} == {"100\N{NO-BREAK SPACE}%"}

    def test_vijf_sessies_van_een_mens_zijn_geen_groep(self, bram, aisha):
        for _keer in range(KLEINSTE_GROEP):
            laat_meekijken(sessie=BeoordelingFactory(gebruiker=aisha).sessie, trainer=bram)

        (groep,) = groepsoverzicht(bram).groepen

        assert (groep.mensen, groep.spreiding) == (1, None)

    def test_wie_intrekt_telt_niet_meer_mee(self, bram):
        beoordelingen = self.deel(bram, KLEINSTE_GROEP)
        trek_meekijken_in(sessie=beoordelingen[0].sessie)

        (groep,) = groepsoverzicht(bram).groepen

        assert (groep.mensen, groep.spreiding) == (KLEINSTE_GROEP - 1, None)

    def test_wie_niet_deelt_telt_nergens_mee(self, bram, nora):
        self.deel(bram, KLEINSTE_GROEP - 1)
        self.deel(nora, 1)
        BeoordelingFactory()

        (groep,) = groepsoverzicht(bram).groepen
        assert groep.mensen == KLEINSTE_GROEP - 1

    def test_het_overzicht_stelt_een_vast_aantal_vragen(self, client, bram):
        client.force_login(bram)
        aantallen = []
        for erbij in (1, KLEINSTE_GROEP):
            self.deel(bram, erbij)
            client.get(OVERZICHT)
            with CaptureQueriesContext(connection) as vragen:
                client.get(OVERZICHT)
            aantallen.append(len(vragen))
        assert aantallen[0] == aantallen[1]
