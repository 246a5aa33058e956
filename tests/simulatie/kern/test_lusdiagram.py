"""The picture of the feedback loops, whether its arrows are what the equations do, and the page it stands in."""

import re
from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise, product
from xml.etree import ElementTree

import numpy as np
import pytest

from simulatie.kern import laad_casus
from simulatie.kern.gegevens.kaart import SOORTEN, STROMEN
from simulatie.kern.gegevens.lezen import CasusOngeldig, lees_toml
from simulatie.kern.gegevens.parameters import LUSSEN, parameters_uit
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED, PER_WIJK, VERBORGEN, ZAKEN, Toestand
from simulatie.kern.inlezen.tabellen import PARAMETERS as TABEL
from simulatie.kern.inlezen.tabellen import lees_parameters
from simulatie.kern.model.stap import Dosis, stap
from simulatie.kern.werkplaats.lusdiagram import (
    BESTAND,
    BUITEN_BEELD,
    LEENT,
    PLEKKEN,
    ZAKENPIJLEN,
    kring,
    lees_pijlen,
    teken_lussen,
)
from simulatie.kern.xmile.voorraden import VOORRADEN
from tests.simulatie.kern.kleine_casus import WEG, zet

SVG = "{http://www.w3.org/2000/svg}"
PARAMETERS = lees_parameters()
KOPPELINGEN = [p for p in PARAMETERS.tabel.values() if p.pijl]
# Where 0 does not switch a coupling off.
UIT = {
    "coordinatie_los": 1.0,
    "medewerking_los": 1.0,
    "instroom_vast": 1.0,
    "gewenning_opbouw": np.inf,
    "vertrouwen_angst": np.inf,
    "samen_angst": np.inf,
}
# What counts here is that a stock falls, not how high it is: the flow that makes it fall is turned up instead.
OP_DALING = {"vertrouwen_resultaat": "zuur_greep", "draagkracht_resultaat": "overlast"}
STATEN = 400
# Between these values lie the states: every threshold of the model has states on both sides.
GEBIED = {
    "criminele_greep": (15, 50),
    "woonfraude": (2, 9),
    "overlast": (30, 70),
    "kwetsbaar": (5, 14),
    "angst": (50, 65),
    "vertrouwen": (20, 44),
    "samenredzaamheid": (35, 55),
    "leegstand": (2, 6),
    "fysieke_kwaliteit": (40, 60),
    "informatiebeeld": (20, 70),
    "samenwerking": (0.3, 0.7),
    "buurgebied": (36, 45),
    "juridisch_risico": (48, 70),
    "draagkracht": (25, 60),
    "uitstroomplekken": (0.01, 0.2),
    "medewerking": (0.3, 0.8),
    "geholpen": (1, 6),
    "verankering": (0.1, 0.8),
    "gewenning": (0.1, 0.6),
    "vrijgekomen": (1, 5),
    "jeugd": (0.1, 0.6),
}


@cache
def tekening() -> str:
    return teken_lussen(PARAMETERS)


def test_de_bewaarde_tekening_is_die_van_de_tabel():
    assert BESTAND.read_text(encoding="utf-8") == tekening()


def takken(letter: str) -> list[tuple[str, str]]:
    """Straight from the table: what the coefficients of one loop couple."""
    return [p.pijl[:2] for p in KOPPELINGEN if p.lus == letter]


def kringen(paren: list[tuple[str, str]]) -> set[tuple[str, ...]]:
    return {weg for paar in paren if (weg := kring(paren, *paar))}


@pytest.mark.parametrize("letter", sorted(LUSSEN.keys() - {"F", "H"}))
def test_de_pijlen_van_een_lus_sluiten(letter):
    assert kringen(takken(letter))
    assert letter not in LEENT


def test_lus_f_sluit_pas_met_een_pijl_van_lus_d():
    """From energy to result it runs through what cards can still do, and from there through the grip."""
    assert not kringen(takken("F"))
    assert set(LEENT["F"]) <= set(takken("D"))
    assert kringen([*takken("F"), *LEENT["F"]])


def test_lus_h_loopt_door_wat_mensen_besluiten_en_heeft_geen_pijlen():
    assert not any(p.lus == "H" for p in PARAMETERS.tabel.values())
    assert "H" in BUITEN_BEELD


def test_verankering_remt_lus_g_zonder_eigen_pijl():
    """It grows with how long zoet and zout last, which no stock decides; so the picture says it in words."""
    assert not any("verankering" in p.pijl for p in KOPPELINGEN)
    assert "Verankering" in BUITEN_BEELD["G"]


@pytest.mark.parametrize("letter", ["A", "B", "C", "D", "F"])
def test_elke_kortste_kring_van_een_lus_die_de_wijk_vasthoudt_versterkt_zichzelf(letter):
    paren = [*takken(letter), *LEENT.get(letter, ())]
    tekens = {paar: {p.pijl[2] for p in KOPPELINGEN if p.pijl[:2] == paar} for paar in paren}
    versterkt = [
        any(keuze.count("-") % 2 == 0 for keuze in product(*(tekens[stap] for stap in pairwise(weg))))
        for weg in kringen(paren)
    ]
    assert all(versterkt)


def ontleed() -> ElementTree.Element:
    return ElementTree.fromstring(tekening())  # noqa: S314 - our own text


def test_elke_pijl_van_de_tabel_staat_in_de_tekening():
    groepen = ontleed().findall(f"{SVG}g")
    assert len(groepen) == len({p.pijl for p in KOPPELINGEN} | set(ZAKENPIJLEN.values()))
    for p in KOPPELINGEN:
        van, naar, teken = p.pijl
        wat = "meer" if teken == "+" else "minder"
        zin = f"Meer {VOORRADEN[van][0].lower()} geeft {wat} {VOORRADEN[naar][0].lower()}."
        (titel,) = (
            g.find(f"{SVG}title").text
            for g in groepen
            if p.naam in g.find(f"{SVG}title").text.partition("Coëfficiënten: ")[2].rstrip(".").split(", ")
        )
        assert titel.startswith(zin)
        assert p.lus in titel.partition("Lus ")[2].partition(".")[0]


def test_pijlen_met_hetzelfde_teken_worden_een_pijl_en_andere_twee():
    bron = lees_toml(TABEL)
    zet(bron, "schaarste.pijl", ["criminele_greep", "vertrouwen", "+"])
    pijlen = lees_pijlen(parameters_uit(bron))
    samen = [p for p in pijlen if (p.van, p.naar) == ("criminele_greep", "vertrouwen")]
    assert [(p.teken, p.coefficienten) for p in samen] == [
        ("+", ("schaarste",)),
        ("-", ("vertrouwen_greep", "vertrouwen_resultaat")),
    ]


def test_de_tekening_is_te_lezen_zonder_haar_te_zien():
    svg = ontleed()
    titel, uitleg = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert svg.get("aria-labelledby") == f"{titel.get('id')} {uitleg.get('id')}"
    assert titel.text
    for letter in "ABCDEFG":
        assert f"Lus {letter}: " in uitleg.text
    tekst = {t.text for t in svg.iter(f"{SVG}text")}
    for letter, zin in LUSSEN.items():
        assert f"{letter}  {zin}" in tekst


def test_een_bladzijde_met_strenge_regels_voor_stijl_kan_de_tekening_bevatten():
    for deel in ontleed().iter():
        assert deel.tag != f"{SVG}style"
        assert deel.get("style") is None


def vlakken(voorwaarde: Callable[[ElementTree.Element], bool]) -> list[tuple[float, float, float, float]]:
    return [
        tuple(float(rect.get(maat)) for maat in ("x", "y", "width", "height"))
        for rect in ontleed().iter(f"{SVG}rect")
        if rect.get("x") and voorwaarde(rect)
    ]


def test_geen_bijschrift_ligt_over_een_ander_of_over_een_voorraad():
    labels, knopen = vlakken(lambda r: r.get("rx") is None), vlakken(lambda r: r.get("rx") is not None)
    assert len(labels) == len(lees_pijlen(PARAMETERS))
    assert len(knopen) == len(PLEKKEN)
    for (x1, y1, b1, h1), (x2, y2, b2, h2) in combinations([*labels, *knopen], 2):
        assert x1 + b1 <= x2 or x2 + b2 <= x1 or y1 + h1 <= y2 or y2 + h2 <= y1
    breedte, hoogte = (float(maat) for maat in ontleed().get("viewBox").split()[2:])
    for x, y, breed, hoog in (*labels, *knopen):
        assert 0 <= x <= breedte - breed
        assert 0 <= y <= hoogte - hoog


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        (["angstt", "overlast", "+"], "angst_greep.pijl[0]"),
        (["criminele_greep", "meldingen", "+"], "angst_greep.pijl[1]"),
        (["criminele_greep", "angst", "plus"], "angst_greep.pijl[2]"),
        (["angst", "angst", "+"], "angst_greep.pijl[1]"),
        (["criminele_greep", "angst"], "angst_greep.pijl"),
        ("angst", "angst_greep.pijl"),
    ],
)
def test_een_foute_pijl_wordt_op_zijn_plek_gemeld(waarde, verwacht):
    bron = lees_toml(TABEL)
    zet(bron, "angst_greep.pijl", waarde)
    with pytest.raises(CasusOngeldig) as gevangen:
        parameters_uit(bron)
    assert [b.pad for b in gevangen.value.bevindingen] == [verwacht]


def test_een_parameter_hoeft_geen_pijl_te_hebben():
    bron = lees_toml(TABEL)
    zet(bron, "angst_greep.pijl", WEG)
    assert parameters_uit(bron).tabel["angst_greep"].pijl is None


def willekeurige_staten() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """States of a neighbourhood in which every card does something, [staat, 1], and the doses of that month."""
    dobbel = np.random.default_rng(3)
    vorm = (STATEN, 1)
    staat = {naam: dobbel.uniform(*grenzen, vorm) for naam, grenzen in GEBIED.items()}
    staat |= {"zoet_vorig": np.zeros(vorm), "stil": np.zeros(vorm)}
    dosis = {stroom: dobbel.uniform(0.3, 0.7, vorm) for stroom in STROMEN}
    staat |= {naam: dobbel.uniform(0.4, 0.9, vorm) for naam in ZAKEN} | {
        "verharding": dobbel.uniform(0.0, 0.3, vorm)
    }
    return staat, dosis | {f"raak_{soort}": dobbel.uniform(0.3, 0.7, vorm) for soort in SOORTEN}


def maand_later(staat, dosis, naam: str, waarde: float) -> Toestand:
    return stap(Toestand(**staat), Dosis(dosis), np.ones(1), PARAMETERS.coefficienten(**{naam: waarde}))[0]


@pytest.mark.parametrize("parameter", KOPPELINGEN, ids=lambda p: p.naam)
def test_een_pijl_zegt_wat_de_vergelijkingen_doen(parameter):
    """Raise the first stock a little: what that does to the second must differ from what it does with the coefficient
    switched off, in the direction of the arrow, in every state where it differs at all."""
    van, naar, teken = parameter.pijl
    staat, dosis = willekeurige_staten()
    if stroom := OP_DALING.get(parameter.naam):
        hoger = staat, dosis | {stroom: 0.8 * dosis[stroom]}
    else:
        hoger = staat | {van: 1.1 * staat[van]}, dosis
    uitkomsten = [
        maand_later(*invoer, parameter.naam, waarde)
        for waarde in (parameter.waarde, UIT.get(parameter.naam, 0.0))
        for invoer in (hoger, (staat, dosis))
    ]
    assert not stroom or (getattr(uitkomsten[0], van) > getattr(uitkomsten[1], van)).all()
    met_hoger, met, zonder_hoger, zonder = (getattr(uit, naar) for uit in uitkomsten)
    effect = np.round((met_hoger - met) - (zonder_hoger - zonder), 9)
    if naar == "juridisch_risico":
        # A stop puts it back, however high it was.
        effect = effect[np.all([uit.stil == 0 for uit in uitkomsten], axis=0)]
    assert effect.any()
    assert set(np.sign(effect[effect != 0])) == {1.0 if teken == "+" else -1.0}


@pytest.mark.parametrize("naam", ZAKENPIJLEN)
def test_een_pijl_van_de_zaken_zegt_wat_de_vergelijkingen_doen(naam):
    """As above, with all kinds of trouble raised or looked at together."""
    van, naar, teken = ZAKENPIJLEN[naam]
    staat, dosis = willekeurige_staten()
    hoger = staat | {stock: 1.1 * staat[stock] for stock in (ZAKEN if van == "zaken" else [van])}
    met_hoger, met, zonder_hoger, zonder = (
        np.sum([getattr(uit, stock) for stock in ZAKEN], axis=0) if naar == "zaken" else getattr(uit, naar)
        for waarde in (PARAMETERS.tabel[naam].waarde, 0.0)
        for uit in (maand_later(s, dosis, naam, waarde) for s in (hoger, staat))
    )
    effect = np.round((met_hoger - met) - (zonder_hoger - zonder), 9)
    assert effect.any()
    assert set(np.sign(effect[effect != 0])) == {1.0 if teken == "+" else -1.0}


def test_elke_voorraad_van_het_model_doet_mee_in_de_proef():
    assert set(GEBIED) == {*PER_DEELGEBIED, *PER_WIJK, *VERBORGEN}


UITLEG = BESTAND.with_name("README.md")


def test_de_uitleg_noemt_elke_parameter_en_elke_module():
    tekst = UITLEG.read_text(encoding="utf-8")
    genoemd = set(re.findall(r"`([^`\n]+)`", tekst))
    assert set(PARAMETERS.tabel) <= genoemd
    assert {pad.name for pad in UITLEG.parent.rglob("*.py")} - {"__init__.py"} <= genoemd
    assert {pad.name for pad in UITLEG.parent.glob("inlezen/*.toml")} <= genoemd


def test_de_uitleg_geeft_het_begin_van_de_klosjesbuurt():
    casus = laad_casus("klosjesbuurt")
    gemiddeld = {
        naam: sum(d.start[naam] * deel for d, deel in zip(casus.deelgebieden, casus.aandelen, strict=True))
        for naam in PER_DEELGEBIED
    }
    rijen = re.findall(
        r"^\| `(\w+)` \|[^|]+\|[^|]+\| ([\d.]+) \|", UITLEG.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {naam: float(begin) for naam, begin in rijen} == pytest.approx(gemiddeld | dict(casus.start))


def test_de_uitleg_verwijst_alleen_naar_wat_er_is():
    tekst = UITLEG.read_text(encoding="utf-8")
    vergelijkingen = tekst.partition("## 3.")[2].partition("## 4.")[0]
    gesteld = re.findall(r"`(\w+)`(?:, `(\w+)`)? =", vergelijkingen)
    bekend = {*PARAMETERS.tabel, *STROMEN, *VOORRADEN, *(naam for paar in gesteld for naam in paar)}
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", vergelijkingen)) <= bekend
    wortel = UITLEG.parents[2]
    for pad in re.findall(r"`((?:tests|simulatie)/[\w/.]+)`", tekst):
        assert (wortel / pad).exists(), pad
