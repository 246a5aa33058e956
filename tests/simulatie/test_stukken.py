"""Documents of a judgement: asked once, made by the worker, stored with their hash, and nobody else's."""

from __future__ import annotations

import hashlib

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.basis.models import Opdracht
from academy.basis.opdrachten.acties import voer_uit
from simulatie.acties.stukken import SOORT, maak_stuk, vraag_stuk
from simulatie.drukwerk.pdf import SJABLOONVERSIE
from simulatie.models import Druk, Stuk, Stuksoort
from tests.factories.simulatie import SessieFactory
from tests.simulatie.bewaard_oordeel import bewaar, haal_stuk


@pytest.fixture
def binnen(client, aisha):
    client.force_login(aisha)
    return client


@pytest.fixture
def beoordeling(aisha):
    return bewaar(aisha)


def adres(naam, beoordeling, *soort):
    return reverse(f"simulatie_{naam}", args=[beoordeling.sessie.sleutel, *soort])


def titels(antwoord, staat):
    return [regel.soort for regel in antwoord.context["stukken"].regels if getattr(regel, staat)]


@pytest.mark.langzaam
def test_een_stuk_wordt_gevraagd_gemaakt_en_gehaald(binnen, beoordeling):
    lijst = adres("stukken", beoordeling)
    assert titels(binnen.get(lijst), "stuk") == []

    antwoord = binnen.post(adres("stuk", beoordeling, "uitslag-pdf"), follow=True)

    assert antwoord.redirect_chain == [(lijst, 302)]
    assert titels(antwoord, "bezig") == ["uitslag-pdf"]
    assert "wordt gemaakt" in antwoord.content.decode()
    te_vroeg = binnen.get(adres("stuk_bestand", beoordeling, "uitslag-pdf"), follow=True)
    assert te_vroeg.redirect_chain == [(lijst, 302)]
    assert "Dit stuk is er nog niet." in te_vroeg.content.decode()

    (opdracht,) = Opdracht.objects.filter(soort=SOORT)
    assert voer_uit(opdracht_id=opdracht.pk)

    assert titels(binnen.get(lijst), "klaar") == ["uitslag-pdf"]
    bestand = binnen.get(adres("stuk_bestand", beoordeling, "uitslag-pdf"))
    druk = Druk.objects.get()
    assert hashlib.sha256(bestand.content).hexdigest() == druk.sha256
    assert bestand["Content-Disposition"] == 'attachment; filename="uitslag-klosjesbuurt.pdf"'
    assert {"private", "no-store"} <= set(bestand["Cache-Control"].split(", "))


def test_vaker_vragen_en_vaker_maken_geeft_een_stuk(beoordeling):
    stukken = {vraag_stuk(beoordeling=beoordeling, soort="aanpak-docx").pk for _keer in range(3)}
    (pk,) = stukken

    drukken = {maak_stuk(stuk_id=pk).pk for _keer in range(2)}

    assert len(drukken) == Druk.objects.count() == Opdracht.objects.filter(soort=SOORT).count() == 1


def test_een_nieuw_sjabloon_laat_het_oude_stuk_staan(binnen, beoordeling, monkeypatch):
    oud = haal_stuk(binnen, beoordeling, "aanpak-docx").content
    for module in ("acties", "schermen"):
        monkeypatch.setattr(f"simulatie.{module}.stukken.SJABLOONVERSIE", "2099.1")

    assert titels(binnen.get(adres("stukken", beoordeling)), "klaar") == []
    vraag_stuk(beoordeling=beoordeling, soort="aanpak-docx")

    versies = Stuk.objects.values_list("sjabloonversie", flat=True)
    assert sorted(versies) == [SJABLOONVERSIE, "2099.1"]
    assert bytes(Druk.objects.get().inhoud) == oud


def test_wie_wacht_krijgt_pas_iets_als_er_iets_nieuws_is(binnen, beoordeling):
    vraag_stuk(beoordeling=beoordeling, soort="uitslag-pdf")
    lijst = adres("stukken", beoordeling)
    assert f'hx-get="{lijst}?klaar=0"' in binnen.get(lijst).content.decode()

    assert binnen.get(f"{lijst}?klaar=0").status_code == 204
    maak_stuk(stuk_id=Stuk.objects.get().pk)

    antwoord = binnen.get(f"{lijst}?klaar=0")
    assert antwoord.status_code == 200
    assert "hx-get" not in antwoord.content.decode()


@pytest.mark.parametrize("veld", ["inhoud", "sha256", "stuk_id"])
def test_de_database_laat_een_druk_niet_veranderen(beoordeling, veld):
    druk = maak_stuk(stuk_id=vraag_stuk(beoordeling=beoordeling, soort="aanpak-docx").pk)
    waarde = {"inhoud": b"anders", "sha256": "anders", "stuk_id": None}[veld]

    with pytest.raises(DatabaseError), transaction.atomic():
        Druk.objects.filter(pk=druk.pk).update(**{veld: waarde})


def test_een_soort_die_niet_bestaat_wordt_geweigerd(binnen, beoordeling):
    antwoord = binnen.post(adres("stuk", beoordeling, "gedicht"), follow=True)

    assert "Dit stuk kunnen wij niet maken." in antwoord.content.decode()
    assert not Stuk.objects.exists()
    assert binnen.get(adres("stuk_bestand", beoordeling, "gedicht")).status_code == 404


@pytest.mark.parametrize("naam", ["stukken", "stuk", "stuk_bestand"])
def test_een_ander_komt_er_niet_bij(client, binnen, daan, beoordeling, naam):
    haal_stuk(binnen, beoordeling, "uitslag-pdf")
    waar = adres(naam, beoordeling, *([] if naam == "stukken" else ["uitslag-pdf"]))
    assert binnen.get(waar).status_code in (200, 302)

    client.force_login(daan)

    assert client.get(waar).status_code == 404
    assert client.post(waar).status_code == (405 if naam != "stuk" else 404)


def test_voor_het_indienen_is_er_niets_te_maken(binnen, aisha):
    sessie = SessieFactory(gebruiker=aisha)

    assert binnen.get(reverse("simulatie_stukken", args=[sessie.sleutel])).status_code == 404


def test_het_aantal_vragen_groeit_niet_met_de_stukken(binnen, beoordeling):
    aantallen = []
    binnen.get(adres("stukken", beoordeling))
    for soort in Stuksoort.values:
        vraag_stuk(beoordeling=beoordeling, soort=soort)
        with CaptureQueriesContext(connection) as vragen:
            binnen.get(adres("stukken", beoordeling))
        aantallen.append(len(vragen))

    assert aantallen == [9, 9, 9]
