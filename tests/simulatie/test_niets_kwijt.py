"""Two tabs, the back button, a reload, an answer that never arrives, a sign-in that expired: nothing is lost or doubled."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from academy.basis.models import Bericht
from simulatie.acties.spel import voorspel
from simulatie.models import Besluit, Sessie
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, SessieFactory
from tests.simulatie.voorspelling import GETYPT, LIJN

pytestmark = pytest.mark.django_db
N = len(KLEIN_PLAN)
ZAAD = 7
INZET = {"start": 4, "duur": 30, "mate": 35}
NIEUW = {"kaart": "O4", **INZET}
BRON = {"grondslag": "geteld-per-maand"}
Velden = dict[str, Any]
CODE = re.compile(r"^\s*([0-9A-Z]{3,4}-[0-9A-Z]{3,4}|\d{6})\s*$", re.MULTILINE)

OEFENEN: list[tuple[str, list[str], Velden]] = [
    ("toevoegen", [], NIEUW),
    ("wijzigen", ["m3"], INZET),
    ("verschuiven", ["m3"], {"maanden": 1}),
    ("verwijderen", ["m3"], {}),
    ("ongedaan", [], {}),
]
TOETS: list[tuple[str, list[str], Velden]] = [
    ("bron", ["meldingen"], BRON),
    ("voorspelling", [], GETYPT),
    ("toevoegen", [], NIEUW),
]
FORMULIEREN = [("oefenen", *formulier) for formulier in OEFENEN] + [
    ("toets", *formulier) for formulier in TOETS
]


@pytest.fixture
def binnen(client: Client, aisha) -> Client:
    client.force_login(aisha)
    return client


def sessie_van(aisha, soort: str) -> Sessie:
    return SessieFactory(gebruiker=aisha, soort=soort, zaad=ZAAD, plan=KLEIN_PLAN)


def adres(naam: str, sessie: Sessie, *meer: str) -> str:
    return reverse(f"simulatie_{naam}", args=[sessie.sleutel, *meer])


def tekst(antwoord) -> str:
    return " ".join(strip_tags(antwoord.text).split())


def feiten(sessie: Sessie) -> list[tuple]:
    return list(sessie.besluiten.order_by("nummer").values_list("nummer", "soort", "inzet", "gegevens"))


class TestVerbindingWeg:
    """The answer never arrives, and the browser sends the same form again."""

    @pytest.mark.parametrize(("soort", "naam", "meer", "velden"), FORMULIEREN)
    def test_nog_eens_versturen_is_een_besluit(self, binnen, aisha, soort, naam, meer, velden):
        sessie = sessie_van(aisha, soort)
        formulier = {"verwacht_nummer": N, **velden}

        binnen.post(adres(naam, sessie, *meer), formulier)
        eerst = feiten(sessie)
        antwoord = binnen.post(adres(naam, sessie, *meer), formulier)

        assert len(eerst) == N + 1
        assert feiten(sessie) == eerst
        # A redirect: reloading what comes now sends nothing.
        assert antwoord.status_code == 302
        assert binnen.get(antwoord.url).status_code == 200
        assert feiten(sessie) == eerst

    def test_een_ronde_en_een_antwoord_gaan_een_keer(self, binnen, aisha):
        sessie = sessie_van(aisha, "toets")
        voorspel(sessie=sessie, verwacht_nummer=N, **LIJN)
        nummer, gesloten = N + 1, 0
        while not sessie.stand().dilemma:
            for _keer in range(2):
                binnen.post(adres("ronde", sessie), {"verwacht_nummer": nummer})
            nummer, gesloten = nummer + 1, gesloten + 1
            stand = sessie.stand()
            assert (stand.nummer, stand.rondes_gesloten) == (nummer, gesloten)

        keuze = next(
            g.keuzes[0].sleutel for g in sessie.eigen_casus.gebeurtenissen if g.sleutel == stand.dilemma
        )
        for _keer in range(2):
            binnen.post(adres("antwoord", sessie, stand.dilemma), {"verwacht_nummer": nummer, "keuze": keuze})

        assert sessie.stand().antwoorden == {stand.dilemma: keuze}
        assert sessie.laatste_nummer() == nummer + 1

    def test_beginnen_en_indienen_gaan_een_keer(self, binnen, aisha):
        binnen.post(reverse("simulatie_overslaan", args=["klosjesbuurt"]))
        pagina = binnen.get(reverse("simulatie_casus", args=["klosjesbuurt"])).text
        sleutel = re.search(r'name="sleutel" value="([\w-]+)"', pagina)
        assert sleutel is not None
        for _keer in range(2):
            binnen.post(
                reverse("simulatie_begin", args=["klosjesbuurt"]), {"soort": "oefenen", "sleutel": sleutel[1]}
            )
        assert Sessie.objects.count() == 1

        beoordeling = BeoordelingFactory(gebruiker=aisha)
        nog_eens = binnen.post(adres("indienen", beoordeling.sessie), {"verwacht_nummer": N, "akkoord": "on"})
        assert nog_eens.url == adres("uitslag", beoordeling.sessie)
        assert beoordeling.sessie.laatste_nummer() == N


class TestTabbladenEnTerug:
    @pytest.mark.parametrize(("soort", "naam", "meer", "velden"), FORMULIEREN)
    def test_een_pagina_van_eerder_overschrijft_niets(self, binnen, aisha, soort, naam, meer, velden):
        """The second tab, or the page that the back button shows: both carry the number of then."""
        sessie = sessie_van(aisha, soort)
        for mate in (50, 60):
            binnen.post(
                adres("wijzigen", sessie, "m1"),
                {"verwacht_nummer": sessie.laatste_nummer(), "start": 0, "duur": 48, "mate": mate},
            )
        daarna = feiten(sessie)
        assert len(daarna) == N + 2

        antwoord = binnen.post(adres(naam, sessie, *meer), {"verwacht_nummer": N, **velden}, follow=True)

        assert feiten(sessie) == daarna
        assert "Uw plan is intussen veranderd, in een ander tabblad of op een ander apparaat." in tekst(
            antwoord
        )
        if naam in ("toevoegen", "wijzigen"):
            # What was typed is there, ready to be sent on top of what there is now.
            form = antwoord.context["form"]
            assert {veld: form[veld].value() for veld in velden} == {k: str(w) for k, w in velden.items()}
            assert form["verwacht_nummer"].value() == str(N + 2)

    def test_de_pagina_opnieuw_laden_of_op_een_ander_apparaat_is_dezelfde(self, binnen, aisha):
        sessie = sessie_van(aisha, "toets")
        voorspel(sessie=sessie, verwacht_nummer=N, **LIJN)
        binnen.post(adres("ronde", sessie), {"verwacht_nummer": N + 1})
        ander = Client()
        ander.force_login(aisha)
        eerst = feiten(sessie)

        paginas = {tekst(wie.get(adres("sessie", sessie))) for wie in (binnen, ander, ander)}

        # The heading says that time went on, so the first one to look sees what everybody sees.
        assert len(paginas) == 1
        assert feiten(sessie) == eerst


def _vul_in(client: Client, pad: str, **velden: str) -> Any:
    """Send the form of a page with where it leads to."""
    volgende = re.search(r'name="next" value="([^"]+)"', client.get(pad).text)
    assert volgende is not None
    return client.post(pad, {**velden, "next": volgende[1]})


class TestInloggenVerlopen:
    """The form is posted after the sign-in expired; nothing is decided, and what was typed waits behind the door."""

    @pytest.fixture
    def log_in(self, client: Client, aisha, settings) -> Any:
        settings.EMAIL_BACKEND = "academy.basis.post.backends.Uitbak"
        # Who asks for a code too often waits; that is another test.
        cache.clear()

        def doe(antwoord) -> Any:
            """Through the door as people go: a code from the mail; gives the page they arrive at."""
            bevestig = _vul_in(client, antwoord.url, email=aisha.email)
            code = CODE.search(Bericht.objects.latest("pk").tekst)
            assert code is not None
            return client.get(_vul_in(client, bevestig.url, code=code[1]).url, follow=True)

        return doe

    @pytest.mark.parametrize(
        ("soort", "naam", "meer", "velden"),
        [
            ("oefenen", "toevoegen", [], NIEUW),
            ("oefenen", "wijzigen", ["m3"], INZET),
            ("toets", "toevoegen", [], NIEUW),
            ("toets", "bron", ["meldingen"], BRON),
            ("toets", "voorspelling", [], GETYPT),
        ],
    )
    def test_wat_is_ingevuld_staat_er_na_het_inloggen_weer(
        self, client, aisha, log_in, soort, naam, meer, velden
    ):
        sessie = sessie_van(aisha, soort)
        eerst = feiten(sessie)

        deur = client.post(adres(naam, sessie, *meer), {"verwacht_nummer": N, **velden})
        terug = log_in(deur)

        assert deur.url.startswith(reverse("account_request_login_code"))
        assert feiten(sessie) == eerst
        assert "Het is nog niet bewaard. Kijk het na en verstuur het opnieuw." in tekst(terug)
        form = terug.context["form"]
        assert {veld: form[veld].value() for veld in velden} == {k: str(w) for k, w in velden.items()}

        client.post(adres(naam, sessie, *meer), {"verwacht_nummer": N, **velden})
        assert sessie.laatste_nummer() == N + 1
        # It came back once: looking again shows the plan.
        assert client.get(adres(naam, sessie, *meer)).url == adres("sessie", sessie)

    def test_een_knop_wordt_niet_alsnog_ingedrukt(self, client, aisha, log_in):
        sessie = sessie_van(aisha, "oefenen")

        terug = log_in(client.post(adres("verwijderen", sessie, "m3"), {"verwacht_nummer": N}))

        gezegd = "U was uitgelogd toen u op de knop drukte. Er is niets veranderd. Doe het zo nodig opnieuw."
        assert gezegd in tekst(terug)
        assert sessie.laatste_nummer() == N

    def test_wie_daarna_inlogt_ziet_niets_van_een_ander(self, client, aisha, daan):
        sessie = sessie_van(aisha, "toets")
        pad = adres("voorspelling", sessie)
        client.post(pad, {"verwacht_nummer": N, **GETYPT})
        client.force_login(daan)

        assert client.get(pad).status_code == 404
        assert GETYPT["reden"] not in client.get(reverse("simulatie_start")).text
        client.force_login(aisha)
        assert client.get(pad).url == adres("sessie", sessie)
        assert Besluit.objects.filter(sessie=sessie).count() == N

    def test_te_veel_om_te_bewaren_wordt_niet_bewaard(self, client, aisha):
        sessie = sessie_van(aisha, "toets")
        pad = adres("voorspelling", sessie)
        client.post(pad, {"verwacht_nummer": N, **GETYPT, "reden": "a" * 20_000})

        client.force_login(aisha)

        assert client.get(pad).url == adres("sessie", sessie)

    def test_op_de_achtergrond_gaat_de_hele_pagina_naar_de_deur(self, client, aisha):
        sessie = sessie_van(aisha, "oefenen")
        pad = adres("toevoegen", sessie)

        antwoord = client.post(pad, {"verwacht_nummer": N, **NIEUW}, headers={"HX-Request": "true"})

        assert antwoord["HX-Redirect"] == f"{reverse('account_request_login_code')}?next={pad}"
        client.force_login(aisha)
        assert client.get(pad).context["form"]["mate"].value() == "35"
