"""Lessons are for who enrolled; an enrolment is for its owner."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page

from academy.gebruikers.models import Gebruiker
from cursussen.acties.vragen import begin_poging
from cursussen.models import Antwoord, Gelezen, Inschrijving, LesPagina, Poging, Simulatiepoging
from cursussen.rechten import zichtbare_paginas
from tests.factories.cursussen import CursusVersieFactory, InschrijvingFactory

pytestmark = pytest.mark.django_db


def _les(inschrijving: Inschrijving) -> LesPagina:
    return inschrijving.cursus.lessen().first()


@pytest.mark.parametrize(
    ("wie", "naar"),
    [("niemand", "cursus"), ("daan", "cursus"), ("carla", "cursus"), ("aisha", "les"), ("bram", "pagina")],
)
def test_adres_van_een_lespagina(
    request: pytest.FixtureRequest, client: Client, inschrijving: Inschrijving, wie: str, naar: str
) -> None:
    les = _les(inschrijving)
    if wie != "niemand":
        client.force_login(request.getfixturevalue(wie))

    antwoord = client.get(les.get_url())

    if naar == "pagina":
        assert (antwoord.status_code, "Tekst van les 1." in antwoord.text) == (200, True)
        return
    doelen = {
        "cursus": inschrijving.cursus.get_url(),
        "les": f"/leren/{inschrijving.sleutel}/les/{les.pk}/",
    }
    assert antwoord.url == doelen[naar]
    volgende = client.get(antwoord.url)
    assert ("Tekst van les 1." in volgende.text) is (naar == "les")
    assert ("De lessen zijn voor wie de opleiding volgt." in volgende.text) is (naar == "cursus")


def test_les_die_later_kwam_zit_niet_in_uw_versie(
    client: Client, aisha: Gebruiker, inschrijving: Inschrijving
) -> None:
    nieuw = LesPagina(title="Nieuwe les", slug="nieuw", inhoud=[{"type": "tekst", "value": "<p>Nieuw.</p>"}])
    inschrijving.cursus.add_child(instance=nieuw)
    client.force_login(aisha)

    antwoord = client.get(nieuw.get_url(), follow=True)

    assert antwoord.redirect_chain == [(f"/leren/{inschrijving.sleutel}/", 302)]
    assert "Deze les zit niet in uw versie van de opleiding." in antwoord.text


ADRESSEN = (
    ("GET", "", "Uw volgende stap"),
    ("GET", "les/{les}/", "Tekst van les 1."),
    ("POST", "les/{les}/antwoord/", None),
    ("POST", "les/{les}/opnieuw/", None),
    ("POST", "les/{les}/afronden/", None),
    ("GET", "vragen/", "Vraag een?"),
    ("POST", "vragen/beginnen/", None),
    ("POST", "vragen/1/antwoord/", None),
    ("POST", "simulatie/", None),
)


@pytest.mark.parametrize(("methode", "pad", "inhoud"), ADRESSEN)
@pytest.mark.parametrize(
    ("wie", "mag"), [("aisha", True), ("daan", False), ("carla", False), ("bram", False)]
)
def test_inschrijving_van_een_ander_bestaat_niet(
    request: pytest.FixtureRequest,
    client: Client,
    inschrijving: Inschrijving,
    methode: str,
    pad: str,
    inhoud: str | None,
    wie: str,
    mag: bool,
) -> None:
    versie = inschrijving.versie
    les = versie.lessen[0]["sleutel"]
    eindvraag = begin_poging(inschrijving=inschrijving).vragen[0]
    vraag = versie.vragen_van(les)[0] if pad.startswith("les") else eindvraag
    client.force_login(request.getfixturevalue(wie))
    gegevens = {"vraag": vraag["sleutel"], "keuze": vraag["keuzes"][0]["sleutel"], "soort": "oefenen"}

    antwoord = client.generic(
        methode,
        f"/leren/{inschrijving.sleutel}/{pad.format(les=les)}",
        "&".join(f"{naam}={waarde}" for naam, waarde in gegevens.items()),
        content_type="application/x-www-form-urlencoded",
    )

    if mag:
        assert antwoord.status_code == (200 if methode == "GET" else 302)
        assert inhoud is None or inhoud in antwoord.text
    else:
        assert antwoord.status_code == 404
        assert "Les 1" not in antwoord.text
        gedaan = [model.objects.count() for model in (Antwoord, Gelezen, Simulatiepoging)]
        assert (gedaan, Poging.objects.count()) == ([0, 0, 0], 1)


@pytest.mark.parametrize("pad", [pad for _methode, pad, _inhoud in ADRESSEN])
def test_uitgelogd_gaat_elk_adres_naar_inloggen(client: Client, inschrijving: Inschrijving, pad: str) -> None:
    adres = f"/leren/{inschrijving.sleutel}/{pad.format(les=inschrijving.versie.lessen[0]['sleutel'])}"

    antwoord = client.get(adres)

    assert antwoord.url == f"/account/login/code/?next={adres}"


@pytest.mark.parametrize("pad", [pad for methode, pad, _inhoud in ADRESSEN if methode == "POST"])
def test_get_op_een_handeling_verandert_niets(
    client: Client, aisha: Gebruiker, inschrijving: Inschrijving, pad: str
) -> None:
    client.force_login(aisha)

    antwoord = client.get(
        f"/leren/{inschrijving.sleutel}/{pad.format(les=inschrijving.versie.lessen[0]['sleutel'])}"
    )

    gedaan = [model.objects.count() for model in (Antwoord, Gelezen, Poging, Simulatiepoging)]
    assert (antwoord.status_code, gedaan) == (302, [0, 0, 0, 0])


def test_eigen_paginas_blijven_in_geen_cache(
    client: Client, aisha: Gebruiker, inschrijving: Inschrijving
) -> None:
    client.force_login(aisha)

    antwoord = client.get(f"/leren/{inschrijving.sleutel}/")

    assert "no-store" in antwoord["Cache-Control"]


@pytest.mark.parametrize("les", ["0", "vragen", "x" * 500])
def test_les_die_niet_bestaat(client: Client, aisha: Gebruiker, inschrijving: Inschrijving, les: str) -> None:
    client.force_login(aisha)

    for einde in ("", "afronden/", "antwoord/", "opnieuw/"):
        antwoord = client.post(f"/leren/{inschrijving.sleutel}/les/{les}/{einde}")
        assert antwoord.status_code == 404

    assert (Gelezen.objects.count(), Poging.objects.count()) == (0, 0)


class TestVindbaarheid:
    """Search and lists start from one queryset; lessons are in it for who may read them only."""

    @pytest.mark.parametrize(
        ("wie", "eigen", "ander"),
        [("aisha", True, False), ("daan", False, False), ("carla", False, False), ("bram", True, True)],
    )
    def test_lessen_vindt_alleen_wie_ze_mag_lezen(
        self, request: pytest.FixtureRequest, inschrijving: Inschrijving, wie: str, eigen: bool, ander: bool
    ) -> None:
        andere_les = CursusVersieFactory().cursus.lessen().first()
        persoon = request.getfixturevalue(wie)

        zichtbaar = LesPagina.objects.zichtbaar_voor(persoon)
        gevonden = zichtbare_paginas(persoon)

        for paginas in (zichtbaar, gevonden):
            assert paginas.filter(pk=_les(inschrijving).pk).exists() is eigen
            assert paginas.filter(pk=andere_les.pk).exists() is ander
        assert gevonden.filter(pk=inschrijving.cursus_id).exists()

    @pytest.mark.parametrize(("wie", "aantal"), [("aisha", 1), ("daan", 0)])
    def test_zoeken_lekt_geen_les(
        self, request: pytest.FixtureRequest, inschrijving: Inschrijving, wie: str, aantal: int
    ) -> None:
        les = _les(inschrijving)
        les.title = "Kruisbestuiving"
        les.save_revision().publish()

        gevonden = zichtbare_paginas(request.getfixturevalue(wie)).search("Kruisbestuiving")

        assert [pagina.pk for pagina in gevonden] == [les.pk] * aantal

    def test_lessen_staan_niet_in_de_sitemap(self, client: Client, inschrijving: Inschrijving) -> None:
        xml = client.get("/sitemap.xml").text

        assert f"{inschrijving.cursus.get_url()}</loc>" in xml
        assert _les(inschrijving).get_url() not in xml

    def test_een_concept_van_de_trainer_is_niet_te_vinden(
        self, inschrijving: Inschrijving, bram, aisha
    ) -> None:
        les = _les(inschrijving)
        les.unpublish()

        for persoon in (bram, aisha):
            assert not zichtbare_paginas(persoon).filter(pk=les.pk).exists()

    @pytest.mark.parametrize("aantal", [1, 3])
    def test_aantal_queries_groeit_niet(
        self, aisha: Gebruiker, django_assert_num_queries, aantal: int
    ) -> None:
        for _nummer in range(aantal):
            InschrijvingFactory(gebruiker=aisha)

        with django_assert_num_queries(6):
            gevonden = list(zichtbare_paginas(aisha).not_exact_type(Page))

        assert sum(isinstance(pagina.specific_deferred, LesPagina) for pagina in gevonden) == 2 * aantal
