"""What trainers do in the CMS: publish, look back, preview."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from academy.basis.models import Opdracht
from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import GROEP_TRAINERS
from cursussen.acties.vragen import beantwoord, begin_poging
from cursussen.models import CursusPagina, CursusVersie, Inschrijving, LesPagina, Poging
from cursussen.schermen.vraagcijfers import vraagcijfers
from tests.factories.cursussen import CursusPaginaFactory, CursusVersieFactory, InschrijvingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def als_bram(client: Client, bram: Gebruiker) -> Client:
    """Bram, who may edit, publish and delete pages, as the groups of the site let him."""
    for soort in ("add", "change", "publish", "bulk_delete"):
        GroupPagePermission.objects.get_or_create(
            group=Group.objects.get(name=GROEP_TRAINERS),
            page=Page.objects.get(depth=1),
            permission=GroupPagePermission._meta.get_field("permission").related_model.objects.get(
                content_type__app_label="wagtailcore", codename=f"{soort}_page"
            ),
        )
    client.force_login(bram)
    return client


def _uitbrengadres(cursus: CursusPagina) -> str:
    return f"/beheer/cursussen/{cursus.pk}/uitbrengen/"


class TestUitbrengen:
    def test_trainer_brengt_een_versie_uit(self, als_bram: Client, bram: Gebruiker) -> None:
        cursus = CursusPaginaFactory(title="Umami")

        html = als_bram.post(_uitbrengadres(cursus), {"toelichting": "Nieuwe les"}, follow=True).text

        versie = CursusVersie.objects.get()
        assert (versie.cursus, versie.nummer, versie.toelichting) == (cursus, 1, "Nieuwe les")
        assert versie.vastgelegd_door == bram
        assert "Versie 1 van ‘Umami’ is uitgebracht." in html

    def test_formulier_noemt_wat_ontbreekt_en_houdt_de_toelichting(self, als_bram: Client) -> None:
        cursus = CursusPaginaFactory(lessen=0, vragen=[])

        html = als_bram.post(_uitbrengadres(cursus), {"toelichting": "Bijna klaar"}).text

        assert "Er is nog geen gepubliceerde les." in html
        assert "De cursus heeft nog geen vragen." in html
        assert 'value="Bijna klaar"' in html
        assert CursusVersie.objects.count() == 0

    def test_te_lange_toelichting_wordt_geweigerd(self, als_bram: Client) -> None:
        cursus = CursusPaginaFactory()

        html = als_bram.post(_uitbrengadres(cursus), {"toelichting": "x" * 251}).text

        assert "x" * 251 in html
        assert CursusVersie.objects.count() == 0

    def test_waarschuwt_voor_wijzigingen_die_niet_gepubliceerd_zijn(self, als_bram: Client) -> None:
        cursus = CursusPaginaFactory()
        les = cursus.lessen().first()
        les.title = "Les in de maak"
        les.save_revision()

        html = als_bram.get(_uitbrengadres(cursus)).text

        assert "Die komen niet in de versie:" in html
        assert "Les in de maak" in html

    @pytest.mark.parametrize(
        ("wie", "mag"), [("bram", True), ("esther", True), ("aisha", False), ("carla", False)]
    )
    @pytest.mark.parametrize("methode", ["GET", "POST"])
    def test_wie_mag_uitbrengen(
        self, request: pytest.FixtureRequest, client: Client, wie: str, mag: bool, methode: str
    ) -> None:
        cursus = CursusPaginaFactory()
        client.force_login(request.getfixturevalue(wie))

        antwoord = client.generic(methode, _uitbrengadres(cursus))

        assert ("Lessen in deze versie" in antwoord.text) is (mag and methode == "GET")
        assert CursusVersie.objects.count() == int(mag and methode == "POST")

    def test_wie_geen_trainer_is_maar_wel_in_beheer_mag_niet_uitbrengen(
        self, client: Client, daan: Gebruiker
    ) -> None:
        cursus = CursusPaginaFactory()
        redacteuren = Group.objects.create(name="Redacteuren")
        redacteuren.permissions.add(
            Group.objects.get(name="Editors").permissions.get(codename="access_admin")
        )
        daan.groups.add(redacteuren)
        client.force_login(daan)

        antwoord = client.post(_uitbrengadres(cursus))

        assert (antwoord.status_code, CursusVersie.objects.count()) == (302, 0)

    @pytest.mark.parametrize(("soort", "knop"), [("cursus", True), ("les", False)])
    def test_knop_staat_alleen_bij_een_cursus(self, als_bram: Client, soort: str, knop: bool) -> None:
        cursus = CursusPaginaFactory()
        pagina = cursus if soort == "cursus" else cursus.lessen().first()

        html = als_bram.get(f"/beheer/pages/{pagina.pk}/edit/").text

        assert (_uitbrengadres(pagina) in html) is knop

    def test_een_concept_opslaan_schrijft_geen_versie_en_geen_werk(self, als_bram: Client) -> None:
        cursus = CursusVersieFactory().cursus
        for _nummer in range(3):
            cursus.save_revision()

        assert (CursusVersie.objects.count(), Opdracht.objects.count()) == (1, 0)


class TestVersielijst:
    def test_toont_per_versie_hoeveel_mensen_en_hoeveel_klaar(
        self, als_bram: Client, beantwoord_alles: Callable
    ) -> None:
        versie = CursusVersieFactory(title="Umami", casus="")
        klaar, bezig = (InschrijvingFactory(versie=versie) for _nummer in range(2))
        beantwoord_alles(klaar, goed=2)
        for les in versie.lessen:
            als_klaar = Client()
            als_klaar.force_login(klaar.gebruiker)
            als_klaar.post(f"/leren/{klaar.sleutel}/les/{les['sleutel']}/afronden/")

        geteld = CursusVersie.objects.met_aantallen().get()
        html = als_bram.get("/beheer/cursusversies/").text

        assert (geteld.aantal, geteld.afgerond) == (2, 1)
        assert "Umami" in html
        assert bezig.voortgang.afgerond_op is None

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_lijst_kost_evenveel_queries(
        self, als_bram: Client, django_assert_num_queries, aantal: int
    ) -> None:
        for _nummer in range(aantal):
            InschrijvingFactory()
        als_bram.get("/beheer/cursusversies/")

        with django_assert_num_queries(14):
            als_bram.get("/beheer/cursusversies/")

    @pytest.mark.parametrize(("wie", "mag"), [("bram", True), ("aisha", False)])
    @pytest.mark.parametrize("pad", ["", "inspect/{pk}/", "?export=csv"])
    def test_wie_de_versies_ziet(
        self, request: pytest.FixtureRequest, client: Client, wie: str, mag: bool, pad: str
    ) -> None:
        versie = CursusVersieFactory(title="Geheime cursus")
        client.force_login(request.getfixturevalue(wie))

        antwoord = client.get(f"/beheer/cursusversies/{pad.format(pk=versie.pk)}")

        inhoud = b"".join(antwoord) if antwoord.streaming else antwoord.content
        assert (b"Geheime cursus" in inhoud) is mag

    @pytest.mark.parametrize("pad", ["new/", "edit/{pk}/", "delete/{pk}/"])
    def test_een_versie_is_niet_te_maken_te_wijzigen_of_te_wissen(self, als_bram: Client, pad: str) -> None:
        versie = CursusVersieFactory()

        als_bram.post(f"/beheer/cursusversies/{pad.format(pk=versie.pk)}", {"toelichting": "Anders"})

        assert list(CursusVersie.objects.values_list("pk", "toelichting")) == [(versie.pk, "")]

    @pytest.mark.parametrize(("mensen", "procent"), [(4, None), (5, 40)])
    def test_cijfers_per_vraag_pas_vanaf_vijf_mensen(
        self, als_bram: Client, mensen: int, procent: int | None
    ) -> None:
        versie = CursusVersieFactory()
        for nummer in range(mensen):
            poging = begin_poging(inschrijving=InschrijvingFactory(versie=versie))
            vraag = poging.vragen[0]
            keuze = next(keuze for keuze in vraag["keuzes"] if keuze["juist"] is (nummer < 2))
            beantwoord(poging=poging, vraag=vraag["sleutel"], keuze=keuze["sleutel"])

        eerste, tweede = vraagcijfers(versie)
        html = als_bram.get(f"/beheer/cursusversies/inspect/{versie.pk}/").text

        assert (eerste.mensen, eerste.procent_goed) == (mensen, procent)
        assert (tweede.mensen, tweede.procent_goed) == (0, None)
        assert html.count("te weinig mensen") == (2 if procent is None else 1)


class TestVerwijderen:
    @pytest.mark.parametrize("met_versie", [True, False])
    @pytest.mark.parametrize("wat", ["cursus", "opleidingen"])
    def test_cursus_met_een_versie_blijft_staan(self, als_bram: Client, met_versie: bool, wat: str) -> None:
        cursus = CursusPaginaFactory(title="Umami")
        if met_versie:
            CursusVersieFactory(cursus=cursus)
        pagina = cursus if wat == "cursus" else cursus.get_parent()

        html = als_bram.post(f"/beheer/pages/{pagina.pk}/delete/", follow=True).text

        assert CursusPagina.objects.filter(pk=cursus.pk).exists() is met_versie
        assert ("blijft staan: er is een versie van uitgebracht" in html) is met_versie

    @pytest.mark.parametrize("met_versie", [True, False])
    def test_ook_bij_veel_tegelijk_verwijderen(self, als_bram: Client, met_versie: bool) -> None:
        cursus = CursusPaginaFactory()
        if met_versie:
            CursusVersieFactory(cursus=cursus)

        als_bram.post(f"/beheer/bulk/wagtailcore/page/delete/?id={cursus.pk}")

        assert CursusPagina.objects.filter(pk=cursus.pk).exists() is met_versie

    def test_een_les_mag_weg_want_de_versie_heeft_haar_tekst(self, als_bram: Client) -> None:
        inschrijving = InschrijvingFactory()
        les = inschrijving.cursus.lessen().first()

        als_bram.post(f"/beheer/pages/{les.pk}/delete/")

        assert not LesPagina.objects.filter(pk=les.pk).exists()
        assert Inschrijving.objects.get().versie.les(str(les.pk))["titel"] == "Les 1"


class TestVoorbeeld:
    """A trainer sees everything as it will be, and nothing stays behind."""

    @pytest.mark.parametrize(
        ("soort", "modus", "teksten"),
        [
            (
                "les",
                "",
                ["Tekst van les 1.", "Oefenvraag 1?", "Umami gaat over volgorde, timing, mate en duur."],
            ),
            ("cursus", "", ["Les 1", "Les 2", "hier staat straks de knop om u in te schrijven"]),
            (
                "cursus",
                "vragen",
                ["Vraag een?", "Vraag twee?", "Nee, het is de samenhang.", "minstens 70% goed"],
            ),
        ],
    )
    def test_voorbeeld_uit_de_editor(
        self, als_bram: Client, soort: str, modus: str, teksten: list[str]
    ) -> None:
        cursus = CursusPaginaFactory()
        pagina = cursus if soort == "cursus" else cursus.lessen().first()
        pagina.save_revision()

        html = als_bram.get(f"/beheer/pages/{pagina.pk}/view_draft/?mode={modus}").text

        assert [tekst for tekst in teksten if tekst not in html] == []
        sporen = (Poging.objects.count(), Inschrijving.objects.count(), CursusVersie.objects.count())
        assert sporen == (0, 0, 0)

    def test_concept_van_een_les_is_niet_openbaar(self, client: Client) -> None:
        les = CursusPaginaFactory().lessen().first()
        les.title = "Concept"
        les.save_revision()

        html = client.get(les.get_url(), follow=True).text

        assert "Concept" not in html
        assert PageLogEntry.objects.filter(page=les.pk, action="wagtail.publish").count() == 0
