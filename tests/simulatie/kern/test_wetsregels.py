"""What a plan owes the law beside its preconditions: what hard measures rest on, grounds that are fresh, enough and on
the spot, and decisions that end. It costs points for every month and changes no effect."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from simulatie.kern import (
    Casus,
    Inzet,
    Plan,
    controleer_plan,
    laad_casus,
    lees_document,
    maak_document,
    simuleer,
)
from simulatie.kern.gegevens.kaart import WETTEKST, Kaart
from simulatie.kern.inlezen.tabellen import alle_kaarten
from simulatie.kern.model.doses import bereken_doses
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.model.wetsregels import wettelijke_straf
from simulatie.kern.werkplaats import wetgeving
from simulatie.kern.werkplaats import wetsproef as wetsproef_opdracht
from simulatie.kern.werkplaats.wetsproef import (
    Wetsregel,
    eerst_hard,
    met_symbolisch_onderzoek,
    toets,
    wetsproef,
)

SLEUTELS = ("klosjesbuurt", "heidewissel", "kettingwerf")
CASUS = laad_casus("klosjesbuurt")
R1, R2 = Inzet("R1", 0, 60, 0.3), Inzet("R2", 0, 60, 0.5)
TWIJN, SPOEL = "twijnstraat", "spoelstraat-even"


def straf(plan: Plan, casus: Casus = CASUS) -> float:
    """Points of lawfulness lost by what is decided."""
    return float(lijnen(casus, maak_tabel(casus, [plan])).straf[0])


def bevinding(plan: Plan, deel: str, casus: Casus = CASUS) -> Any:
    (gevonden,) = [b for b in controleer_plan(casus, plan) if deel in b.melding]
    return gevonden


# Z7 has no preconditions of its own: whatever it costs is of these rules.
@pytest.mark.parametrize("wachten", [0, 3, 9])
def test_een_convenant_na_de_eerste_harde_maatregel_kost_punten_per_maand(wachten):
    aanloop = CASUS.kaarten["Z7"].aanloop
    hard = Inzet("Z7", 2, 24, 0.5)
    # At work in the month in which Z7 begins, and that many months later.
    convenant = Inzet("R2", 2 + aanloop - CASUS.kaarten["R2"].aanloop + wachten, 40, 0.5)
    per_maand = CASUS.kaarten["R2"].rechtsgrond.per_maand

    verschil = straf(Plan([R1, R2, hard])), straf(Plan([R1, convenant, hard]))

    # R1 misses its covenant meanwhile: that is a precondition, with points of its own.
    zonder_r1 = straf(Plan([R1, convenant])) - straf(Plan([R1, R2]))
    assert verschil[1] - verschil[0] - zonder_r1 == pytest.approx(wachten * per_maand)


def test_twee_harde_maatregelen_zonder_convenant_kosten_samen_niet_meer_dan_een():
    een = Plan([R1, Inzet("Z7", 2, 24, 0.5)])
    twee = Plan([R1, Inzet("Z7", 2, 24, 0.5), Inzet("Z5", 2, 20, 0.5)])
    assert straf(een) == straf(twee) > 0
    assert "hard opgetreden voordat partners" in bevinding(twee, "partners hebben afgesproken").melding


def test_onderzoek_telt_alleen_op_de_plek_waar_het_gedaan_is():
    per_maand = CASUS.kaarten["R1"].rechtsgrond.per_maand
    hard = Inzet("Z7", 4, 14, 0.5, (TWIJN,))
    hier, elders = (Inzet("R1", 0, 60, 0.3, (plek,)) for plek in (TWIJN, SPOEL))

    assert straf(Plan([R2, hier, hard])) == straf(Plan([R2, hier]))
    assert straf(Plan([R2, elders, hard])) - straf(Plan([R2, elders])) == pytest.approx(10 * per_maand)
    # A measure in two parts rests on research in both.
    breed = replace(hard, deelgebieden=(TWIJN, SPOEL))
    assert straf(Plan([R2, hier, breed])) - straf(Plan([R2, hier])) == pytest.approx(10 * per_maand)
    assert straf(Plan([R2, hier, elders, breed])) == straf(Plan([R2, hier, elders]))


@pytest.mark.parametrize(
    ("onderzoek", "maanden"),
    [
        # Two months at work at 25 % are a token of four months: it carries nothing, ever.
        (Inzet("R1", 0, 4, 0.25), 26),
        # Three months carry a year: until the third before last falls out of it.
        (Inzet("R1", 0, 5, 0.25), 30 - 14),
        (Inzet("R1", 0, 40, 0.25), 0),
        # However long, below the least intensity it is no research.
        (Inzet("R1", 0, 40, 0.2), 26),
    ],
)
def test_onderzoek_moet_zwaar_genoeg_en_vers_zijn(onderzoek, maanden):
    per_maand = CASUS.kaarten["R1"].rechtsgrond.per_maand
    hard = Inzet("Z7", 0, 30, 0.5)
    meer = straf(Plan([R2, onderzoek, hard])) - straf(Plan([R2, onderzoek]))
    assert meer == pytest.approx(maanden * per_maand)


def test_een_rapportage_van_een_half_jaar_oud_draagt_een_sluiting_niet_meer():
    hulp = Inzet("O3", 0, 60, 0.5)
    sluiting = Inzet("Z1", 6, 24, 0.5)
    vers, oud = Inzet("R3", 0, 36, 0.5), Inzet("R3", 0, 8, 0.5)
    assert straf(Plan([R1, R2, hulp, sluiting, vers])) == 0

    # Last at work in month 7, counting six months back: missed from month 13 on; Z1 works until 29.
    (eis,) = [e for e in CASUS.kaarten["Z1"].vereist if e.een_van == ("R3",)]
    plan = Plan([R1, R2, hulp, sluiting, oud])
    assert straf(plan) == pytest.approx(17 * eis.per_maand)
    gevonden = bevinding(plan, "te oud, te dun of niet op deze plek")
    assert (gevonden.pad, gevonden.artikel) == ("inzetten[3].kaart", eis.artikel)
    assert gevonden.remedie == (
        "Laat R3 Bestuurlijke rapportage werken op elke plek waar u Z1 inzet, minstens 1 maand bij een mate van 25 % "
        "en niet langer dan 6 maanden geleden."
    )


def test_wat_ontbreekt_kost_met_elke_maand_meer():
    maanden = [straf(Plan([R1, R2, Inzet("Z11", 0, 5 + duur, 1.0)])) for duur in (3, 6, 18, 30)]
    (eis,) = CASUS.kaarten["Z11"].vereist
    assert maanden == pytest.approx(
        [eis.punten / 2, eis.punten, eis.punten + 12 * eis.per_maand, eis.punten + 24 * eis.per_maand]
    )


@pytest.mark.parametrize(
    ("rapportage", "kort", "lang"),
    [([], 3, 3), ([Inzet("R3", 0, 60, 0.5)], 12, 12)],
    ids=["zonder nieuwe grond", "met nieuwe grond"],
)
def test_preventief_fouilleren_houdt_op(rapportage, kort, lang):
    """Three months, and with fresh facts up to twelve; each month longer costs. Sixty months never hold."""
    eerst = [R1, R2, *rapportage]

    def te_lang(maanden: int) -> float:
        van_de_kaart = Plan([*eerst, Inzet("Z6", 4, 1 + maanden, 0.5)])
        risico = CASUS.kaarten["Z6"].rechtmatigheid * min(1, maanden / 6) * 0.5
        return straf(van_de_kaart) - straf(Plan(eerst)) - risico

    assert te_lang(kort) == pytest.approx(0)
    assert te_lang(lang + 5) == pytest.approx(5 * CASUS.kaarten["Z6"].termijn.per_maand)
    (recht,) = toets(CASUS, [Plan([*eerst, Inzet("Z6", 0, 60, 0.5)])])
    assert not recht.houdbaar


def test_wat_de_wet_begrenst_staat_in_de_bevinding():
    plan = Plan([R1, R2, Inzet("R3", 0, 60, 0.5), Inzet("Z4", 6, 31, 0.5)])
    gevonden = bevinding(plan, "langer dan mag")
    assert gevonden.melding == (
        "Z4 Gebiedsverbod duurt 18 maanden langer dan mag. Het maximum: Drie maanden, hoogstens driemaal te verlengen "
        "met drie maanden: samen twaalf maanden."
    )
    assert "een verse grond (R3 Bestuurlijke rapportage of R5 Persoonsgerichte aanpak" in gevonden.remedie
    assert "tot hoogstens 12 maanden samen" in gevonden.remedie
    assert gevonden.artikel == CASUS.kaarten["Z4"].grondslag
    assert straf(plan) == pytest.approx(18 * CASUS.kaarten["Z4"].termijn.per_maand)


def test_dezelfde_maatregel_in_stukken_duurt_niet_korter():
    rap = Inzet("R3", 0, 60, 0.5)
    heel = Plan([R1, R2, rap, Inzet("Z4", 6, 31, 0.5)])
    stukken = Plan([R1, R2, rap, Inzet("Z4", 6, 11, 0.5), Inzet("Z4", 17, 20, 0.3)])
    elders = Plan([R1, R2, rap, Inzet("Z4", 6, 13, 0.5, (TWIJN,)), Inzet("Z4", 19, 13, 0.5, (SPOEL,))])
    assert straf(heel) == straf(stukken) > 0
    assert straf(elders) == 0


def test_een_verordening_van_vier_jaar_vraagt_daarna_een_nieuwe_onderbouwing():
    verordening = Inzet("B3", 0, 60, 0.5)
    per_maand = CASUS.kaarten["B3"].termijn.per_maand
    assert straf(Plan([R1, R2, verordening])) == 0
    # 53 months at work, of which the last five without research in the year before.
    assert straf(Plan([Inzet("R1", 0, 30, 0.5), R2, verordening])) == pytest.approx(5 * per_maand)


def test_een_stopgesprek_vraagt_een_grondslag_om_gegevens_te_delen():
    gesprek, hulp = Inzet("Z19", 6, 30, 0.5), Inzet("O2", 0, 60, 0.5)
    melding = "zonder een grondslag om die gegevens te delen"
    # The covenant ran out: what hard measures rest on was laid, but nobody may share now.
    voorbij = Plan([R1, Inzet("R2", 0, 12, 0.5), gesprek, hulp])
    assert bevinding(voorbij, melding).remedie == (
        "Laat R2 Convenant of R4 RIEC-casus werken zolang de gesprekken lopen."
    )
    for grond in ([R2], [Inzet("R2", 0, 12, 0.5), Inzet("R4", 8, 40, 0.5)]):
        bevindingen = controleer_plan(CASUS, Plan([R1, *grond, gesprek, hulp]))
        assert not [b for b in bevindingen if melding in b.melding]


def test_in_welke_volgorde_het_misgaat():
    plan = Plan(
        [
            Inzet("R1", 0, 50, 0.5),
            Inzet("R2", 52, 8, 0.5),
            Inzet("S1", 4, 20, 0.5),
            Inzet("Z7", 6, 24, 0.5),
            Inzet("Z7", 30, 6, 0.3),
        ]
    )
    assert eerst_hard(CASUS, plan) == Plan(
        [
            Inzet("R1", 12, 50, 0.5),
            Inzet("R2", 59, 8, 0.5),
            Inzet("S1", 4, 20, 0.5),
            Inzet("Z7", 0, 24, 0.5),
        ]
    )
    assert met_symbolisch_onderzoek(plan).inzetten == (*plan.inzetten[1:], Inzet("R1", 0, 4, 0.25))


@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_de_wet_bindt_in_elke_casus(sleutel):
    regels = {regel.naam: regel for regel in wetsproef(laad_casus(sleutel))}

    assert [regel for regel in regels.values() if not regel.klopt] == []
    # In C nothing ends by itself: its cards have no such term.
    assert ("vijf jaar wat de wet begrenst: niet houdbaar" in regels) is (sleutel != "kettingwerf")


def test_een_casus_waarin_de_wet_niet_bindt_valt_door_de_mand():
    zonder = {code: replace(kaart, rechtsgrond=None, termijn=None) for code, kaart in CASUS.kaarten.items()}
    fout = [regel.naam for regel in wetsproef(replace(CASUS, kaarten=zonder)) if not regel.klopt]
    assert "symbolisch onderzoek: punten die het minstens kost" in fout
    assert "hard voor onderzoek en convenant: niet houdbaar" in fout


def test_wetsproef_als_opdracht(monkeypatch, capsys):
    regels = [Wetsregel("het een", 0.5, 1.0), Wetsregel("het ander", 20, 15)]
    monkeypatch.setattr(wetsproef_opdracht, "wetsproef", lambda casus: regels)
    monkeypatch.setattr("sys.argv", ["wetsproef", "heidewissel"])
    wetsproef_opdracht.main()
    assert capsys.readouterr().out == (
        "NEE het een: 0.50 (minstens 1.00)\nja  het ander: 20.00 (minstens 15.00)\n"
    )


@pytest.mark.langzaam
def test_veel_plannen_tegelijk_verliezen_wat_zij_elk_apart_verliezen():
    plannen = [*CASUS.vakplannen, CASUS.referentieplan, Plan()]
    plannen += [Plan(plan.inzetten[3:]) for plan in plannen]
    plannen += [Plan([*plan.inzetten, Inzet("Z6", 3, 40, 0.4, (TWIJN,))]) for plan in plannen]
    tabel = maak_tabel(CASUS, plannen)
    dosering = bereken_doses(CASUS, tabel, CASUS.parameters.coefficienten(), CASUS.horizon)
    samen = wettelijke_straf(CASUS, tabel, dosering.tijden, dosering.missend)
    assert samen.max() > 0
    assert (dosering.straf + samen).tolist() == pytest.approx([straf(plan) for plan in plannen])


def zonder_wet(kaart: dict[str, Any]) -> dict[str, Any]:
    """A card as documents of model 2026.1 keep it."""
    nieuw = ("maximum", "nagekeken", "onbevestigd", "wettekst", "rechtsgrond", "termijn")
    eisen = [
        {n: w for n, w in eis.items() if n not in ("per_maand", "minstens", "vers")}
        for eis in kaart["vereist"]
    ]
    return {n: w for n, w in kaart.items() if n not in nieuw} | {"vereist": eisen}


@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_een_document_van_voor_deze_regels_oordeelt_zoals_het_deed(sleutel):
    casus = laad_casus(sleutel)
    document = json.loads(json.dumps(maak_document(casus)))
    oud = lees_document(document | {"kaarten": [zonder_wet(kaart) for kaart in document["kaarten"]]})
    fout = Plan([Inzet("Z1", 0, 40, 0.5), Inzet("Z5", 0, 60, 0.5), Inzet("R1", 0, 4, 0.25)])
    tabel = maak_tabel(oud, [fout])
    dosering = bereken_doses(oud, tabel, oud.parameters.coefficienten(), oud.horizon)

    assert wettelijke_straf(oud, tabel, dosering.tijden, dosering.missend).tolist() == [0.0]
    # Three preconditions missing for more than six months: their points, once.
    eisen = [*oud.kaarten["Z1"].vereist, *(e for e in oud.kaarten["R1"].vereist)]
    verwacht = sum(
        eis.punten * min(1, maanden / 6) * (0.5 + 0.5 * mate)
        for eis, maanden, mate in zip(eisen, (38, 38, 2), (0.5, 0.5, 0.25), strict=True)
    )
    assert straf(fout, oud) == pytest.approx(verwacht)
    # The rules change no effect.
    voor, na = (simuleer(een, [fout]).waarden.tobytes() for een in (oud, casus))
    assert voor == na


@pytest.mark.parametrize("kaart", alle_kaarten().values(), ids=lambda k: k.code)
def test_elke_kaart_draagt_haar_recht(kaart: Kaart):
    assert kaart.grondslag
    assert kaart.maximum
    assert date.fromisoformat(kaart.nagekeken) <= date(2027, 1, 1)
    assert all(WETTEKST.fullmatch(adres) for adres in kaart.wettekst)
    # No text of a law only where no law is asked for, or where it says that it was not found.
    geen_wet = re.match(r"Geen (bijzondere )?wet nodig|Vrijwillig", kaart.grondslag)
    assert kaart.wettekst or kaart.onbevestigd or geen_wet


@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_remedies_noemen_alleen_kaarten_van_de_casus(sleutel):
    casus = laad_casus(sleutel)
    regels = [eis for kaart in casus.kaarten.values() for eis in (*kaart.vereist, kaart.rechtsgrond) if eis]
    assert regels
    for regel in regels:
        assert "{" not in regel.remedie
        assert set(re.findall(r"\b[RSZOB]\d+\b", regel.remedie)) <= set(casus.kaarten)


def test_wetgeving_noemt_wat_een_jaar_niet_is_nagekeken_en_wat_nooit():
    z1, z2, r6 = (alle_kaarten()[code] for code in ("Z1", "Z2", "R6"))
    kaarten = [
        replace(z1, nagekeken="2026-03-01"),
        replace(z2, nagekeken="2026-02-28"),
        replace(r6, nagekeken="2026-06-01"),
    ]

    assert wetgeving.verouderd(kaarten, date(2027, 2, 27)) == []
    assert [k.code for k in wetgeving.verouderd(kaarten, date(2027, 2, 28))] == ["Z2"]
    assert [k.code for k in wetgeving.verouderd(kaarten, date(2027, 3, 1))] == ["Z2", "Z1"]
    assert [k.code for k in wetgeving.onbevestigd(kaarten)] == ["Z1", "Z2"]
    tekst = wetgeving.overzicht(kaarten, date(2027, 3, 1))
    assert "Een jaar of langer niet nagekeken op 2027-03-01: 2 van 3 kaarten." in tekst
    assert f"  Z2 Sluiting 174a, laatst op 2026-02-28: {z2.grondslag}" in tekst
    assert "Niet met de wettekst vergeleken: 2 van 3 kaarten." in tekst


def test_wetgeving_als_opdracht(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["wetgeving", "--op", "2099-01-01"])
    wetgeving.main()
    assert (
        f"niet nagekeken op 2099-01-01: {len(alle_kaarten())} van {len(alle_kaarten())}"
        in capsys.readouterr().out
    )
