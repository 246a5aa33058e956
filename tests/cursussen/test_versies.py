"""A version is a copy of what was published, and nothing changes it afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from academy.gebruikers.models import Gebruiker
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.versies import leg_versie_vast
from cursussen.models import CursusVersie, Inschrijving, LesPagina
from tests.factories.cursussen import CursusPaginaFactory, CursusVersieFactory, vraag_waarde

pytestmark = pytest.mark.django_db


def test_versie_bevat_de_cursus_zoals_hij_gepubliceerd_is(bram: Gebruiker) -> None:
    cursus = CursusPaginaFactory(
        title="Umami",
        inleiding="Samenhang.",
        module="5",
        principe="umami",
        studieduur_minuten=150,
        studieduur_reden="Gemeten.",
        leerdoelen=[{"type": "leerdoel", "value": "U kunt kiezen."}],
        lessen=1,
        vragen=[vraag_waarde("Vraag een?")],
    )

    versie = leg_versie_vast(cursus=cursus, door=bram, toelichting="Eerste")

    les = LesPagina.objects.child_of(cursus).get()
    inhoud = versie.inhoud
    (vraag,) = inhoud.pop("vragen")
    (module,) = inhoud.pop("modules")
    (bewaarde_les,) = module.pop("lessen")
    assert module == {
        "sleutel": f"los-{les.pk}",
        "titel": "",
        "inleiding": "",
        "optioneel": False,
        "vereist": [],
    }
    assert inhoud == {
        "titel": "Umami",
        "inleiding": "Samenhang.",
        "module": "5",
        "principe": "umami",
        "leerdoelen": ["U kunt kiezen."],
        "studieduur_minuten": 150,
        "studieduur_reden": "Gemeten.",
        "slaaggrens": 70,
        "casus": "klosjesbuurt",
        "voorwaarden": [],
        "opfrisser_van": None,
    }
    assert (vraag["stam"], [keuze["juist"] for keuze in vraag["keuzes"]]) == ("Vraag een?", [False, True])
    assert vraag["sleutel"] == cursus.vragen[0].id
    assert (bewaarde_les["sleutel"], bewaarde_les["titel"]) == (str(les.pk), "Les 1")
    assert [blok["id"] for blok in bewaarde_les["inhoud"]] == [blok.id for blok in les.inhoud]
    assert (versie.nummer, versie.toelichting, versie.vastgelegd_door) == (1, "Eerste", bram)


def test_sleutels_van_vragen_en_keuzes_zijn_uniek_en_blijven(inschrijving: Inschrijving) -> None:
    vragen = inschrijving.versie.vragen + inschrijving.versie.vragen_van(
        inschrijving.versie.lessen[0]["sleutel"]
    )
    sleutels = [vraag["sleutel"] for vraag in vragen] + [
        keuze["sleutel"] for vraag in vragen for keuze in vraag["keuzes"]
    ]

    assert len(sleutels) == 9
    assert len(set(sleutels)) == 9
    assert CursusVersie.objects.get(pk=inschrijving.versie_id).inhoud == inschrijving.versie.inhoud


def test_lessen_staan_in_de_volgorde_van_de_boom_en_concepten_niet() -> None:
    cursus = CursusPaginaFactory(lessen=3)
    eerste, tweede, derde = LesPagina.objects.child_of(cursus).order_by("path")
    derde.move(eerste, pos="left")
    LesPagina.objects.get(pk=tweede.pk).unpublish()

    versie = leg_versie_vast(cursus=cursus, door=None)

    assert [les["titel"] for les in versie.lessen] == ["Les 3", "Les 1"]


def test_bewerken_daarna_verandert_de_inschrijving_niet(aisha: Gebruiker, daan: Gebruiker) -> None:
    versie = CursusVersieFactory()
    voor = schrijf_in(gebruiker=aisha, cursus=versie.cursus)
    inhoud_voor = CursusVersie.objects.get(pk=voor.versie_id).inhoud

    les = LesPagina.objects.child_of(versie.cursus).first()
    les.title = "Herschreven les"
    les.save_revision().publish()
    nieuwe = leg_versie_vast(cursus=versie.cursus, door=None)
    na = schrijf_in(gebruiker=daan, cursus=versie.cursus)

    assert CursusVersie.objects.get(pk=voor.versie_id).inhoud == inhoud_voor
    assert (nieuwe.nummer, na.versie) == (2, nieuwe)
    assert (na.versie.lessen[0]["titel"], voor.versie.lessen[0]["titel"]) == ("Herschreven les", "Les 1")


@pytest.mark.parametrize(
    ("tabel", "kolom", "waarde"),
    [
        ("cursussen_cursusversie", "inhoud", "{}"),
        ("cursussen_cursusversie", "nummer", 9),
        ("cursussen_inschrijving", "nummer", 9),
    ],
)
def test_database_weigert_een_vastgelegd_feit_te_veranderen(
    inschrijving: Inschrijving, tabel: str, kolom: str, waarde: Any
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {tabel} SET {kolom} = %s", [waarde])  # noqa: S608 - names from this table

    assert Inschrijving.objects.get().versie.inhoud == inschrijving.versie.inhoud


TWEE_JUIST = vraag_waarde("Dubbel?") | {
    "keuzes": [
        {"tekst": "A", "juist": True, "uitleg": "a"},
        {"tekst": "B", "juist": True, "uitleg": "b"},
    ]
}


@pytest.mark.parametrize(
    ("cursus", "bezwaren"),
    [
        (
            {"lessen": 0, "vragen": []},
            [
                "Er is nog geen gepubliceerde les. Schrijf een les en publiceer die.",
                "De cursus heeft nog geen vragen. Voeg er minstens één toe onder Afronden.",
            ],
        ),
        ({"vragen": [TWEE_JUIST]}, ["Vraag 1 van de cursus heeft niet precies één juist antwoord."]),
        (
            {"casus": "bestaat-niet"},
            ["De simulatie heeft geen casus ‘bestaat-niet’. Kijk na wat er bij Afronden staat."],
        ),
        ({"live": False}, ["De cursuspagina is nog niet gepubliceerd. Publiceer eerst de pagina."]),
    ],
)
def test_uitbrengen_weigert_met_alle_bezwaren(cursus: dict[str, Any], bezwaren: list[str]) -> None:
    with pytest.raises(ValidationError) as fout:
        leg_versie_vast(cursus=CursusPaginaFactory(**cursus), door=None)

    assert fout.value.messages == bezwaren
    assert CursusVersie.objects.count() == 0


def test_lege_les_en_foute_oefenvraag_houden_uitbrengen_tegen() -> None:
    cursus = CursusPaginaFactory()
    eerste, tweede = LesPagina.objects.child_of(cursus).order_by("path")
    eerste.inhoud = []
    eerste.save()
    tweede.inhoud = [{"type": "vraag", "value": TWEE_JUIST}]
    tweede.save()

    with pytest.raises(ValidationError) as fout:
        leg_versie_vast(cursus=cursus, door=None)

    assert fout.value.messages == [
        "De les ‘Les 1’ is leeg. Voeg inhoud toe of haal de les weg.",
        "Vraag 1 van de les ‘Les 2’ heeft niet precies één juist antwoord.",
    ]


@pytest.mark.parametrize(
    ("wie", "mag"), [("bram", True), ("esther", True), ("aisha", False), ("carla", False)]
)
def test_alleen_trainers_brengen_een_versie_uit(request: pytest.FixtureRequest, wie: str, mag: bool) -> None:
    cursus = CursusPaginaFactory()
    persoon = request.getfixturevalue(wie)

    if mag:
        leg_versie_vast(cursus=cursus, door=persoon)
    else:
        with pytest.raises(PermissionDenied):
            leg_versie_vast(cursus=cursus, door=persoon)

    assert CursusVersie.objects.filter(cursus=cursus).count() == int(mag)
