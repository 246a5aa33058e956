"""The plan as it stands, with what it asks of people and money and what the model makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from simulatie.grafieken import Reeks, balk, lijngrafiek, maandas, strook
from simulatie.kern import Bevinding, Casus, Plan, bezetting, controleer_plan, simuleer
from simulatie.models import Stand
from simulatie.rapporten.notatie import euro, feiten, getal, maanden, procent, reeksen_van_maanden, waar

# Quantity of the model, title, unit, factor to that unit.
LIJNEN = (
    ("index", gettext_lazy("Leefbaarheidsindex (fictief)"), gettext_lazy("punten"), 1),
    ("vertrouwen", gettext_lazy("Vertrouwen"), "%", 1),
    ("angst", gettext_lazy("Angst"), gettext_lazy("punten"), 1),
    ("criminele_greep", gettext_lazy("Criminele greep"), gettext_lazy("punten"), 1),
    ("meldingen", gettext_lazy("Meldingen per maand"), gettext_lazy("meldingen"), 1),
    ("meldingsbereidheid", gettext_lazy("Meldingsbereidheid"), "%", 100),
)
MAANDEN_IN_TABEL = 12


def werkblad(casus: Casus, stand: Stand) -> dict[str, Any]:
    """Rows, timeline, staff and money of a plan that fits the case."""
    plan = stand.plan
    bevindingen = controleer_plan(casus, plan)
    rijen = maatregelen(casus, stand.inzetten, bevindingen)
    return {
        "rijen": rijen,
        "maandas": maandas(casus.programmaduur),
        "tabel": plantabel(rijen),
        "algemeen": [b for b in bevindingen if not b.pad],
        **mensen_en_geld(casus, plan),
    }


def maatregelen(
    casus: Casus, inzetten: Mapping[str, dict[str, Any]], bevindingen: tuple[Bevinding, ...] = ()
) -> list[dict[str, Any]]:
    """One row per measure, with the remarks of the model on that row."""
    namen = {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden}
    rijen = []
    for nummer, (sleutel, inzet) in enumerate(inzetten.items()):
        kaart = casus.kaarten[inzet["kaart"]]
        einde = inzet["start"] + inzet["duur"]
        werkt_vanaf = inzet["start"] + casus.aanloop(kaart)
        rijen.append(
            {
                "sleutel": sleutel,
                "code": kaart.code,
                "kort": kaart.kort,
                "naam": kaart.naam,
                "principe": kaart.principe,
                "houder": casus.houders[kaart.houder],
                "inzet": inzet,
                "einde": einde,
                "werkt_vanaf": werkt_vanaf,
                "werkt": werkt_vanaf < min(einde, casus.programmaduur),
                "mate": procent(inzet["mate"]),
                "waar": waar(inzet["deelgebieden"], namen, casus),
                "balk": balk(
                    start=inzet["start"], werkt_vanaf=werkt_vanaf, einde=einde, maanden=casus.programmaduur
                ),
                "bevindingen": [b for b in bevindingen if b.pad.startswith(f"inzetten[{nummer}].")],
            }
        )
    return rijen


def plantabel(rijen: list[dict[str, Any]]) -> dict[str, Any]:
    """The plan as a plain table: the facts of the timeline."""
    return feiten(
        _("Uw plan als tabel (maanden tellen vanaf nu)"),
        [_("Maatregel"), _("Partij"), _("Start"), _("Werkt vanaf"), _("Stopt"), _("Mate"), _("Waar")],
        [
            [
                f"{rij['code']} {rij['kort']}",
                rij["houder"],
                str(rij["inzet"]["start"]),
                str(rij["werkt_vanaf"]) if rij["werkt"] else _("werkt niet"),
                str(rij["einde"]),
                rij["mate"],
                rij["waar"],
            ]
            for rij in rijen
        ],
    )


def mensen_en_geld(casus: Casus, plan: Plan) -> dict[str, Any]:
    """Staff per holder per month as strips and as a table, and what the plan costs."""
    nodig = bezetting(casus, plan)
    stroken, rijen = [], []
    for houder, gevraagd in nodig.gevraagd.items():
        beschikbaar = nodig.beschikbaar[houder]
        te_veel = [maand for maand, fte in enumerate(gevraagd) if fte > beschikbaar + 1e-9]
        stroken.append(
            {
                "naam": casus.houders[houder],
                "strook": strook(gevraagd=gevraagd, beschikbaar=beschikbaar),
                "beschikbaar": getal(beschikbaar, 1),
                "hoogst": getal(max(gevraagd, default=0), 1),
                "te_veel": maanden(len(te_veel)) if te_veel else "",
            }
        )
        rijen.append(
            [
                casus.houders[houder],
                f"{getal(beschikbaar, 1)} fte",
                f"{getal(max(gevraagd, default=0), 1)} fte",
                reeksen_van_maanden(te_veel) or _("geen"),
            ]
        )
    return {
        "stroken": stroken,
        "bezetting": feiten(
            _("Mensen per partij"),
            [_("Partij"), _("Aanwezig"), _("Hoogste vraag"), _("Maanden met te veel vraag")],
            rijen,
        ),
        "kosten": euro(nodig.kosten),
        "budget": euro(nodig.budget),
        "over": euro(nodig.budget - nodig.kosten),
        "kosten_getal": round(nodig.kosten),
        "budget_getal": round(nodig.budget),
    }


def lijnen(casus: Casus, plan: Plan) -> list[dict[str, Any]]:
    """Per quantity a chart of the plan beside doing nothing, and the same figures as a table."""
    verloop = simuleer(casus, [plan, Plan()])
    uit = []
    for grootheid, titel, eenheid, factor in LIJNEN:
        uw_plan, niets_doen = (verloop.wijk(grootheid) * factor).round(9).tolist()
        uit.append(
            lijn_met_feiten(
                str(titel), str(eenheid), [(_("Uw plan"), uw_plan), (_("Niets doen"), niets_doen)]
            )
        )
    return uit


STIJLEN = (("umami", ""), ("rustig", "kort"), ("rustig", "lang"))


def lijn_met_feiten(titel: str, eenheid: str, reeksen: list[tuple[str, list[float]]]) -> dict[str, Any]:
    """A chart of up to three lines over the months, and a table with every twelfth month."""
    eindes = ", ".join(f"{naam} {getal(waarden[-1], 1)}" for naam, waarden in reeksen)
    begin = reeksen[0][1][0]
    omschrijving = _(
        "Lijngrafiek van %(titel)s. Nu %(begin)s. In maand %(maand)d: %(eindes)s. De tabel eronder geeft de cijfers."
    ) % {
        "titel": titel,
        "begin": getal(begin, 1),
        "maand": len(reeksen[0][1]) - 1,
        "eindes": eindes,
    }
    return {
        "grafiek": lijngrafiek(
            titel=f"{titel} ({eenheid})" if eenheid != titel else titel,
            omschrijving=omschrijving,
            reeksen=[
                Reeks(naam, klasse, streep, waarden)
                for (naam, waarden), (klasse, streep) in zip(reeksen, STIJLEN, strict=False)
            ],
        ),
        "tabel": feiten(
            f"{titel} ({eenheid})",
            [_("Maand"), *(naam for naam, _waarden in reeksen)],
            [
                [str(maand), *(getal(waarden[maand], 1) for _naam, waarden in reeksen)]
                for maand in range(0, len(reeksen[0][1]), MAANDEN_IN_TABEL)
            ],
            getallen=True,
        ),
    }
