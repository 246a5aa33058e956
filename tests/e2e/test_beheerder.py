"""A manager sees where her own people stand, takes that along as a file, and meets nobody else's people."""

from __future__ import annotations

import csv
from io import StringIO

from playwright.sync_api import Page, expect

from academy.gebruikers.models import Lidmaatschap, Organisatie
from tests.e2e.handelingen import log_in
from tests.e2e.keuring import keur


def test_carla_ziet_haar_mensen_en_haar_bestand_zegt_hetzelfde(pagina, carla, karel):
    leerdonk, woonspoel = Organisatie.objects.order_by("naam")
    log_in(pagina, carla)
    pagina.goto("/mijn/")
    pagina.get_by_role("link", name="Bekijk uw organisatie").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Gemeente Leerdonk")
    keur(pagina)
    assert {rij[1] for rij in rijen_op_scherm(pagina)} == {"aisha@leerdonk.example", "carla@leerdonk.example"}
    assert rijen_in_bestand(pagina) == rijen_op_scherm(pagina)

    pagina.get_by_label("Status").select_option("bezig")
    pagina.get_by_role("button", name="Lijst filteren").click()
    expect(pagina.get_by_role("status")).to_contain_text("1 rij")
    keur(pagina)
    assert [rij[:2] for rij in rijen_op_scherm(pagina)] == [["Aisha Bakker", "aisha@leerdonk.example"]]
    assert rijen_in_bestand(pagina) == rijen_op_scherm(pagina)

    pagina.get_by_label("Status").select_option("geldig")
    pagina.get_by_role("button", name="Lijst filteren").click()
    expect(pagina.locator("main")).to_contain_text("Niemand past bij dit filter.")
    keur(pagina)

    assert {plek: pagina.request.get(adres(plek)).status for plek in (leerdonk, woonspoel)} == {
        leerdonk: 200,
        woonspoel: 404,
    }
    # The twin: the manager of the other organisation does see the person whom Carla must not see.
    Lidmaatschap.objects.filter(gebruiker=karel).update(rol=Lidmaatschap.Rol.BEHEERDER)
    log_in(pagina, karel)
    pagina.goto(adres(woonspoel))
    assert [rij[:2] for rij in rijen_op_scherm(pagina)] == [["Karel van den Berg", "karel@woonspoel.example"]]
    assert pagina.request.get(adres(leerdonk)).status == 404


def adres(organisatie: Organisatie) -> str:
    return f"/organisatie/{organisatie.pk}/"


def rijen_op_scherm(pagina: Page) -> list[list[str]]:
    """Every row of the table as the words of its cells."""
    return [
        [cel.inner_text().strip() for cel in rij.locator("th, td").all()]
        for rij in pagina.locator(".portaal-tabel tbody tr").all()
    ]


def rijen_in_bestand(pagina: Page) -> list[list[str]]:
    """The rows below the heads of the file that the button downloads."""
    with pagina.expect_download() as afwachten:
        pagina.get_by_role("link", name="Lijst downloaden (CSV)").click()
    regels = list(csv.reader(StringIO(afwachten.value.path().read_text("utf-8-sig")), delimiter=";"))
    return regels[regels.index([]) + 2 :]
