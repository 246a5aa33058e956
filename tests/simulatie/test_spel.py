"""Playing a test: what each decision does, what is refused, and what two tabs or a crash make of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models.signals import post_save

from simulatie.acties import beoordelen
from simulatie.acties.beoordelen import dien_in
from simulatie.acties.geweigerd import (
    Geweigerd,
    NietAanZet,
    SessieGesloten,
    VerouderdTabblad,
)
from simulatie.acties.plan import doe_opnieuw, maak_ongedaan, verschuif, verwijder, voeg_toe, wijzig
from simulatie.acties.sessies import begin_sessie, oefen_met_plan
from simulatie.acties.spel import beantwoord, sluit_ronde, voorspel, vraag_bron
from simulatie.kern import Casus, Inzet, PlanOngeldig, laad_casus, simuleer
from simulatie.models import Besluit, Sessie
from simulatie.spel.besluiten import EENMALIG, Lijnvoorspelling
from simulatie.spel.stand import Stand
from simulatie.spel.verloop import fase, speelstand, te_voorspellen
from simulatie.spel.voorspellen import beginwaarde
from tests.factories.simulatie import KLEIN_PLAN, BeoordelingFactory, SessieFactory
from tests.simulatie.voorspelling import LIJN, vlakke_lijn

ZAAD = 7
WIJKBRON = {"bron": "meldingen", "grondslag": "geteld-per-maand"}
ADRESBRON = {"bron": "brp-adressen", "grondslag": "gerede-twijfel"}
LATER = {"kaart": "O4", "start": 6, "duur": 24, "mate": 0.5}


@pytest.fixture
def toets(db: None) -> Sessie:
    """A test with three measures, before anything else."""
    return SessieFactory(soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)


@pytest.fixture
def bij_dilemma(toets: Sessie) -> Sessie:
    """The same test, in month 4, with its first dilemma."""
    speel(toets, rondes=2, antwoord=False)
    return toets


@pytest.fixture
def derde_ronde(bij_dilemma: Sessie) -> Sessie:
    """The same test in month 6."""
    antwoord_op_dilemma(bij_dilemma)
    return bij_dilemma


def casus_van(sessie: Sessie) -> Casus:
    return laad_casus(sessie.casus)


def nu(sessie: Sessie) -> dict[str, object]:
    return {"sessie": sessie, "verwacht_nummer": sessie.laatste_nummer()}


def antwoord_op_dilemma(sessie: Sessie) -> None:
    dilemma = sessie.stand().dilemma
    (keuzes,) = [g.keuzes for g in casus_van(sessie).gebeurtenissen if g.sleutel == dilemma]
    beantwoord(**nu(sessie), gebeurtenis=dilemma, keuze=keuzes[-1].sleutel)


def speel(sessie: Sessie, rondes: int, antwoord: bool = True) -> None:
    """Close so many rounds; predict and answer where it is asked, or stop at a dilemma."""
    for _ronde in range(rondes):
        if te_voorspellen(casus_van(sessie), sessie.stand()) is not None:
            maand = sessie.stand().maand
            voorspel(**nu(sessie), **(vlakke_lijn(casus_van(sessie), maand) if maand else LIJN))
        sluit_ronde(**nu(sessie))
        while antwoord and sessie.stand().dilemma:
            antwoord_op_dilemma(sessie)


def bereken(sessie: Sessie, stand: Stand) -> dict[str, object]:
    """A Speelstand as something that can be compared, to the bit."""
    gespeeld = speelstand(casus_van(sessie), sessie.zaad, stand)
    return vars(gespeeld) | {
        "verloop": gespeeld.verloop.waarden.tobytes(),
        "waarneming": {naam: rij.tobytes() for naam, rij in gespeeld.waarneming.waarden.items()},
    }


def test_een_gesloten_ronde_brengt_de_tijd_bij_de_volgende(toets):
    speel(toets, rondes=1)

    stand = toets.stand()
    assert (stand.maand, stand.rondes_gesloten, stand.dilemma) == (casus_van(toets).rondes[1], 1, "")


def test_de_tijd_stopt_bij_het_eerste_dilemma_en_gaat_na_het_antwoord_vanzelf_verder(bij_dilemma):
    casus = casus_van(bij_dilemma)
    stand = bij_dilemma.stand()
    gevallen = simuleer(casus, [stand.plan], zaad=ZAAD).gevallen
    (verwacht,) = {
        (int(gevallen[g.sleutel][0].argmax()) - 1, g.sleutel)
        for g in casus.gebeurtenissen
        if g.keuzes and gevallen[g.sleutel][0, casus.rondes[1] + 1 : casus.rondes[2] + 1].any()
    }
    assert (stand.maand, stand.dilemma) == verwacht
    assert stand.rondes_gesloten == 2

    antwoord_op_dilemma(bij_dilemma)

    na = bij_dilemma.stand()
    assert (na.maand, na.dilemma, na.rondes_gesloten) == (casus.rondes[2], "", 2)
    assert list(na.antwoorden) == [stand.dilemma]
    assert na.plan.antwoorden == tuple(na.antwoorden.items())


@pytest.mark.parametrize(
    "iets_anders",
    [
        lambda sessie: voeg_toe(**nu(sessie), inzet=Inzet(**LATER)),
        lambda sessie: wijzig(**nu(sessie), sleutel="m1", mate=0.9),
        lambda sessie: verwijder(**nu(sessie), sleutel="m1"),
        lambda sessie: maak_ongedaan(**nu(sessie)),
        lambda sessie: vraag_bron(**nu(sessie), **WIJKBRON),
        lambda sessie: voorspel(**nu(sessie), **LIJN),
        lambda sessie: sluit_ronde(**nu(sessie)),
    ],
)
def test_eerst_het_dilemma_dan_de_rest(bij_dilemma, iets_anders):
    with pytest.raises(NietAanZet, match="dilemma"):
        iets_anders(bij_dilemma)

    assert bij_dilemma.stand().dilemma


def test_een_antwoord_dat_niet_kan_wordt_geweigerd(bij_dilemma):
    dilemma = bij_dilemma.stand().dilemma
    with pytest.raises(Geweigerd, match="Kies een antwoord"):
        beantwoord(**nu(bij_dilemma), gebeurtenis=dilemma, keuze="niets")
    with pytest.raises(Geweigerd, match="vraagt nu geen antwoord"):
        beantwoord(**nu(bij_dilemma), gebeurtenis="subsidie-stopt", keuze="overal-wat-minder")
    assert bij_dilemma.stand().antwoorden == {}

    antwoord_op_dilemma(bij_dilemma)

    with pytest.raises(Geweigerd, match="vraagt nu geen antwoord"):
        beantwoord(**nu(bij_dilemma), gebeurtenis=dilemma, keuze="voor-u-houden")
    assert len(bij_dilemma.stand().antwoorden) == 1


def test_wie_een_lopende_maatregel_verandert_gaat_vanaf_nu_anders_verder(derde_ronde):
    ervoor = derde_ronde.inzetten()

    wijzig(**nu(derde_ronde), sleutel="m2", mate=0.8, start=2, duur=40)

    (nieuw,) = set(derde_ronde.inzetten()) - set(ervoor)
    assert derde_ronde.inzetten() == ervoor | {
        "m2": replace(ervoor["m2"], duur=4),
        nieuw: replace(ervoor["m2"], start=6, duur=36, mate=0.8),
    }

    maak_ongedaan(**nu(derde_ronde))
    assert derde_ronde.inzetten() == ervoor

    doe_opnieuw(**nu(derde_ronde))
    wijzig(**nu(derde_ronde), sleutel=nieuw, mate=0.3)
    assert derde_ronde.inzetten()[nieuw] == replace(ervoor["m2"], start=6, duur=36, mate=0.3)
    assert len(derde_ronde.inzetten()) == len(ervoor) + 1


def test_een_lopende_maatregel_duurt_langer_of_korter_zonder_te_splitsen(derde_ronde):
    wijzig(**nu(derde_ronde), sleutel="m2", duur=10)
    assert derde_ronde.inzetten()["m2"].duur == 10

    with pytest.raises(PlanOngeldig) as gevangen:
        wijzig(**nu(derde_ronde), sleutel="m2", duur=3)

    (bevinding,) = gevangen.value.bevindingen
    assert (bevinding.pad, bevinding.remedie) == ("duur", "Kies een duur van 4 of meer.")
    assert derde_ronde.inzetten()["m2"].duur == 10


def test_stoppen_is_nu_stoppen_en_wat_nog_niet_begon_gaat_weg(derde_ronde):
    voeg_toe(**nu(derde_ronde), inzet=Inzet(**(LATER | {"start": 8})))
    nieuw = list(derde_ronde.inzetten())[-1]

    verwijder(**nu(derde_ronde), sleutel="m2")
    verwijder(**nu(derde_ronde), sleutel=nieuw)

    assert derde_ronde.inzetten()["m2"] == Inzet(**(KLEIN_PLAN[1] | {"duur": 4}))
    assert nieuw not in derde_ronde.inzetten()
    for te_laat in (verwijder, partial(wijzig, mate=0.1)):
        with pytest.raises(Geweigerd, match="al afgelopen"):
            te_laat(**nu(derde_ronde), sleutel="m2")


@pytest.mark.parametrize(
    ("poging", "soort", "waarom"),
    [
        (
            lambda sessie: voeg_toe(**nu(sessie), inzet=Inzet(**(LATER | {"start": 5}))),
            PlanOngeldig,
            "nu maand 6",
        ),
        (lambda sessie: verschuif(**nu(sessie), sleutel="m2", maanden=1), Geweigerd, "al begonnen"),
        (lambda sessie: wijzig(**nu(sessie), sleutel="m2", start=7), Geweigerd, "al begonnen"),
        (lambda sessie: maak_ongedaan(**nu(sessie)), Geweigerd, "niets om ongedaan"),
    ],
)
def test_wat_voorbij_is_verandert_niet_meer(derde_ronde, poging, soort, waarom):
    ervoor = derde_ronde.stand()

    with pytest.raises(soort, match=waarom):
        poging(derde_ronde)

    assert derde_ronde.stand() == ervoor


def test_latere_besluiten_laten_het_verleden_tot_op_de_bit_gelijk(derde_ronde):
    casus, stand = casus_van(derde_ronde), derde_ronde.stand()
    eerst = simuleer(casus, [stand.plan], zaad=ZAAD).waarden

    wijzig(**nu(derde_ronde), sleutel="m1", mate=0.9)
    wijzig(**nu(derde_ronde), sleutel="m2", deelgebieden=["twijnstraat"])
    verwijder(**nu(derde_ronde), sleutel="m3")
    voeg_toe(**nu(derde_ronde), inzet=Inzet(kaart="Z3", start=6, duur=12, mate=1.0))

    daarna = simuleer(casus, [derde_ronde.stand().plan], zaad=ZAAD).waarden
    tot = stand.maand + 1
    assert (daarna[:, :tot] == eerst[:, :tot]).all()
    assert not (daarna[:, tot:] == eerst[:, tot:]).all()


def test_een_bron_op_een_verkeerde_grondslag_geeft_ook_antwoord(toets):
    vraag_bron(**nu(toets), bron="meldingen", grondslag="toestemming-melders")

    (vraag,) = toets.stand().bronvragen
    assert vars(vraag) == {"bron": "meldingen", "maand": 0, "grondslag": "toestemming-melders"}
    gevraagd, niet_gevraagd = simuleer(
        casus_van(toets), [toets.stand().plan, toets.stand(tot=len(KLEIN_PLAN)).plan], zaad=ZAAD
    ).wijk("juridisch_risico")
    assert gevraagd[1] > niet_gevraagd[1]


def test_adresniveau_zonder_convenant_vraagt_om_het_artikel_en_een_nee_of_toch(toets):
    with pytest.raises(Geweigerd) as gevangen:
        vraag_bron(**nu(toets), **ADRESBRON)
    assert "R2 Convenant" in gevangen.value.melding
    assert casus_van(toets).kaarten["R2"].grondslag in gevangen.value.melding
    assert toets.stand().bronvragen == ()

    vraag_bron(**nu(toets), **ADRESBRON, toch=True)

    assert [vraag.bron for vraag in toets.stand().bronvragen] == ["brp-adressen"]


def test_met_het_convenant_aan_het_werk_mag_adresniveau(derde_ronde):
    vraag_bron(**nu(derde_ronde), **ADRESBRON)

    assert [(v.bron, v.maand) for v in derde_ronde.stand().bronvragen] == [("brp-adressen", 6)]


@pytest.mark.parametrize(
    ("vraag", "tekst"),
    [
        (WIJKBRON | {"bron": "glazen-bol"}, "bestaat niet"),
        (WIJKBRON | {"grondslag": "zomaar"}, "Kies een grondslag"),
    ],
)
def test_een_bron_of_grondslag_die_er_niet_is_wordt_geweigerd(toets, vraag, tekst):
    with pytest.raises(Geweigerd, match=tekst):
        vraag_bron(**nu(toets), **vraag, toch=True)

    assert toets.stand().bronvragen == ()


def test_een_bron_geeft_een_keer_per_maand_antwoord(toets):
    vraag_bron(**nu(toets), **WIJKBRON)
    with pytest.raises(Geweigerd, match=r"al bevraagd\. Het antwoord komt na 1 maand"):
        vraag_bron(**nu(toets), **WIJKBRON)
    speel(toets, rondes=1)

    vraag_bron(**nu(toets), **WIJKBRON)

    assert [vraag.maand for vraag in toets.stand().bronvragen] == [0, 3]


def test_zonder_voorspelling_gaat_de_eerste_ronde_niet_dicht(toets):
    with pytest.raises(Geweigerd, match="Doe eerst uw voorspelling"):
        sluit_ronde(**nu(toets))

    voorspel(**nu(toets), **(LIJN | {"reden": "  Mensen durven\nweer te melden.  "}))
    sluit_ronde(**nu(toets))

    assert toets.stand().voorspellingen == (
        Lijnvoorspelling(
            maand=0, van=round(beginwaarde(laad_casus("klosjesbuurt"), LIJN["indicator"]), 2), **LIJN
        ),
    )
    with pytest.raises(Geweigerd, match="nu geen voorspelling"):
        voorspel(**nu(toets), **LIJN)


ANDERE_MAAND = (*LIJN["waarden"][:4], (59, 30.0))
BUITEN_DE_AS = (*LIJN["waarden"][:4], (60, 61.0))


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"indicator": "huurachterstand"}, "Dit cijfer kunt u nu niet voorspellen."),
        ({"indicator": "vertrouwen"}, "Dit cijfer kunt u nu niet voorspellen."),
        ({"waarden": LIJN["waarden"][:4]}, "Geef voor elk jaar een waarde"),
        ({"waarden": ANDERE_MAAND}, "Geef voor elk jaar een waarde"),
        ({"waarden": BUITEN_DE_AS}, "Geef voor elk jaar een waarde"),
        ({"waarden": (*LIJN["waarden"][:4], (60, float("nan")))}, "Geef voor elk jaar een waarde"),
        ({"waarden": (*LIJN["waarden"][:4], (60, -1.0))}, "Geef voor elk jaar een waarde"),
        ({"reden": " "}, "Schrijf in één regel"),
        ({"reden": "x" * 201}, "Schrijf in één regel"),
    ],
)
def test_een_voorspelling_is_een_lijn_van_een_cijfer_dat_te_zien_is_met_een_reden(toets, fout, melding):
    with pytest.raises(Geweigerd, match=melding):
        voorspel(**nu(toets), **(LIJN | fout))

    assert toets.stand().voorspellingen == ()


@pytest.mark.parametrize(
    "actie",
    [
        partial(vraag_bron, **WIJKBRON),
        partial(voorspel, **LIJN),
        sluit_ronde,
        partial(beantwoord, gebeurtenis="knal-bij-melder", keuze="voor-u-houden"),
    ],
)
def test_oefenen_kent_geen_rondes_en_een_ingediende_toets_is_dicht(db, actie):
    oefening = SessieFactory(plan=KLEIN_PLAN)
    dicht = BeoordelingFactory(soort="toets").sessie

    with pytest.raises(Geweigerd, match="alleen in een toets"):
        actie(**nu(oefening))
    with pytest.raises(SessieGesloten):
        actie(**nu(dicht))

    assert [sessie.laatste_nummer() for sessie in (oefening, dicht)] == [len(KLEIN_PLAN)] * 2


def test_hetzelfde_formulier_twee_keer_is_een_besluit(toets):
    def twee_keer(actie, **velden):
        nummer = toets.laatste_nummer()
        eerste, tweede = (actie(sessie=toets, verwacht_nummer=nummer, **velden) for _keer in range(2))
        assert (eerste.pk, toets.laatste_nummer()) == (tweede.pk, nummer + 1)

    twee_keer(vraag_bron, **WIJKBRON)
    twee_keer(voorspel, **LIJN)
    twee_keer(sluit_ronde)
    twee_keer(wijzig, sleutel="m1", mate=0.9)
    twee_keer(maak_ongedaan)
    twee_keer(sluit_ronde)
    twee_keer(beantwoord, gebeurtenis=toets.stand().dilemma, keuze="in-het-dossier")

    stand = toets.stand()
    assert (stand.rondes_gesloten, len(stand.antwoorden), len(stand.bronvragen)) == (2, 1, 1)


@pytest.mark.parametrize(
    "anders",
    [
        partial(voorspel, **(LIJN | {"reden": "Iets anders."})),
        partial(vraag_bron, **WIJKBRON),
        sluit_ronde,
    ],
)
def test_een_oud_tabblad_verandert_niets(toets, anders):
    voorspel(**nu(toets), **LIJN)

    for nummer in (len(KLEIN_PLAN), len(KLEIN_PLAN) - 1, 99):
        with pytest.raises(VerouderdTabblad):
            anders(sessie=toets, verwacht_nummer=nummer)

    assert toets.laatste_nummer() == len(KLEIN_PLAN) + 1


def test_een_ander_antwoord_uit_een_tweede_tabblad_telt_niet(bij_dilemma):
    nummer, dilemma = bij_dilemma.laatste_nummer(), bij_dilemma.stand().dilemma
    beantwoord(sessie=bij_dilemma, verwacht_nummer=nummer, gebeurtenis=dilemma, keuze="in-het-dossier")

    with pytest.raises(VerouderdTabblad):
        beantwoord(sessie=bij_dilemma, verwacht_nummer=nummer, gebeurtenis=dilemma, keuze="voor-u-houden")

    assert bij_dilemma.stand().antwoorden == {dilemma: "in-het-dossier"}


@pytest.mark.parametrize("soort", EENMALIG)
def test_de_database_weigert_een_speelfeit_een_tweede_keer(toets, soort):
    rij = {"sessie": toets, "soort": soort, "inzet": "iets", "gegevens": {}}
    Besluit.objects.create(nummer=10, **rij)

    with pytest.raises(IntegrityError), transaction.atomic():
        Besluit.objects.create(nummer=11, **rij)
    Besluit.objects.create(nummer=11, **(rij | {"inzet": "iets anders"}))

    assert toets.besluiten.filter(soort=soort).count() == 2


@pytest.mark.parametrize("fout", [{"soort": "gokken"}, {"herkomst": "elders"}, {"nummer": 0}])
def test_de_database_weigert_wat_geen_besluit_kan_zijn(toets, fout):
    rij = {"sessie": toets, "nummer": 10, "soort": "ronde", "inzet": "1"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Besluit.objects.create(**(rij | fout))

    assert toets.laatste_nummer() == len(KLEIN_PLAN)


def test_de_database_weigert_een_sessie_van_een_onbekende_soort(aisha):
    rij = {"gebruiker": aisha, "casus": "klosjesbuurt", "casus_versie": "1", "model_versie": "1", "zaad": 1}

    with pytest.raises(IntegrityError), transaction.atomic():
        Sessie.objects.create(soort="gokken", **rij)

    assert Sessie.objects.create(soort="toets", **rij).pk


@pytest.mark.parametrize(
    "anders", [{"gegevens": {"tot": 60, "dilemma": ""}}, {"soort": "bron"}, {"inzet": "2"}]
)
def test_de_database_weigert_een_gesloten_ronde_te_veranderen(toets, anders):
    speel(toets, rondes=1)
    ervoor = toets.stand()

    with pytest.raises(DatabaseError), transaction.atomic():
        toets.besluiten.filter(soort="ronde").update(**anders)

    assert toets.stand() == ervoor


@pytest.mark.django_db(transaction=True)
def test_een_onderbroken_ronde_is_niet_gesloten_en_kan_daarna_gewoon_dicht():
    toets = SessieFactory(soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)
    voorspel(**nu(toets), **LIJN)
    ervoor = toets.stand()

    def stekker_eruit(**kwargs: object) -> None:
        raise KeyboardInterrupt

    post_save.connect(stekker_eruit, sender=Besluit)
    try:
        with pytest.raises(KeyboardInterrupt):
            sluit_ronde(**nu(toets))
    finally:
        post_save.disconnect(stekker_eruit, sender=Besluit)
    assert toets.stand() == ervoor

    sluit_ronde(**nu(toets))

    assert toets.stand().rondes_gesloten == 1


@pytest.mark.werker
@pytest.mark.django_db(transaction=True)
def test_twee_tabs_die_tegelijk_sluiten_sluiten_een_ronde():
    toets = SessieFactory(soort="toets", zaad=ZAAD, plan=KLEIN_PLAN)
    voorspel(**nu(toets), **LIJN)
    nummer, start = toets.laatste_nummer(), threading.Barrier(4)
    genomen: list[int] = []

    def sluit() -> None:
        start.wait()
        try:
            genomen.append(sluit_ronde(sessie=toets, verwacht_nummer=nummer).pk)
        finally:
            connection.close()

    draden = [threading.Thread(target=sluit) for _tab in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()

    assert len(genomen) == 4
    assert len(set(genomen)) == 1
    assert (toets.laatste_nummer(), toets.stand().rondes_gesloten) == (nummer + 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("casus", ["klosjesbuurt", "heidewissel", "kettingwerf"])
def test_elke_casus_is_als_toets_te_spelen(aisha, casus):
    sessie = begin_sessie(gebruiker=aisha, casus=casus, soort="toets", zaad=ZAAD)
    assert fase(laad_casus(casus), sessie.stand()) == "voorspellen"

    speel(sessie, rondes=2)

    assert sessie.stand().maand == laad_casus(casus).rondes[2]


class NepOordeel:
    """Judging takes a second and a calibrated case; how it is asked is what counts here."""

    def __init__(self) -> None:
        self.gevraagd: list[int | None] = []

    def __call__(self, casus, plan, zaad):
        self.gevraagd.append(zaad)
        return self

    def als_dict(self) -> dict[str, object]:
        return {"geslaagd": False}


@pytest.mark.langzaam
def test_een_toets_wordt_na_de_laatste_ronde_beoordeeld_met_zijn_eigen_zaad(monkeypatch, db):
    """The whole way, with what every decision showed compared with its replay afterwards."""
    oordeel = NepOordeel()
    monkeypatch.setattr(beoordelen, "beoordeel", oordeel)
    toets = SessieFactory(soort="toets", zaad=ZAAD)
    casus = casus_van(toets)
    gezien: dict[int, dict[str, object]] = {}

    def kijk() -> None:
        stand = toets.stand()
        gezien[stand.nummer] = bereken(toets, stand)

    vraag_bron(**nu(toets), **WIJKBRON)
    kijk()
    while fase(casus, toets.stand()) != "klaar":
        with pytest.raises(Geweigerd, match="Speel eerst alle rondes"):
            dien_in(sessie=toets)
        if toets.stand().dilemma:
            antwoord_op_dilemma(toets)
        else:
            speel(toets, rondes=1, antwoord=False)
        kijk()

    stand = toets.stand()
    assert (stand.maand, stand.rondes_gesloten) == (casus.programmaduur, len(casus.rondes))
    assert [voorspelling.maand for voorspelling in stand.voorspellingen] == [0, 12, 36]
    assert len(stand.antwoorden) > 3
    for te_laat in (sluit_ronde, partial(voeg_toe, inzet=Inzet(**LATER)), partial(vraag_bron, **WIJKBRON)):
        with pytest.raises(NietAanZet, match="Alle rondes"):
            te_laat(**nu(toets))

    dien_in(sessie=toets, verwacht_nummer=stand.nummer)

    assert oordeel.gevraagd == [ZAAD]
    assert toets.beoordeling.plan["antwoorden"] == stand.antwoorden
    assert {nummer: bereken(toets, toets.stand(tot=nummer)) for nummer in gezien} == gezien


def test_oefenen_wordt_zonder_gebeurtenissen_beoordeeld(monkeypatch, db):
    oordeel = NepOordeel()
    monkeypatch.setattr(beoordelen, "beoordeel", oordeel)

    dien_in(sessie=SessieFactory(plan=KLEIN_PLAN))

    assert oordeel.gevraagd == [None]


def test_een_plan_uit_een_toets_gaat_mee_naar_het_oefenen(derde_ronde):
    wijzig(**nu(derde_ronde), sleutel="m1", mate=0.9)

    oefening = oefen_met_plan(bron=derde_ronde)

    assert list(oefening.inzetten().values()) == list(derde_ronde.inzetten().values())
    assert (oefening.stand().maand, oefening.stand().antwoorden) == (0, {})


def test_een_scherm_kost_een_query_hoeveel_er_ook_is_besloten(toets, django_assert_num_queries):
    for _keer in range(2):
        with django_assert_num_queries(1):
            speelstand(casus_van(toets), toets.zaad, toets.stand())
        speel(toets, rondes=2)
        vraag_bron(**nu(toets), **WIJKBRON)
