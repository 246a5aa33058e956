"""A case gets a newer version: who began before plays on, is judged and is looked back on in the version of then."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from docx import Document

from simulatie.acties.begeleiding import laat_meekijken
from simulatie.acties.beoordelen import dien_in
from simulatie.acties.casusversies import PublicatieGeweigerd, leg_vast
from simulatie.acties.plan import voeg_toe
from simulatie.acties.publiceren import publiceer_casus
from simulatie.acties.sessies import begin_sessie
from simulatie.acties.spel import speel_uit, vraag_bron
from simulatie.kern import CasusOnbekend, Inzet, beoordeel, laad_casus, maak_document
from simulatie.models import AANBOD, Casusversie, Sessie, Stuksoort, casussen
from simulatie.spel.besluiten import Richting
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, OudeSessieFactory, SessieFactory
from tests.simulatie.bewaard_oordeel import haal_stuk
from tests.simulatie.versies import PLAN, WEG, publiceer_volgende, volgende_versie

pytestmark = pytest.mark.django_db
ZAAD = 7
HINT = (
    "Ter informatie: Er is een nieuwere versie van deze casus. U speelt verder in de versie waarmee u begon; daar "
    "verandert niets aan. Bekijk hoe u uw plan meeneemt naar de nieuwe versie"
)
SPEL = {"richting": Richting.GELIJK, "reden": "Het plan is klein."}


@pytest.fixture
def binnen(client: Client, aisha) -> Client:
    client.force_login(aisha)
    return client


def tekst(antwoord) -> str:
    assert antwoord.status_code == 200
    return " ".join(strip_tags(antwoord.text).split())


def toets(aisha, **anders) -> Sessie:
    return SessieFactory(gebruiker=aisha, soort="toets", zaad=ZAAD, plan=PLAN, **anders)


class TestPubliceren:
    def test_een_lege_database_heeft_de_meegeleverde_casussen(self):
        assert sorted(Casusversie.objects.values_list("sleutel", flat=True)) == sorted(AANBOD)
        for versie in Casusversie.objects.defer(None):
            assert json.loads(versie.inhoud) == json.loads(
                json.dumps(maak_document(laad_casus(versie.sleutel)))
            )
            assert (versie.versie, versie.modelversie) == (versie.casus.versie, versie.casus.modelversie)

    def test_twee_keer_hetzelfde_publiceren_is_een_versie(self):
        eerste = publiceer_volgende()

        assert publiceer_volgende() == eerste
        # The gate would refuse this one; it is not asked again for what is there already.
        assert publiceer_casus(casus=volgende_versie()) == eerste

    def test_een_versie_krijgt_geen_andere_inhoud(self):
        publiceer_volgende()

        with pytest.raises(
            PublicatieGeweigerd, match=r"Versie 2031.1 is al gepubliceerd, met een andere inhoud\."
        ):
            leg_vast(casus=replace(volgende_versie(), opdracht="Anders."))

        assert (
            Casusversie.objects.nieuwste("klosjesbuurt").casus.opdracht == laad_casus("klosjesbuurt").opdracht
        )

    def test_wat_de_keuring_niet_doorkomt_wordt_niet_gepubliceerd(self):
        with pytest.raises(PublicatieGeweigerd) as fout:
            publiceer_casus(casus=replace(laad_casus("kettingwerf"), versie="2031.1"))

        assert [bevinding.pad for bevinding in fout.value.bevindingen] == ["ijking"]
        assert Casusversie.objects.filter(versie="2031.1").count() == 0

    def test_wat_niet_terug_te_lezen_is_wordt_niet_gepubliceerd(self):
        casus = volgende_versie()
        kapot = replace(casus, kaarten={code: kaart for code, kaart in casus.kaarten.items() if code != "R1"})

        with pytest.raises(PublicatieGeweigerd, match="'R1' bestaat hier niet"):
            leg_vast(casus=kapot)

        assert Casusversie.objects.filter(versie="2031.1").count() == 0

    def test_het_commando_publiceert_of_zegt_wat_er_mis_is(self):
        uit = StringIO()

        call_command("publiceer_casus", "klosjesbuurt", stdout=uit)

        versie = Casusversie.objects.get(sleutel="klosjesbuurt")
        assert uit.getvalue() == f"{versie}: {versie.sha256}\n"
        with pytest.raises(CommandError, match="Casus 'nergens' bestaat niet"):
            call_command("publiceer_casus", "nergens", stdout=uit)

    def test_een_versie_met_sessies_kan_niet_weg(self):
        sessie = SessieFactory()

        with pytest.raises(ProtectedError):
            sessie.casusversie.delete()

    def test_zonder_gepubliceerde_versie_begint_er_niets(self, aisha):
        Casusversie.objects.filter(sleutel="heidewissel").delete()

        with pytest.raises(CasusOnbekend):
            begin_sessie(gebruiker=aisha, casus="heidewissel", soort="oefenen")

        assert [casus.sleutel for casus in casussen()] == ["klosjesbuurt", "kettingwerf"]


class TestVerderspelen:
    @pytest.mark.langzaam
    def test_een_toets_komt_uit_waar_zij_zonder_nieuwe_versie_uitkwam(self, aisha):
        tweeling, onderweg = toets(aisha), toets(aisha)
        for sessie in (tweeling, onderweg):
            vraag_bron(
                sessie=sessie, verwacht_nummer=len(PLAN), bron="meldingen", grondslag="geteld-per-maand"
            )
        speel_uit(sessie=tweeling, **SPEL)
        verwacht = dien_in(sessie=tweeling)

        publiceer_volgende()
        speel_uit(sessie=onderweg, **SPEL)
        uitkomst = dien_in(sessie=Sessie.objects.get(pk=onderweg.pk))

        assert onderweg.stand().antwoorden == tweeling.stand().antwoorden != {}
        assert (uitkomst.plan, uitkomst.oordeel) == (verwacht.plan, verwacht.oordeel)
        assert uitkomst.oordeel["casusversie"] == laad_casus("klosjesbuurt").versie
        BeoordelingFactory(sessie=OudeSessieFactory(plan=PLAN))
        for volledig in (False, True):
            uit = StringIO()
            call_command("controleer_beoordelingen", volledig=volledig, stdout=uit)
            assert uit.getvalue() == (
                "2 beoordelingen komen uit waar zij uitkwamen; van 1 is de versie niet bewaard.\n"
            )

    def test_oefenen_gaat_door_met_de_kaarten_van_toen(self, binnen, aisha):
        oud = SessieFactory(gebruiker=aisha, plan=PLAN[:2])
        publiceer_volgende()
        adres = reverse("simulatie_toevoegen", args=[oud.sleutel])

        binnen.post(adres, {"verwacht_nummer": 2, "kaart": WEG, "start": 3, "duur": 36, "mate": 40})
        oordeel = dien_in(sessie=oud).oordeel

        assert [inzet.kaart for inzet in oud.inzetten().values()] == ["R2", "R1", WEG]
        nu = beoordeel(laad_casus("klosjesbuurt"), oud.stand().plan).als_dict()
        assert oordeel["lijnen"] == json.loads(json.dumps(nu["lijnen"]))

    @pytest.mark.parametrize("soort", ["oefenen", "toets"])
    def test_elk_scherm_houdt_de_woorden_van_toen(self, binnen, aisha, soort):
        oud = SessieFactory(gebruiker=aisha, soort=soort, zaad=ZAAD, plan=PLAN)
        paden = ["sessie", "maatregelen", "briefing", "indienen"] + (
            ["onderzoek"] if soort == "toets" else []
        )
        adressen = [reverse(f"simulatie_{pad}", args=[oud.sleutel]) for pad in paden]
        eerst = [tekst(binnen.get(adres)) for adres in adressen]

        publiceer_volgende()

        daarna = [tekst(binnen.get(adres)) for adres in adressen]
        assert [HINT in pagina for pagina in daarna] == [pad == "sessie" for pad in paden]
        assert [pagina.replace(f"{HINT} ", "") for pagina in daarna] == eerst

    def test_een_nieuwe_sessie_begint_in_de_nieuwe_versie(self, binnen, aisha):
        versie = publiceer_volgende()

        briefing = tekst(binnen.get(reverse("simulatie_casus", args=["klosjesbuurt"])))
        binnen.post(reverse("simulatie_begin", args=["klosjesbuurt"]), {"soort": "toets"})

        sessie = Sessie.objects.get()
        pagina = tekst(binnen.get(reverse("simulatie_sessie", args=[sessie.sleutel])))
        assert (sessie.casusversie, sessie.casus_versie) == (versie, "2031.1")
        assert "Herschreven samenvatting." in briefing
        assert "De Nieuwe Klosjesbuurt" in pagina
        assert "Er is een nieuwere versie" not in pagina

    def test_meenemen_begint_een_nieuwe_sessie_en_laat_de_oude_staan(self, binnen, aisha):
        oud = SessieFactory(gebruiker=aisha, plan=PLAN)
        pagina = reverse("simulatie_nieuwe_versie", args=[oud.sleutel])
        assert binnen.get(pagina).url == reverse("simulatie_sessie", args=[oud.sleutel])
        publiceer_volgende()

        uitleg = tekst(binnen.get(pagina))
        binnen.post(reverse("simulatie_meenemen", args=[oud.sleutel]))

        nieuw = Sessie.objects.exclude(pk=oud.pk).get()
        assert "Die blijft bestaan: u kunt er gewoon in verder" in uitleg
        assert f"R1 {laad_casus('klosjesbuurt').kaarten['R1'].kort}: start in maand 2" in uitleg
        assert [inzet.kaart for inzet in nieuw.inzetten().values()] == ["R2", "R1"]
        assert (nieuw.casus_versie, nieuw.soort) == ("2031.1", "oefenen")
        assert [inzet.kaart for inzet in oud.inzetten().values()] == ["R2", "R1", WEG]
        assert (
            voeg_toe(
                sessie=oud, verwacht_nummer=3, inzet=Inzet(kaart="O1", start=0, duur=24, mate=0.2)
            ).nummer
            == 4
        )

    def test_wie_alleen_de_lijst_had_houdt_die(self, binnen, aisha):
        oud = OudeSessieFactory(gebruiker=aisha, plan=PLAN)

        inhoud = tekst(binnen.get(reverse("simulatie_sessie", args=[oud.sleutel])))

        assert "De casus is vernieuwd nadat u begon. Uw plan is bewaard." in inhoud
        assert "R1: start in maand 2, duurt 36 maanden" in inhoud
        assert "Verder in uw eigen versie" not in inhoud


class TestTerugkijken:
    @pytest.fixture
    def beoordeeld(self, aisha) -> Sessie:
        sessie = toets(aisha)
        speel_uit(sessie=sessie, **SPEL)
        dien_in(sessie=sessie)
        return Sessie.objects.get(pk=sessie.pk)

    def test_cursist_en_trainer_zien_de_woorden_van_toen(self, binnen, beoordeeld, bram):
        laat_meekijken(sessie=beoordeeld, trainer=bram)
        trainer = Client()
        trainer.force_login(bram)
        adressen = [
            (binnen, reverse("simulatie_uitslag", args=[beoordeeld.sleutel])),
            (trainer, reverse("begeleiding_sessie", args=[beoordeeld.sleutel])),
            (trainer, reverse("begeleiding_overzicht")),
        ]
        eerst = [tekst(wie.get(adres)) for wie, adres in adressen]

        publiceer_volgende()

        assert any(een.titel in eerst[0] for een in laad_casus("klosjesbuurt").gebeurtenissen)
        assert f"{WEG} Buurtpreventie" in eerst[1]
        assert [tekst(wie.get(adres)) for wie, adres in adressen] == eerst
        stuk = haal_stuk(binnen, beoordeeld.beoordeling, Stuksoort.AANPAK_DOCX)
        woorden = " ".join(alinea.text for alinea in Document(BytesIO(stuk.content)).paragraphs)
        assert "De Klosjesbuurt" in woorden
        assert "Nieuw" not in woorden

    def test_een_beoordeling_die_anders_uitkomt_wordt_genoemd(self):
        goed = BeoordelingFactory()
        lijnen = goed.oordeel["lijnen"]
        ander = BeoordelingFactory(
            oordeel={
                "lijnen": lijnen | {"plan": [*lijnen["plan"][:-1], lijnen["plan"][-1] + 1e-8]},
                "gevallen": [["brand", 3]],
                "umami": goed.oordeel["umami"] + 1,
            }
        )
        leeg = BeoordelingFactory(sessie=SessieFactory(plan=KLEIN_PLAN[:2]))

        with pytest.raises(CommandError) as fout:
            call_command("controleer_beoordelingen", volledig=True, stdout=StringIO())

        assert str(fout.value).splitlines() == [
            f"sessie {ander.sessie.sleutel}: er vallen andere gebeurtenissen, of in andere maanden",
            f"sessie {ander.sessie.sleutel}: de lijn van de leefbaarheid loopt anders",
            f"sessie {ander.sessie.sleutel}: ander cijfer: gevallen",
            f"sessie {ander.sessie.sleutel}: ander cijfer: lijnen.plan[{len(lijnen['plan']) - 1}]",
            f"sessie {ander.sessie.sleutel}: ander cijfer: umami",
            f"sessie {leeg.sessie.sleutel}: de besluiten leiden naar een ander plan dan er is beoordeeld",
        ]
