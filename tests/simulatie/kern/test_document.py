"""A case version as a document: the same case to the last bit, every fault at once, and old ones that play on."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulatie.kern import (
    Casus,
    CasusOngeldig,
    Plan,
    exporteer_xmile,
    laad_casus,
    lees_document,
    maak_document,
    neem_waar,
    simuleer,
    spreek,
)
from simulatie.kern.gegevens.toestand import PER_DEELGEBIED, PER_WIJK
from simulatie.kern.inlezen.tabellen import lees_parameters
from simulatie.kern.model.inzettabel import maak_tabel
from simulatie.kern.model.simuleer import lijnen
from simulatie.kern.oordeel.onzekerheid import trek_coefficienten
from tests.simulatie.kern import oude_versie
from tests.simulatie.kern.kleine_casus import WEG, zet

SLEUTELS = ("klosjesbuurt", "heidewissel", "kettingwerf")
GEVOELD = ("index", "meldingen", *PER_DEELGEBIED, *PER_WIJK)
OUD = sorted(oude_versie.MAP.glob("*.json"))


def heen_en_weer(casus: Casus) -> Casus:
    return lees_document(json.loads(json.dumps(maak_document(casus), ensure_ascii=False)))


def in_volgorde(waarde: Any) -> Any:
    """Plain data in which the order of mappings counts too."""
    return json.dumps(waarde, ensure_ascii=False)


@pytest.mark.parametrize("sleutel", SLEUTELS)
def test_heen_en_weer_is_dezelfde_casus_tot_op_de_laatste_bit(sleutel):
    casus = laad_casus(sleutel)

    terug = heen_en_weer(casus)

    for veld in fields(Casus):
        assert getattr(terug, veld.name) == getattr(casus, veld.name), veld.name
    assert in_volgorde(maak_document(terug)) == in_volgorde(maak_document(casus))
    plannen = [Plan(), casus.referentieplan, *casus.vakplannen]
    voor, na = (simuleer(een, plannen, zaad=11) for een in (casus, terug))
    assert voor.waarden.tobytes() == na.waarden.tobytes()
    assert {k: v.tolist() for k, v in voor.gevallen.items()} == {
        k: v.tolist() for k, v in na.gevallen.items()
    }
    gezien = [neem_waar(een, verloop, 11).waarden for een, verloop in ((casus, voor), (terug, na))]
    assert [(k, v.tobytes()) for k, v in gezien[0].items()] == [
        (k, v.tobytes()) for k, v in gezien[1].items()
    ]
    assert spreek(casus, voor, 1, 40) == spreek(terug, na, 1, 40)
    assert exporteer_xmile(casus, casus.referentieplan) == exporteer_xmile(terug, casus.referentieplan)


def test_een_document_is_gewone_data_die_niet_meeverandert():
    document = maak_document(oude_versie.casus_van_nu())
    casus = lees_document(document)
    bewaard = in_volgorde(maak_document(casus))

    document["casus"]["start"]["samenwerking"] = 1
    document["kaarten"][0]["werking"]["onderzoek"] = 5
    document["parameters"]["tabel"]["hulp"]["waarde"] = 0

    assert in_volgorde(maak_document(casus)) == bewaard


SCHADE = [
    ("casus.naam", WEG, "casus.naam"),
    ("casus.horizon", "lang", "casus.horizon"),
    ("casus.deelgebied[1].start.angst", WEG, "casus.deelgebied[1].start.angst"),
    ("casus.kaarten[0]", "X9", "casus.kaarten[0]"),
    ("kaarten[3].principe", "umami", "kaarten[3].principe"),
    ("parameters.tabel.hulp.waarde", "veel", "parameters.tabel.hulp.waarde"),
    (
        "parameters.tabel.hulp_gevoel",
        {"waarde": 1, "eenheid": "-", "marge": [0, 2], "bron": "[assumption]"},
        "parameters.tabel.hulp_gevoel",
    ),
    ("parameters.kader.woningen_vol", None, "parameters.kader.woningen_vol"),
    ("indicatoren.meldingen.ritme", 0, "indicatoren.meldingen.ritme"),
    (
        "indicatoren.meldingen.grootheden.sfeer",
        {"punt": 1, "helling": 1},
        "indicatoren.meldingen.grootheden.sfeer",
    ),
    ("ijking.referentieplan", {"inzetten": 3}, "ijking.referentieplan"),
    ("extra", 1, "extra"),
]


def document_met_ijking() -> dict[str, Any]:
    document = json.loads(json.dumps(maak_document(oude_versie.casus_van_nu())))
    ijking = maak_document(laad_casus("klosjesbuurt"))["ijking"]
    return document | {"ijking": ijking | {"referentieplan": {"inzetten": []}}}


def test_elke_fout_in_een_document_komt_in_een_keer_met_zijn_plek():
    lees_document(document_met_ijking())
    document = document_met_ijking()
    for pad, waarde, _plek in SCHADE:
        zet(document, pad, waarde)

    with pytest.raises(CasusOngeldig) as fout:
        lees_document(document)

    gemeld = {bevinding.pad for bevinding in fout.value.bevindingen}
    assert {plek for *_rest, plek in SCHADE} <= gemeld
    assert all(bevinding.melding and bevinding.remedie for bevinding in fout.value.bevindingen)


@pytest.mark.parametrize("document", [None, [], "casus", 5, {}, {"kaarten": [None]}], ids=str)
def test_iets_heel_anders_dan_een_document(document):
    with pytest.raises(CasusOngeldig):
        lees_document(document)


def plekken(deel: Any, pad: str = "") -> list[str]:
    if isinstance(deel, dict):
        onder = [(f"{pad}.{naam}".lstrip("."), rest) for naam, rest in deel.items()]
    elif isinstance(deel, list):
        onder = [(f"{pad}[{nummer}]", rest) for nummer, rest in enumerate(deel)]
    else:
        return []
    return [plek for naam, rest in onder for plek in (naam, *plekken(rest, naam))]


PLEKKEN = plekken(document_met_ijking())


@pytest.mark.langzaam
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(PLEKKEN), st.sampled_from([WEG, None, "", "zoet", -1, 1e300, [], [[]], {}, True])
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda schade: schade[0],
    )
)
def test_onzin_op_welke_plekken_dan_ook_breekt_niets(schade):
    document = document_met_ijking()
    for pad, waarde in schade:
        try:
            zet(document, pad, waarde)
        except (KeyError, IndexError, TypeError, AttributeError):
            continue
    try:
        simuleer(lees_document(document), [Plan()])
    except CasusOngeldig:
        return


@pytest.mark.parametrize("pad", OUD, ids=[pad.stem for pad in OUD])
def test_een_bewaarde_versie_komt_uit_waar_zij_uitkwam(pad):
    """What fails here would change the outcome of sessions that people played: see "What a change may do to old
    versions" in the README of the core."""
    bewaard = json.loads(pad.read_text(encoding="utf-8"))

    casus = lees_document(bewaard["document"])
    nu = oude_versie.waar_het_toe_leidt(casus, [Plan.uit_dict(plan) for plan in bewaard["plannen"]])

    assert nu.keys() == bewaard["verloop"].keys()
    for zaad, toen in bewaard["verloop"].items():
        assert nu[zaad]["gevallen"] == toen["gevallen"]
        # A quantity that was added since then is not compared; one that is gone is missed.
        for naam, lijn in toen["grootheden"].items():
            np.testing.assert_allclose(nu[zaad]["grootheden"][naam], lijn, rtol=0, atol=1.5e-9, err_msg=naam)
        np.testing.assert_allclose(nu[zaad]["index"], toen["index"], rtol=0, atol=1.5e-9)
    assert houdt(maak_document(casus), bewaard["document"])


def houdt(nu: Any, toen: Any) -> bool:
    """Whether everything that was stored is there still, in its order; what was added since then is not compared."""
    if isinstance(toen, dict):
        gedeeld = [naam for naam in nu if naam in toen]
        return gedeeld == list(toen) and all(houdt(nu[naam], toen[naam]) for naam in toen)
    if isinstance(toen, list):
        return len(nu) == len(toen) and all(map(houdt, nu, toen))
    return bool(nu == toen)


def test_de_modelversie_van_nu_is_vastgelegd():
    assert lees_parameters().versie in [pad.stem for pad in OUD]


def test_een_bewaarde_versie_voelt_elk_soort_dosis_en_elke_coefficient():
    """So that a change of any coefficient of the table would be noticed."""
    casus = oude_versie.casus_van_nu()
    plannen = oude_versie.plannen_van_nu(casus)
    coefficienten = casus.parameters.tabel
    # Every plan once as it is, and once more for every coefficient with that one changed.
    keren = len(coefficienten) + 1
    q = casus.parameters.coefficienten(
        **{
            naam: np.repeat(
                np.where(np.arange(keren) == nummer, p.waarde * 1.2 or 0.2, p.waarde), len(plannen)
            )[:, None]
            for nummer, (naam, p) in enumerate(coefficienten.items(), start=1)
        }
    )

    lijn = lijnen(casus, maak_tabel(casus, plannen * keren), GEVOELD, q=q).lijn

    per_keer = np.stack([lijn[naam].reshape(keren, -1) for naam in GEVOELD], axis=1)
    anders = (per_keer[1:] != per_keer[0]).any(axis=(1, 2))
    assert [naam for naam, merkbaar in zip(coefficienten, anders, strict=True) if not merkbaar] == []


def test_een_coefficient_die_later_kwam_staat_uit_en_trilt_niet_mee():
    """The document of before lacks one: it gets its reference, in no draw and in no new document."""
    later = "voorbereiding"
    vandaag = json.loads(json.dumps(maak_document(oude_versie.casus_van_nu())))
    tabel = vandaag["parameters"]["tabel"]
    # Drawn last, so that the others are drawn as if it were not there.
    rij = tabel.pop(later)
    van_toen = json.loads(json.dumps(vandaag))
    tabel[later] = rij

    toen, nu = lees_document(van_toen), lees_document(vandaag)

    assert rij["referentie"] == 1.0 != rij["waarde"] == nu.parameters.coefficienten().voorbereiding
    assert toen.parameters.coefficienten().voorbereiding == 1.0
    assert later not in toen.parameters.tabel
    trek = [trek_coefficienten(casus, 3, 0.3, 5) for casus in (toen, nu)]
    assert trek[0].voorbereiding == 1.0
    assert all(
        np.array_equal(getattr(trek[0], naam), getattr(trek[1], naam)) for naam in toen.parameters.tabel
    )
    assert in_volgorde(maak_document(toen)) == in_volgorde(van_toen)
    geschreven = exporteer_xmile(toen, Plan()).split(f'<aux name="{later}">')[1].split("</aux>")[0]
    assert "<eqn>1</eqn>" in geschreven
    assert "deze waarde schakelt het uit" in geschreven
