"""What is wrong with a case, a card, the coefficients or a plan is said all at once: where, what, and what to do."""

import json
import math
from copy import deepcopy
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulatie.kern import Inzet, Plan, PlanOngeldig, bezetting, controleer_plan, laad_casus, simuleer
from simulatie.kern.gegevens.lezen import CasusOngeldig, lees_toml
from simulatie.kern.gegevens.parameters import parameters_uit
from simulatie.kern.gegevens.plan import Bronvraag
from simulatie.kern.gegevens.veelhoek import kruist_zichzelf, ligt_in, overlappen
from simulatie.kern.inlezen.casus_lezen import lees_casus, lees_ijking
from simulatie.kern.inlezen.tabellen import (
    BESTANDEN,
    CASUSSEN,
    KAARTEN,
    PARAMETERS,
    alle_kaarten,
    lees_kaarten,
    lees_parameters,
)
from tests.simulatie.kern.kleine_casus import WEG, kleine_casus, zet

HUGE = 10**5000
VIERKANT = [[10, 10], [40, 10], [40, 40], [10, 40]]


def bevindingen(lees, *gegevens):
    with pytest.raises(CasusOngeldig) as gevangen:
        lees(*gegevens)
    assert all(b.ernst == "fout" and b.melding and b.remedie for b in gevangen.value.bevindingen)
    return gevangen.value.bevindingen


def fouten_na(*schade):
    bron = kleine_casus()
    for pad, waarde in schade:
        zet(bron, pad, waarde)
    return [b.pad for b in bevindingen(lees_casus, "proef", bron, None)]


def test_de_kleine_casus_is_goed_en_speelbaar():
    casus = lees_casus("proef", kleine_casus(), None)
    assert casus.parameters.tabel["mutatie"].waarde == 0.9
    assert simuleer(casus, casus.vakplannen, zaad=1).waarden.shape[:3] == (1, 49, 3)


@pytest.mark.parametrize("sleutel", sorted(pad.stem for pad in CASUSSEN.glob("*.toml")))
def test_elke_gepubliceerde_casus_is_goed(sleutel):
    assert laad_casus(sleutel).sleutel == sleutel


def test_een_casus_wordt_een_keer_gelezen_en_staat_dan_vast():
    casus = laad_casus("klosjesbuurt")
    assert laad_casus("klosjesbuurt") is casus
    with pytest.raises(AttributeError):
        casus.budget = 0
    for tabel in (casus.start, casus.capaciteit, casus.gewichten["uitkomst"], casus.deelgebieden[0].start):
        with pytest.raises(TypeError):
            tabel["angst"] = 0


def test_een_gelezen_casus_verandert_niet_mee_met_zijn_gegevens():
    bron = kleine_casus()
    casus = lees_casus("proef", bron, None)
    bron["gebeurtenis"][0]["gevolg"]["angst"] = 50
    bron["krachten"].append("Meer")
    bron["kaartblad"]["lijn"][0]["punten"][0][0] = 99
    assert dict(casus.gebeurtenissen[0].gevolg) == {"angst": 2}
    assert casus.krachten == ("De buren kennen elkaar.",)
    assert casus.kaartblad.lijnen[0]["punten"][0] == (3, 0)


def test_tien_fouten_op_tien_plekken_komen_in_een_keer():
    schade = {
        "naam": WEG,
        "budget": "veel",
        "kaarten[3]": "S99",
        "capaciteit.zorgg": 1,
        "deelgebied[1].woningen": 0,
        "deelgebied[2].afwijking.angst": math.nan,
        "persona[0].regel[0].als[0][1]": "=",
        "gebeurtenis[2].keuze[1].gevolg.angts": 3,
        "bron[0].grondslag[1].juist": "nee",
        "vakplan[0].inzetten[1][3]": 1.5,
    }
    assert sorted(fouten_na(*schade.items())) == sorted(schade)


def test_een_fout_zegt_wat_er_mis_is_en_wat_u_doet():
    bron = kleine_casus()
    zet(bron, "gebeurtenis[2].keuze[1].gevolg.angts", 3)
    zet(bron, "deelgebied[1].woningen", 2.5)
    with pytest.raises(CasusOngeldig) as gevangen:
        lees_casus("proef", bron, None)
    assert str(gevangen.value).splitlines() == [
        "Casus proef klopt niet:",
        "- deelgebied[1].woningen: Hier hoort een heel getal van 1 tot en met 100.000, geen '2,5'. "
        "Vul hier een heel getal van 1 tot en met 100.000 in.",
        "- gebeurtenis[2].keuze[1].gevolg.angts: 'angts' is hier geen veld. Bedoelt u 'angst'?",
    ]


SCHADE = [
    # missing, unknown and of the wrong kind
    ("versie", WEG),
    ("start", WEG),
    ("start.angst", WEG),
    ("deelgebied", []),
    ("kaarten", WEG),
    ("vakplan", []),
    ("slaaggrens.uitkomst", WEG),
    ("gebeurtenis[0].titel", WEG),
    ("gebeurtenis[2].keuze[0].uitleg", ""),
    ("budgt", 5),
    ("deelgebied[0].afwijking.rust", 1),
    ("gebeurtenis[0].maant", 3),
    ("bron[1].vereisd", ["R2"]),
    ("kaartblad.lijn[0].kleur", "rood"),
    ("plaats", 7),
    ("krachten", "veel"),
    ("krachten[0]", "   "),
    ("persona", {"corrie": {}}),
    ("persona[1]", "Ilse"),
    ("persona[0].leeftijd", "oud"),
    ("gebeurtenis[2].keuze[1].standaard", 1),
    ("gebeurtenis[2].als[0]", ["angst", ">"]),
    ("vakplan[0].inzetten[0]", ["R2", 0, 36]),
    # numbers: finite and in range
    ("budget", math.inf),
    ("budget", math.nan),
    ("budget", True),
    ("budget", HUGE),
    ("budget", -5),
    ("capaciteit.zorg", -0.1),
    ("horizon", 0),
    ("horizon", 48.0),
    ("slaaggrens.vakmanschap", 101),
    ("start.angst", 100.5),
    ("start.samenwerking", 20),
    ("schaal.woningen", 0),
    ("persona[0].leeftijd", 130),
    ("persona[0].regel[0].als[0][2]", 160),
    ("gebeurtenis[0].maand", 48),
    ("gebeurtenis[0].maand", -1),
    ("gebeurtenis[1].tot", 48),
    ("gebeurtenis[1].kans", 0),
    ("gebeurtenis[1].kans", 1.2),
    ("gebeurtenis[1].bezetting.maanden", 0),
    ("gebeurtenis[2].gevolg.samenwerking", -5),
    ("gebeurtenis[2].keuze[1].punten", 41),
    ("gebeurtenis[2].keuze[1].vervolg[0].gevolg.angst", 101),
    ("bron[0].spreiding", 1.5),
    ("bron[0].maanden", 0.5),
    ("bron[0].veroudert", 0),
    ("bron[1].uren.gemeente", -1),
    ("parameters.mutatie.waarde", 9),
    ("kaartblad.lijn[0].punten[1][1]", 71),
    # keys that occur twice
    ("kaarten[9]", "R1"),
    ("persona[1].sleutel", "corrie"),
    ("deelgebied[2].nummer", 1),
    ("gebeurtenis[1].sleutel", "krant"),
    ("gebeurtenis[2].keuze[1].sleutel", "wachten"),
    ("bron[1].sleutel", "open-cijfers"),
    ("bron[1].grondslag[1].sleutel", "convenant"),
    ("bron[1].sleutel", "Adressen 2"),
    # pointing at what is not there
    ("plek", "dorp"),
    ("regelingen[0]", "damocles"),
    ("persona[0].deelgebied", "draat"),
    ("persona[0].regel[0].als[0][0]", "hoop"),
    ("namen.hoop", "Hoop"),
    ("gebeurtenis[2].werkt[0]", "Z9"),
    ("gebeurtenis[2].tenzij[0]", "B5"),
    ("gebeurtenis[2].keuze[1].vervolg[0].werkt[0]", "B5"),
    ("gebeurtenis[2].keuze[1].vervolg[0].als[0][0]", "hoop"),
    ("gebeurtenis[2].drijvers[0]", "index"),
    ("gebeurtenis[2].als[0][0]", "meldingen"),
    ("gebeurtenis[2].deelgebieden[1]", "maan"),
    ("gebeurtenis[1].bezetting.brandweer", 1),
    ("bron[0].van", "brandweer"),
    ("bron[0].niveau", "huis"),
    ("bron[1].vereist[1]", "R9"),
    ("kaartblad.lijn[0].soort", "rivier"),
    ("parameters.mutaties", {"waarde": 0.9, "reden": "Zomaar."}),
    ("vakplan[0].inzetten[1][0]", "Z9"),
    ("vakplan[0].inzetten[3][4][0]", "maan"),
    # what has to fit together
    ("programmaduur", 49),
    ("meetvenster", 49),
    ("rondes[0]", 1),
    ("rondes[2]", 6),
    ("rondes[3]", 36),
    ("parameters.mutatie.reden", WEG),
    ("gebeurtenis[1].tot", 2),
    ("bron[1].vereist", []),
]


@pytest.mark.parametrize(("pad", "waarde"), SCHADE, ids=[pad for pad, _ in SCHADE])
def test_een_fout_in_een_casus_wordt_op_zijn_plek_gemeld(pad, waarde):
    assert fouten_na((pad, waarde)) == [pad]


KEUZE = {"sleutel": "derde", "tekst": "Iets anders", "uitleg": "Zo.", "standaard": False}
TEKEN = {"bron": "open-cijfers", "van": 1, "tekst": "Er komt iets."}
SAMENHANG = {
    "een voorteken van een bron die er niet is": (
        {"gebeurtenis[0].voorteken": TEKEN | {"bron": "maan"}},
        ["gebeurtenis[0].voorteken.bron"],
    ),
    "een voorteken als het al gebeurd is": (
        {"gebeurtenis[0].voorteken": TEKEN | {"van": 2}},
        ["gebeurtenis[0].voorteken.van"],
    ),
    "een voorteken van wat bij toeval valt": (
        {"gebeurtenis[1].voorteken": TEKEN},
        ["gebeurtenis[1].voorteken.van"],
    ),
    "wat volgt op iets dat bij toeval valt": (
        {"gebeurtenis[0].volgt_op": "ziek"},
        ["gebeurtenis[0].volgt_op"],
    ),
    "wat volgt op zichzelf": ({"gebeurtenis[0].volgt_op": "krant"}, ["gebeurtenis[0].volgt_op"]),
    "een vervolg hangt nergens van af": (
        {"gebeurtenis[2].keuze[1].vervolg": [{"gevolg": {"angst": 1}}]},
        ["gebeurtenis[2].keuze[1].vervolg[0].als"],
    ),
    "de laatste regel van een persona geldt niet altijd": (
        {"persona[0].regel[1]": WEG},
        ["persona[0].regel[0].als"],
    ),
    "een kerncijfer noemt een cijfer dat er niet is": (
        {"kerncijfer[0].indicator": "geluk"},
        ["kerncijfer[0].indicator"],
    ),
    "een openbaar kerncijfer hoort bij geen cijfer": (
        {"kerncijfer[0].openbaar": True},
        ["kerncijfer[0].openbaar"],
    ),
    "andere woorden voor een cijfer dat er niet is": (
        {"indicatoren": {"geluk": {"naam": "Geluk"}}},
        ["indicatoren.geluk"],
    ),
    "een cijfer krijgt een veld dat geen tekst is": (
        {"indicatoren": {"woz": {"ritme": 3}}},
        ["indicatoren.woz.ritme"],
    ),
    "gewichten zijn samen niet 1": ({"gewichten.uitkomst.angst": 0.2}, ["gewichten.uitkomst"]),
    "een gewicht ontbreekt": ({"gewichten.vakmanschap.duur": WEG}, ["gewichten.vakmanschap.duur"]),
    "capaciteit niet van elke houder": ({"capaciteit.zorg": WEG}, ["capaciteit.zorg"]),
    "na de verschuiving boven 100": (
        {"deelgebied[0].afwijking.angst": 90},
        ["deelgebied[0].afwijking.angst"],
    ),
    "na de verschuiving onder 0": (
        {"deelgebied[2].afwijking.leegstand": -6},
        ["deelgebied[2].afwijking.leegstand"],
    ),
    "meer woningen dan er staan": (
        {"start.woonfraude": 60, "start.leegstand": 35, "deelgebied[1].afwijking.woonfraude": 20},
        ["deelgebied[1].afwijking.leegstand"],
    ),
    "een vlak van twee punten": ({"deelgebied[0].vlak": [[10, 10], [40, 10]]}, ["deelgebied[0].vlak"]),
    "een vlak buiten de kaart": ({"deelgebied[2].vlak[1]": [101, 10]}, ["deelgebied[2].vlak[1][0]"]),
    "een vlak dat zichzelf kruist": (
        {"deelgebied[0].vlak": [[10, 10], [40, 40], [40, 10], [10, 40]]},
        ["deelgebied[0].vlak"],
    ),
    "een hoek twee keer": ({"deelgebied[0].vlak": [*VIERKANT, [10, 10]]}, ["deelgebied[0].vlak"]),
    "een vlak zonder oppervlak": (
        {"deelgebied[0].vlak": [[10, 10], [20, 10], [40, 10]]},
        ["deelgebied[0].vlak"],
    ),
    "vlakken die overlappen": ({"deelgebied[0].vlak[1]": [41, 10]}, ["deelgebied[1].vlak"]),
    "een nummer buiten zijn vlak": ({"deelgebied[0].label": [50, 25]}, ["deelgebied[0].label"]),
    "een vaste maand en een kans": ({"gebeurtenis[1].maand": 5}, ["gebeurtenis[1].maand"]),
    "geen maand en geen kans": ({"gebeurtenis[0].maand": WEG}, ["gebeurtenis[0].maand"]),
    "een kans zonder eind": ({"gebeurtenis[1].tot": WEG}, ["gebeurtenis[1].tot"]),
    "mensen van een gebeurtenis die afhangt van de stand": (
        {"gebeurtenis[1].als": [["angst", ">", 50]]},
        ["gebeurtenis[1].bezetting"],
    ),
    "mensen van een gebeurtenis die afhangt van een kaart": (
        {"gebeurtenis[1].tenzij": ["B4"]},
        ["gebeurtenis[1].bezetting"],
    ),
    "meer of minder mensen van niemand": (
        {"gebeurtenis[1].bezetting.politie_om": WEG},
        ["gebeurtenis[1].bezetting"],
    ),
    "mensen zonder eind": (
        {"gebeurtenis[1].bezetting.maanden": WEG},
        ["gebeurtenis[1].bezetting.maanden"],
    ),
    "een drijver die bij nul begint": ({"start.juridisch_risico": 0}, ["gebeurtenis[2].drijvers[1]"]),
    "een dilemma met een antwoord": ({"gebeurtenis[2].keuze[1]": WEG}, ["gebeurtenis[2].keuze"]),
    "een dilemma met vier antwoorden": (
        {
            "gebeurtenis[2].keuze[2]": KEUZE,
            "gebeurtenis[2].keuze[3]": KEUZE | {"sleutel": "vierde"},
        },
        ["gebeurtenis[2].keuze"],
    ),
    "een dilemma zonder standaard": (
        {"gebeurtenis[2].keuze[0].standaard": False},
        ["gebeurtenis[2].keuze"],
    ),
    "een dilemma met twee standaarden": (
        {"gebeurtenis[2].keuze[1].standaard": True},
        ["gebeurtenis[2].keuze"],
    ),
    "adressen zonder convenant": ({"bron[1].vereist": ["R1"]}, ["bron[1].vereist"]),
    "alleen goede grondslagen": ({"bron[0].grondslag[1].juist": True}, ["bron[0].grondslag"]),
    "alleen foute grondslagen": ({"bron[0].grondslag[0].juist": False}, ["bron[0].grondslag"]),
    "een indicator die niemand levert": ({"bron[0].levert[0]": WEG}, ["bron"]),
    "een kaart die niet op deze plek past": ({"kaarten[9]": "B9"}, ["kaarten[9]"]),
    "een vakplan boven het budget": ({"budget": 1000}, ["vakplan[0]"]),
    "een vakplan dat twee keer hetzelfde doet": (
        {"vakplan[0].inzetten[4]": ["R2", 30, 6, 0.5]},
        ["vakplan[0].inzetten[4].start"],
    ),
    "een vakplan dat te lang duurt": (
        {"vakplan[0].inzetten[2][2]": 61, "horizon": 100, "programmaduur": 100},
        ["vakplan[0].inzetten[2].duur"],
    ),
}


@pytest.mark.parametrize(("schade", "paden"), SAMENHANG.values(), ids=SAMENHANG)
def test_wat_niet_bij_elkaar_past_wordt_gemeld(schade, paden):
    assert fouten_na(*schade.items()) == paden


def test_alle_deelgebieden_met_te_veel_woningen_worden_genoemd():
    paden = fouten_na(("start.woonfraude", 60), ("start.leegstand", 45))
    assert paden == [f"deelgebied[{nummer}].afwijking.leegstand" for nummer in range(3)]


@pytest.mark.parametrize("bron", [None, [], "casus", 5, {}], ids=str)
def test_iets_heel_anders_dan_een_casus(bron):
    assert bevindingen(lees_casus, "proef", bron, None)


def _plekken(deel, pad=""):
    """Every place in the data."""
    for sleutel, waarde in deel.items() if isinstance(deel, dict) else enumerate(deel):
        hier = f"{pad}[{sleutel}]" if isinstance(deel, list) else f"{pad}.{sleutel}".removeprefix(".")
        yield hier
        if isinstance(waarde, dict | list):
            yield from _plekken(waarde, hier)


PLEKKEN = list(_plekken(kleine_casus()))
ONZIN = (
    None,
    "onzin",
    "x" * 100_000,
    -3,
    1e308,
    math.nan,
    HUGE,
    [],
    {},
    [[[]]],
    True,
    {"a": {"b": []}},
    {1: 2},
)


@settings(derandomize=True, database=None, deadline=None, max_examples=150)
@given(st.dictionaries(st.sampled_from(PLEKKEN), st.sampled_from((*ONZIN, WEG)), min_size=1, max_size=6))
def test_onzin_op_welke_plekken_dan_ook_breekt_niets(schade):
    """Whatever stands wherever: a case, or the one error; never another exception, and never a long tirade."""
    bron = kleine_casus()
    for pad, waarde in sorted(schade.items(), key=lambda paar: PLEKKEN.index(paar[0]), reverse=True):
        zet(bron, pad, waarde)
    try:
        casus = lees_casus("proef", bron, None)
    except CasusOngeldig as fout:
        gevonden = fout.bevindingen
    else:
        gevonden = ()
        assert np.isfinite(simuleer(casus, [Plan()]).waarden).all()
    assert all(b.melding and b.remedie for b in gevonden)
    assert all(len(b.pad) + len(b.melding) + len(b.remedie) < 600 for b in gevonden)


# The files beside a case.


def kaarten():
    return {naam: lees_toml(KAARTEN / f"{naam}.toml") for naam in BESTANDEN}


def test_de_kaarten_van_het_model_zijn_goed():
    assert list(lees_kaarten(kaarten())) == list(alle_kaarten())


KAARTSCHADE = [
    ("zuur.kaart[0].kort", WEG, "zuur.kaart[0].kort"),
    ("zuur.kaart[0].kleur", "rood", "zuur.kaart[0].kleur"),
    ("zuur.kaart[0].kosten", math.nan, "zuur.kaart[0].kosten"),
    ("zuur.kaart[0].code", "Z2", "zuur.kaart[1].code"),
    ("zuur.kaart[0].houder", "brandweer", "zuur.kaart[0].houder"),
    ("zuur.kaart[0].principe", "umami", "zuur.kaart[0].principe"),
    ("zuur.kaart[0].plekken[0]", "dorp", "zuur.kaart[0].plekken[0]"),
    ("zuur.kaart[0].inzet.gemeente", WEG, "zuur.kaart[0].inzet"),
    ("zuur.kaart[0].inzet.gemeente", 0, "zuur.kaart[0].inzet.gemeente"),
    ("zuur.kaart[0].inzet.brandweer", 1, "zuur.kaart[0].inzet.brandweer"),
    ("zuur.kaart[0].werking", {}, "zuur.kaart[0].werking"),
    ("zuur.kaart[0].werking.zuurr", 0.1, "zuur.kaart[0].werking.zuurr"),
    ("zuur.kaart[0].duur", [4, 60], "zuur.kaart[0].duur"),
    ("zuur.kaart[0].duur", [4, 60, 24], "zuur.kaart[0].duur"),
    ("zuur.kaart[0].aanloop", 4, "zuur.kaart[0].aanloop"),
    ("zuur.kaart[0].vereist[0].een_van[0]", "R99", "zuur.kaart[0].vereist[0].een_van[0]"),
    ("zuur.kaart[0].vereist[0].een_van[0]", "Z1", "zuur.kaart[0].vereist[0].een_van"),
    ("zuur.kaart[0].vereist[0].moment", "ooit", "zuur.kaart[0].vereist[0].moment"),
    ("zuur.kaart[0].vereist[0].factor", 1.1, "zuur.kaart[0].vereist[0].factor"),
    ("zuur.kaart[0].maximum", WEG, "zuur.kaart[0].maximum"),
    ("zuur.kaart[0].nagekeken", WEG, "zuur.kaart[0].nagekeken"),
    ("zuur.kaart[0].nagekeken", "30 november 2026", "zuur.kaart[0].nagekeken"),
    ("zuur.kaart[0].wettekst", WEG, "zuur.kaart[0].wettekst"),
    ("zuur.kaart[0].wettekst[0]", "https://nl.wikipedia.org/wiki/Opiumwet", "zuur.kaart[0].wettekst[0]"),
    ("zuur.kaart[0].vereist[0].vers", -1, "zuur.kaart[0].vereist[0].vers"),
    ("zuur.kaart[3].termijn.opnieuw[0]", "R99", "zuur.kaart[3].termijn.opnieuw[0]"),
    ("zuur.kaart[3].termijn.hoogstens", 2, "zuur.kaart[3].termijn.hoogstens"),
    ("zuur.kaart[3].termijn.maanden", 0, "zuur.kaart[3].termijn.maanden"),
    (
        "onderzoek_regie.kaart[0].rechtsgrond.kaarten[0]",
        "R99",
        "onderzoek_regie.kaart[0].rechtsgrond.kaarten[0]",
    ),
    ("onderzoek_regie.kaart[0].rechtsgrond.per_maand", WEG, "onderzoek_regie.kaart[0].rechtsgrond.per_maand"),
    ("zout.kaart", WEG, "zout.kaart"),
]


@pytest.mark.parametrize(("pad", "waarde", "verwacht"), KAARTSCHADE)
def test_een_fout_in_een_kaart_wordt_op_zijn_plek_gemeld(pad, waarde, verwacht):
    bronnen = deepcopy(kaarten())
    zet(bronnen, pad, waarde)
    paden = [b.pad for b in bevindingen(lees_kaarten, bronnen)]
    assert paden[0] == verwacht
    # Without its cards a file takes away what other cards point at.
    assert len(paden) == 1 or verwacht in ("zout.kaart", "zuur.kaart[1].code")


def test_fouten_in_verschillende_kaarten_komen_in_een_keer():
    bronnen = deepcopy(kaarten())
    for pad in ("zuur.kaart[3].naam", "bitter.kaart[1].duur", "zoet.kaart[0].werking"):
        zet(bronnen, pad, 5)
    paden = [b.pad for b in bevindingen(lees_kaarten, bronnen)]
    assert sorted(paden) == ["bitter.kaart[1].duur", "zoet.kaart[0].werking", "zuur.kaart[3].naam"]


PARAMETERSCHADE = [
    ("versie", WEG, "versie"),
    ("mutatie", 0.6, "mutatie"),
    ("mutatie", WEG, "mutatie"),
    (
        "verhuizing",
        {"waarde": 1, "eenheid": "-", "marge": [0, 2], "bron": "[assumption]"},
        "verhuizing",
    ),
    ("mutatie.waarde", WEG, "mutatie.waarde"),
    ("mutatie.waarde", "veel", "mutatie.waarde"),
    ("mutatie.waarde", math.inf, "mutatie.waarde"),
    ("mutatie.waarde", 5, "mutatie.waarde"),
    ("mutatie.marge", [0.4], "mutatie.marge"),
    ("mutatie.marge", [0.8, 0.4], "mutatie.marge"),
    ("mutatie.eenheid", "", "mutatie.eenheid"),
    ("mutatie.lus", "Q", "mutatie.lus"),
    ("mutatie.bronn", "x", "mutatie.bronn"),
    ("voorbereiding.reden", WEG, "voorbereiding.reden"),
]


@pytest.mark.parametrize(("pad", "waarde", "verwacht"), PARAMETERSCHADE)
def test_een_fout_in_een_parameter_wordt_op_zijn_plek_gemeld(pad, waarde, verwacht):
    bron = lees_toml(PARAMETERS)
    assert parameters_uit(bron) == lees_parameters()
    zet(bron, pad, waarde)
    assert [b.pad for b in bevindingen(parameters_uit, bron)] == [verwacht]


@pytest.mark.parametrize(
    ("inhoud", "plek"),
    [
        (b'naam = "De buurt\n', "regel 1, teken 17"),
        (b"a = 1\nb = \n", "regel 2, teken 5"),
        (b"a = 1\na = 2\n", "regel 2"),
        (b'naam = "\xff"', "dit bestand"),
    ],
)
def test_een_bestand_dat_geen_toml_is_zegt_op_welke_regel(tmp_path, inhoud, plek):
    pad = tmp_path / "proef.toml"
    pad.write_bytes(inhoud)
    (fout,) = bevindingen(lees_toml, pad)
    assert plek in fout.melding


IJKING = {
    "versie": "1",
    "modelversie": "1",
    "referentieplan": {"inzetten": [{"kaart": "R1", "start": 0, "duur": 12, "mate": 0.5}]},
    "ankers": {"angst": [[70.0, 0.0], [30.0, 100.0]]},
    "schaal": {"duur": 4.0},
    "ijkpunten": {"referentie": 60.0},
}


@pytest.mark.parametrize(
    ("schade", "pad"),
    [
        ({"versie": WEG}, "versie"),
        ({"ankers.angst[1]": [30.0]}, "ankers.angst[1]"),
        ({"ankers.angst[1][1]": math.nan}, "ankers.angst[1][1]"),
        ({"schaal.duur": -1}, "schaal.duur"),
        ({"ijkpunten.referentie": None}, "ijkpunten.referentie"),
        ({"referentieplan.inzetten[0].duur": WEG}, "referentieplan.inzetten[0].duur"),
        ({"referentieplan": WEG}, "referentieplan"),
        ({"schalen": {}}, "schalen"),
    ],
)
def test_een_fout_in_de_ijking_wordt_op_zijn_plek_gemeld(tmp_path, schade, pad):
    bestand = tmp_path / "proef.ijking.json"
    assert lees_ijking(bestand) is None
    bestand.write_text(json.dumps(IJKING))
    assert lees_ijking(bestand).referentieplan == Plan([Inzet("R1", 0, 12, 0.5)])

    bron = deepcopy(IJKING)
    for plek, waarde in schade.items():
        zet(bron, plek, waarde)
    bestand.write_text(json.dumps(bron))
    assert [b.pad for b in bevindingen(lees_ijking, bestand)] == [pad]


def test_een_ijking_die_geen_json_is(tmp_path):
    bestand = tmp_path / "proef.ijking.json"
    bestand.write_text("{")
    assert "JSON" in bevindingen(lees_ijking, bestand)[0].melding


# Plans.

GROOT = "x" * 100_000


def planfouten(gegeven):
    with pytest.raises(PlanOngeldig) as gevangen:
        Plan.uit_dict(gegeven)
    assert all(b.melding and b.remedie for b in gevangen.value.bevindingen)
    return [b.pad for b in gevangen.value.bevindingen]


def test_alle_vormfouten_van_een_plan_komen_in_een_keer():
    goed = {"kaart": "S2", "start": 0, "duur": 12, "mate": 0.5}
    gegeven = {
        "inzetten": [goed, 5, {"kaart": "S2"}, goed | {"kleur": "rood"}, goed | {"deelgebieden": "draad"}],
        "antwoorden": {"knal": 3, 4: "wachten", "krant": "goed"},
        "bronvragen": [
            {"bron": "adressen", "maand": 1, "grondslag": "zomaar"},
            {"bron": "adressen", "maand": 1},
            {"bron": "adressen", "maand": 1.5, "grondslag": "zomaar"},
            "adressen",
        ],
        "antwoord": {},
    }
    assert planfouten(gegeven) == [
        "antwoord",
        "inzetten[1]",
        "inzetten[2].start",
        "inzetten[2].duur",
        "inzetten[2].mate",
        "inzetten[3].kleur",
        "inzetten[4].deelgebieden",
        "antwoorden.knal",
        "antwoorden.4",
        "bronvragen[1]",
        "bronvragen[2]",
        "bronvragen[3]",
    ]
    assert planfouten({"inzetten": [], "bronvragen": {"bron": "adressen"}}) == ["bronvragen"]
    assert planfouten({"inzetten": [], "antwoorden": ["wachten"]}) == ["antwoorden"]


def test_alle_inhoudelijke_fouten_van_een_plan_komen_in_een_keer():
    casus = lees_casus("proef", kleine_casus(), None)
    plan = Plan(
        [
            Inzet("S2", 0, 12, 0.5),
            Inzet("Z9", math.nan, True, HUGE, (["draad"], GROOT, "maan")),
            Inzet(["S2"], HUGE, "lang", math.inf, 5),
            Inzet("S2", 11, 12, 0.5, ("draad",)),
        ],
        {"knal": "vluchten", "onbekend": "x", GROOT: "wachten"},
        [
            Bronvraag("adressen", 1, "zomaar"),
            Bronvraag(["adressen"], 1, "zomaar"),
            Bronvraag(GROOT, 36, "zomaar"),
            Bronvraag("adressen", math.nan, ["zomaar"]),
        ],
    )
    verwacht = [
        *[f"inzetten[1].{veld}" for veld in ("kaart", "start", "duur", "mate")],
        *["inzetten[1].deelgebieden"] * 3,
        *[f"inzetten[2].{veld}" for veld in ("kaart", "start", "duur", "mate", "deelgebieden")],
        "inzetten[3].start",
        "antwoorden.knal",
        "antwoorden.onbekend",
        f"antwoorden.{'x' * 60}…",
        "bronvragen[1].bron",
        "bronvragen[2].bron",
        "bronvragen[2].maand",
        "bronvragen[3].grondslag",
        "bronvragen[3].maand",
    ]
    for roep in (lambda: simuleer(casus, [Plan(), plan]), lambda: simuleer(casus, [plan], zaad=3)):
        with pytest.raises(PlanOngeldig) as gevangen:
            roep()
        assert [b.pad for b in gevangen.value.bevindingen] == verwacht
        assert all(b.remedie and len(b.melding) < 300 for b in gevangen.value.bevindingen)
    with pytest.raises(PlanOngeldig):
        bezetting(casus, plan)


WAARDEN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**400)
    | st.floats()
    | st.text(st.characters(), max_size=8),
    lambda deel: st.lists(deel, max_size=3) | st.dictionaries(st.text(max_size=3), deel, max_size=3),
    max_leaves=6,
)
VELD = st.sampled_from(["S2", "Z1", "draad", 0, 3, 12, 0.5, None, GROOT]) | WAARDEN


@pytest.mark.langzaam
@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(
    st.lists(
        st.fixed_dictionaries(dict.fromkeys(("kaart", "start", "duur", "mate", "deelgebieden"), VELD)),
        max_size=4,
    ),
    st.dictionaries(st.sampled_from(["knal", "krant"]) | st.text(), VELD, max_size=2),
)
def test_een_plan_uit_willekeurige_gegevens_geeft_een_oordeel(inzetten, antwoorden):
    casus = lees_casus_eenmaal()
    try:
        plan = Plan.uit_dict({"inzetten": inzetten, "antwoorden": antwoorden})
        fouten = [b for b in controleer_plan(casus, plan) if b.ernst == "fout"]
    except PlanOngeldig as fout:
        fouten = fout.bevindingen
    for bevinding in fouten:
        assert len(json.dumps(bevinding.als_dict(), ensure_ascii=False).encode()) < 1500
    if not fouten:
        assert np.isfinite(simuleer(casus, [plan]).waarden).all()


@cache
def lees_casus_eenmaal():
    return lees_casus("proef", kleine_casus(), None)


# The map.


@pytest.mark.parametrize(
    ("een", "ander", "samen"),
    [
        (VIERKANT, [[40, 10], [60, 10], [60, 40], [40, 40]], False),
        (VIERKANT, [[40, 20], [60, 20], [60, 30], [40, 30]], False),
        (VIERKANT, [[40, 40], [60, 40], [60, 60]], False),
        (VIERKANT, VIERKANT, True),
        (VIERKANT, VIERKANT[::-1], True),
        (VIERKANT, [[20, 20], [30, 20], [30, 30], [20, 30]], True),
        (VIERKANT, [[0, 20], [60, 20], [60, 30], [0, 30]], True),
        (VIERKANT, [[39.9, 10], [60, 10], [60, 40], [39.9, 40]], True),
        # A diamond whose corners lie on the middle of the sides.
        (VIERKANT, [[25, 10], [40, 25], [25, 40], [10, 25]], True),
        # A triangle that runs from corner to corner.
        (VIERKANT, [[10, 10], [40, 40], [60, 10]], True),
        # In the hollow of an L.
        (
            [[0, 0], [30, 0], [30, 10], [10, 10], [10, 30], [0, 30]],
            [[10, 10], [30, 10], [30, 30], [10, 30]],
            False,
        ),
    ],
)
def test_vlakken_overlappen_alleen_als_ze_meer_delen_dan_een_grens(een, ander, samen):
    assert overlappen(een, ander) is samen
    assert overlappen(ander, een) is samen


def test_een_punt_ligt_in_een_vlak_of_niet():
    hoek = [[0, 0], [30, 0], [30, 10], [10, 10], [10, 30], [0, 30]]
    assert ligt_in((5, 20), hoek)
    assert not ligt_in((20, 20), hoek)
    assert not ligt_in((10, 20), hoek)
    assert not kruist_zichzelf(hoek)
    assert kruist_zichzelf([[0, 0], [10, 10], [10, 0], [0, 10]])
