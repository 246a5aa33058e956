"""Modules between a course and its lessons: order, what is a choice, and what has to be completed first."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from academy.gebruikers.models import Gebruiker
from academy.website.acties.groepen import geef_groepen_rechten
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.versies import leg_versie_vast
from cursussen.acties.voortgang import vink_les_af
from cursussen.acties.vragen import begin_poging
from cursussen.models import (
    Afronding,
    CursusPagina,
    CursusVersie,
    Gelezen,
    Inschrijving,
    LeergangPagina,
    LesPagina,
    ModulePagina,
    OpleidingenPagina,
)
from cursussen.schermen.checklijst import maak_checklijst
from tests.factories.cursussen import CursusPaginaFactory, ModulePaginaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cursus() -> CursusPagina:
    """A loose lesson, a module with two, a module by choice, and one that waits for all that counts."""
    cursus = CursusPaginaFactory(title="Umami", casus="", lessen=1)
    ModulePaginaFactory(cursus=cursus, title="Begrijpen", lessen=2)
    ModulePaginaFactory(cursus=cursus, title="Verdiepen", lessen=1, optioneel=True)
    ModulePaginaFactory(cursus=cursus, title="Plannen", lessen=2, na_vorige=True)
    return cursus


@pytest.fixture
def inschrijving(aisha: Gebruiker, cursus: CursusPagina) -> Inschrijving:
    leg_versie_vast(cursus=cursus, door=None)
    return schrijf_in(gebruiker=aisha, cursus=cursus)


def _sleutels(inschrijving: Inschrijving, titel: str) -> list[str]:
    module = next(rij for rij in inschrijving.versie.modules if rij["titel"] == titel)
    return [les["sleutel"] for les in module["lessen"]]


def _vers(inschrijving: Inschrijving) -> Inschrijving:
    return Inschrijving.objects.met_voortgang().get(pk=inschrijving.pk)


def test_de_versie_heeft_de_modules_in_de_volgorde_van_de_boom(inschrijving: Inschrijving) -> None:
    modules = inschrijving.versie.modules

    assert [(rij["titel"], len(rij["lessen"]), rij["optioneel"]) for rij in modules] == [
        ("", 1, False),
        ("Begrijpen", 2, False),
        ("Verdiepen", 1, True),
        ("Plannen", 2, False),
    ]
    assert [rij["vereist"] for rij in modules] == [[], [], [], [modules[0]["sleutel"], modules[1]["sleutel"]]]
    assert [les["optioneel"] for les in inschrijving.versie.lessen] == [False] * 3 + [True] + [False] * 2


def test_wat_niet_is_gepubliceerd_komt_niet_mee(cursus: CursusPagina) -> None:
    cursus.get_children().get(title="Begrijpen").specific.unpublish()
    cursus.get_children().get(title="Plannen").get_children().first().specific.unpublish()

    versie = leg_versie_vast(cursus=cursus, door=None)

    assert [(rij["titel"], len(rij["lessen"])) for rij in versie.modules] == [
        ("", 1),
        ("Verdiepen", 1),
        ("Plannen", 1),
    ]


class TestVooraf:
    def test_een_dichte_les_zegt_wat_eerst_moet_en_waar(
        self, client: Client, aisha: Gebruiker, inschrijving: Inschrijving
    ) -> None:
        client.force_login(aisha)
        dicht = _sleutels(inschrijving, "Plannen")[0]
        los = inschrijving.versie.modules[0]["sleutel"]
        adres = reverse("leren_les", args=[inschrijving.sleutel, dicht])

        for antwoord in (
            client.get(adres),
            client.post(f"{adres}afronden/"),
            client.post(f"{adres}antwoord/"),
        ):
            assert (antwoord.status_code, antwoord.url) == (
                302,
                f"/leren/{inschrijving.sleutel}/#module-{los}",
            )

        html = client.get(f"/leren/{inschrijving.sleutel}/").text
        assert "Deze les is nog niet open. Rond eerst dit af: les ‘Les 1’, module ‘Begrijpen’." in html
        assert "Nog niet open. Rond eerst dit af: les ‘Les 1’, module ‘Begrijpen’." in html
        assert f'id="module-{los}"' in html
        assert adres not in html
        assert Gelezen.objects.count() == 0

    def test_de_acties_weigeren_een_dichte_les(self, inschrijving: Inschrijving) -> None:
        dicht = _sleutels(inschrijving, "Plannen")[0]

        for deed in (
            lambda: vink_les_af(inschrijving=inschrijving, les=dicht),
            lambda: begin_poging(inschrijving=inschrijving, onderdeel=dicht),
        ):
            with pytest.raises(ValidationError) as fout:
                deed()
            assert fout.value.code == "voorwaarde"
        assert Gelezen.objects.count() == 0

    def test_wat_ervoor_staat_opent_de_module_en_een_keuze_hoeft_niet(
        self, client: Client, aisha: Gebruiker, inschrijving: Inschrijving
    ) -> None:
        client.force_login(aisha)
        dicht = _sleutels(inschrijving, "Plannen")[0]
        eerst = [inschrijving.versie.lessen[0]["sleutel"], *_sleutels(inschrijving, "Begrijpen")]
        for les in eerst:
            assert dicht not in _vers(inschrijving).open_lessen
            vink_les_af(inschrijving=inschrijving, les=les)

        assert dicht in _vers(inschrijving).open_lessen
        html = client.get(reverse("leren_les", args=[inschrijving.sleutel, dicht])).text
        assert "Tekst van les 1." in html
        # The module stands in the trail above the lesson.
        assert f"/leren/{inschrijving.sleutel}/#module-" in html

    @pytest.mark.parametrize(("gelezen", "zichtbaar"), [(0, 4), (3, 6)])
    def test_zoeken_vindt_alleen_open_lessen(
        self, aisha: Gebruiker, inschrijving: Inschrijving, gelezen: int, zichtbaar: int
    ) -> None:
        for les in inschrijving.versie.lessen[:gelezen]:
            vink_les_af(inschrijving=inschrijving, les=les["sleutel"])

        assert LesPagina.objects.zichtbaar_voor(aisha).count() == zichtbaar


def test_een_keuze_telt_niet_mee(inschrijving: Inschrijving, beantwoord_alles: Any) -> None:
    verplicht = [les["sleutel"] for les in inschrijving.versie.lessen if not les["optioneel"]]
    for les in verplicht:
        volgende = maak_checklijst(_vers(inschrijving)).volgende
        assert volgende is not None
        assert volgende.url.endswith(f"/les/{les}/")
        vink_les_af(inschrijving=inschrijving, les=les)
    beantwoord_alles(inschrijving, goed=2)

    voortgang = _vers(inschrijving).voortgang
    assert (voortgang.gedaan, voortgang.totaal) == (6, 6)
    assert voortgang.afgerond_op is not None
    regel = inschrijving.afrondingen.get(onderdeel=Afronding.Onderdeel.LESSEN).regel
    assert regel == "Klaar als alle 5 verplichte lessen zijn gelezen."


def test_alleen_keuze_kan_niet_uitkomen(cursus: CursusPagina) -> None:
    LesPagina.objects.descendant_of(cursus).update(optioneel=True)

    with pytest.raises(ValidationError, match="Alle lessen zijn keuze"):
        leg_versie_vast(cursus=cursus, door=None)


def test_een_oude_versie_is_een_module_zonder_titel(aisha: Gebruiker, beantwoord_alles: Any) -> None:
    cursus = CursusPaginaFactory(casus="")
    inhoud = leg_versie_vast(cursus=cursus, door=None).inhoud
    lessen = [
        {naam: waarde for naam, waarde in les.items() if naam != "optioneel"}
        for les in inhoud.pop("modules")[0]["lessen"]
    ]
    for nieuw in ("voorwaarden", "opfrisser_van", "studieduur_reden"):
        del inhoud[nieuw]
    CursusVersie.objects.create(cursus=cursus, nummer=2, inhoud=inhoud | {"lessen": lessen})

    inschrijving = schrijf_in(gebruiker=aisha, cursus=cursus)

    assert [(rij["titel"], rij["vereist"]) for rij in inschrijving.versie.modules] == [("", [])]
    for les in lessen:
        vink_les_af(inschrijving=inschrijving, les=les["sleutel"])
    beantwoord_alles(inschrijving, goed=2)
    assert _vers(inschrijving).voortgang.afgerond_op is not None


class TestPagina:
    def test_de_cursus_toont_haar_modules(self, client: Client, cursus: CursusPagina) -> None:
        voor = client.get(cursus.get_url()).text
        leg_versie_vast(cursus=cursus, door=None)
        na = client.get(cursus.get_url()).text
        voorbeeld = cursus.make_preview_request().text

        # What is not released is not promised.
        assert ("Begrijpen" in voor, "Deze opleiding is in voorbereiding." in voor) == (False, True)
        for html in (na, voorbeeld):
            volgorde = [html.index(f">{titel}") for titel in ("Begrijpen", "Verdiepen", "Plannen")]
            assert volgorde == sorted(volgorde)

    def test_een_module_wijst_naar_haar_plek_op_de_cursus(self, client: Client, cursus: CursusPagina) -> None:
        leg_versie_vast(cursus=cursus, door=None)
        module = cursus.get_children().get(title="Plannen")

        antwoord = client.get(module.get_url())

        assert (antwoord.status_code, antwoord.url) == (302, f"{cursus.get_url()}#module-{module.pk}")
        assert f'id="module-{module.pk}"' in client.get(cursus.get_url()).text
        assert module.get_url() not in client.get("/sitemap.xml").text

    def test_de_pagina_van_een_les_wijst_naar_de_cursus(self, client: Client, cursus: CursusPagina) -> None:
        les = LesPagina.objects.descendant_of(cursus).last()

        antwoord = client.get(les.get_url())

        assert (antwoord.status_code, antwoord.url) == (302, cursus.get_url())

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_een_en_drie_modules_kosten_even_veel_vragen(
        self, client: Client, django_assert_num_queries: Any, aantal: int
    ) -> None:
        cursus = CursusPaginaFactory(lessen=0)
        for _nummer in range(aantal):
            ModulePaginaFactory(cursus=cursus, lessen=aantal)
        leg_versie_vast(cursus=cursus, door=None)
        client.get(cursus.get_url())

        with django_assert_num_queries(8):
            html = client.get(cursus.get_url()).text

        assert html.count('<h3 id="module-') == aantal

    def test_bram_ziet_modules_en_minuten_voor_hij_uitbrengt(
        self, client: Client, bram: Gebruiker, cursus: CursusPagina
    ) -> None:
        client.force_login(bram)

        html = client.get(reverse("versie_uitbrengen", args=[cursus.pk])).text

        assert html.count("5 minuten") == 6
        assert "Studielast van wat meetelt: 30 minuten." in html


class TestBeheer:
    """What a trainer can make where."""

    @pytest.mark.parametrize(
        ("ouder", "kinderen"),
        [
            (OpleidingenPagina, {LeergangPagina, CursusPagina}),
            (LeergangPagina, {CursusPagina}),
            (CursusPagina, {ModulePagina, LesPagina}),
            (ModulePagina, {LesPagina}),
            (LesPagina, set()),
        ],
    )
    def test_wat_waar_onder_mag(self, ouder: type[Page], kinderen: set[type[Page]]) -> None:
        assert set(ouder.allowed_subpage_models()) == kinderen

    def test_bram_schrijft_een_leergang_een_module_en_een_voorwaarde(
        self, client: Client, bram: Gebruiker, cursus: CursusPagina
    ) -> None:
        aanbod = cursus.get_parent()
        geef_groepen_rechten()
        client.force_login(bram)
        leeg = {"inhoud-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        velden = leeg | {"title": "Nieuw", "slug": "nieuw", "action-publish": "ja"}

        for soort, ouder, anders in (
            ("leergangpagina", aanbod, {}),
            ("modulepagina", cursus, {"na_vorige": "on", "optioneel": "on"}),
            (
                "cursuspagina",
                aanbod,
                {
                    "slug": "vervolg",
                    "title": "Vervolg",
                    "slaaggrens": "70",
                    "leerdoelen-count": "0",
                    "vragen-count": "0",
                    "voorwaarden": [cursus.pk],
                    "opfrisser_van": cursus.pk,
                },
            ),
        ):
            adres = reverse("wagtailadmin_pages:add", args=["cursussen", soort, ouder.pk])
            assert client.get(adres).status_code == 200
            client.post(adres, velden | anders)

        assert LeergangPagina.objects.live().get(slug="nieuw").get_parent().specific == aanbod.specific
        module = ModulePagina.objects.live().get(slug="nieuw")
        assert (module.na_vorige, module.optioneel) == (True, True)
        vervolg = CursusPagina.objects.live().get(slug="vervolg")
        assert (list(vervolg.voorwaarden.all()), vervolg.opfrisser_van) == ([cursus], cursus)
