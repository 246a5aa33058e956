"""Does a plan fit a case, and does it fit the law? Every remark at once, each with what to do about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np

from simulatie.kern.gegevens.casus import Casus
from simulatie.kern.gegevens.kaart import HOUDERS, Kaart, Rechtsgrond, Termijn, aanwezig, opsomming
from simulatie.kern.gegevens.plan import Bevinding, Inzet, Plan, PlanOngeldig, is_geheel, is_getal, toon
from simulatie.kern.gegevens.woorden import maanden, meer_dan
from simulatie.kern.model.doses import (
    MINIMALE_MATE,
    bereken_bezetting,
    bereken_kosten,
    bereken_looptijden,
    ontbrekende_vereisten,
)
from simulatie.kern.model.inzettabel import Inzettabel, maak_tabel
from simulatie.kern.model.wetsregels import Tekort, tekorten


@dataclass(frozen=True)
class Bezettingsoverzicht:
    """gevraagd and beschikbaar: fte per holder, per month of the programme; kosten and budget in euro."""

    gevraagd: Mapping[str, tuple[float, ...]]
    beschikbaar: Mapping[str, float]
    kosten: float
    budget: float


def controleer_plan(casus: Casus, plan: Plan) -> tuple[Bevinding, ...]:
    """All remarks on the plan, faults first. Budget, overload and law are judged once every field is right."""
    bevindingen = _zonder_optellen(casus, plan)
    if not _fouten(bevindingen):
        bevindingen += _geld_en_mensen(casus, plan)
        bevindingen += wettelijke_bevindingen(casus, plan)
    return tuple(sorted(bevindingen, key=lambda b: b.ernst != "fout"))


def wat_past(casus: Casus, inzetten: Iterable[Inzet]) -> tuple[Inzet, ...]:
    """The deployments that a case allows, each beside those before it."""

    def mag(rijen: tuple[Inzet, ...]) -> bool:
        return all(bevinding.ernst != "fout" for bevinding in controleer_plan(casus, Plan(rijen)))

    over = tuple(inzetten)
    if mag(over):
        return over
    past: tuple[Inzet, ...] = ()
    for inzet in over:
        if mag((*past, inzet)):
            past = (*past, inzet)
    return past


def eis_geldig(casus: Casus, plan: Plan) -> None:
    """Raises PlanOngeldig with every fault of the plan. Too few people and what the law has to say are warnings."""
    fouten = _fouten(_zonder_optellen(casus, plan))
    if not fouten:
        kosten = bereken_kosten(casus, maak_tabel(casus, [plan]), casus.parameters.coefficienten())
        fouten = list(_te_duur(casus, round(float(kosten[0]), 2)))
    if fouten:
        raise PlanOngeldig(fouten)


def bezetting(casus: Casus, plan: Plan) -> Bezettingsoverzicht:
    """What the plan asks of every holder per month, what there is, and what it costs. Raises PlanOngeldig when a
    field is wrong; being over capacity or budget is what this is there to show, so that is no fault here."""
    if fouten := _fouten([*_inzetten(casus, plan), *_antwoorden(casus, plan), *_bronvragen(casus, plan)]):
        raise PlanOngeldig(fouten)
    return _overzicht(casus, plan)


def _overzicht(casus: Casus, plan: Plan) -> Bezettingsoverzicht:
    berekend = bereken_bezetting(casus, maak_tabel(casus, [plan]), casus.parameters.coefficienten())
    return Bezettingsoverzicht(
        gevraagd={h: tuple(np.round(berekend.gevraagd[0, i], 9).tolist()) for i, h in enumerate(HOUDERS)},
        beschikbaar=dict(casus.capaciteit),
        kosten=round(float(berekend.kosten[0]), 2),
        budget=casus.budget,
    )


def _fouten(bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    return [b for b in bevindingen if b.ernst == "fout"]


def _zonder_optellen(casus: Casus, plan: Plan) -> list[Bevinding]:
    """What is seen at single deployments, pairs of them, answers and questions."""
    return [
        *_inzetten(casus, plan),
        *_overlap(plan),
        *_antwoorden(casus, plan),
        *_bronvragen(casus, plan),
    ]


def _inzetten(casus: Casus, plan: Plan) -> Iterator[Bevinding]:
    for nummer, inzet in enumerate(plan.inzetten):
        yield from _velden(casus, nummer, inzet)


def wettelijke_bevindingen(casus: Casus, plan: Plan) -> list[Bevinding]:
    """Cards that are a legal risk in themselves, missing preconditions, and the other rules of the law a plan breaks."""
    bevindingen = []
    for nummer, inzet in enumerate(plan.inzetten):
        kaart = casus.kaarten[inzet.kaart]
        if kaart.rechtmatigheid and inzet.mate > 0:
            bevindingen.append(
                Bevinding(
                    f"inzetten[{nummer}].kaart",
                    "waarschuwing",
                    f"{kaart.code} {kaart.kort} is op zichzelf een juridisch risico: {kaart.bijwerking}",
                    f"Vraag u af of het lichter kan. {kaart.grens}",
                    kaart.grondslag,
                )
            )
    tabel = maak_tabel(casus, [plan])
    tijden = bereken_looptijden(casus, tabel)
    missend = tuple(ontbrekende_vereisten(casus, tabel, tijden))
    for kolom, eis, mist in missend:
        if keer := int(mist.sum()):
            kaart = casus.kaarten[list(casus.kaarten)[tabel.kaart[kolom]]]
            melding = f"{kaart.code} {kaart.kort}: {eis.melding} Dit speelt {maanden(keer)}."
            pad = f"inzetten[{_nummer(casus, plan, tabel, kolom)}].kaart"
            bevindingen.append(Bevinding(pad, "waarschuwing", melding, eis.remedie, eis.artikel))
    for tekort in tekorten(casus, tabel, tijden, missend):
        kolom = min(tekort.per_inzet, key=lambda kolom: int(tekort.per_inzet[kolom][0].argmax()))
        pad = f"inzetten[{_nummer(casus, plan, tabel, kolom)}].kaart"
        eigen = casus.kaarten[list(casus.kaarten)[tabel.kaart[kolom]]]
        bevindingen.append(Bevinding(pad, "waarschuwing", *_in_woorden(casus, tekort, eigen)))
    return bevindingen


def _in_woorden(casus: Casus, tekort: Tekort, eigen: Kaart) -> tuple[str, str, str]:
    """Melding, remedie and artikel; eigen: the card that is the first to break the rule."""
    regel = tekort.regel
    wanneer = tekort.maanden[0]
    duur, eerst, naam = maanden(int(wanneer.sum())), int(wanneer.argmax()), f"{eigen.code} {eigen.kort}"
    if isinstance(regel, Rechtsgrond):
        melding = f"{regel.melding} Dit speelt {duur}, voor het eerst in maand {eerst} bij {naam}."
        return melding, regel.remedie, regel.artikel
    if isinstance(regel, Termijn):
        melding = f"{naam} duurt {duur} langer dan mag. Het maximum: {eigen.maximum}"
        return melding, _remedie_bij_termijn(casus, regel), eigen.grondslag
    grond = opsomming(aanwezig(regel.een_van, casus.kaarten))
    gewerkt = f"{maanden(round(regel.minstens / MINIMALE_MATE))} bij een mate van {100 * MINIMALE_MATE:.0f} %"
    eisen = [f"minstens {gewerkt}"] if regel.minstens else []
    eisen += [f"niet langer dan {maanden(regel.vers)} geleden"] if regel.vers else []
    melding = (
        f"{naam}: de grond ({grond}) is er wel, maar te oud, te dun of niet op deze plek. Dit speelt {duur}."
    )
    remedie = f"Laat {grond} werken op elke plek waar u {eigen.code} inzet, {' en '.join(eisen)}."
    return melding, remedie, regel.artikel


def _remedie_bij_termijn(casus: Casus, regel: Termijn) -> str:
    stop = f"Stop na {maanden(regel.maanden)}"
    grond = opsomming(aanwezig(regel.opnieuw, casus.kaarten))
    if not grond:
        return f"{stop}."
    eind = f", tot hoogstens {maanden(regel.hoogstens)} samen" if regel.hoogstens else ""
    return f"{stop}, of neem een nieuw besluit met een verse grond ({grond}, niet ouder dan {maanden(regel.vers)}){eind}."


def _nummer(casus: Casus, plan: Plan, tabel: Inzettabel, kolom: int) -> int:
    """Where in the plan's own list the deployment of this column stands."""
    code = list(casus.kaarten)[tabel.kaart[kolom]]
    return next(
        nummer
        for nummer, inzet in enumerate(plan.inzetten)
        if (inzet.kaart, inzet.start, inzet.einde, inzet.mate)
        == (code, tabel.start[0, kolom], tabel.einde[0, kolom], tabel.mate[0, kolom])
    )


def _velden(casus: Casus, nummer: int, inzet: Inzet) -> Iterator[Bevinding]:
    pad = f"inzetten[{nummer}]"
    kaart = casus.kaarten.get(inzet.kaart) if isinstance(inzet.kaart, str) else None
    if kaart is None:
        yield Bevinding(
            f"{pad}.kaart",
            "fout",
            f"Maatregel '{toon(inzet.kaart)}' bestaat niet in deze casus.",
            "Kies een maatregel uit de lijst.",
        )
    yield from _tijdvelden(casus, pad, inzet, kaart)
    if not is_getal(inzet.mate) or not 0 <= inzet.mate <= 1:
        yield Bevinding(
            f"{pad}.mate",
            "fout",
            f"De mate '{toon(inzet.mate)}' is geen getal van 0 tot en met 1.",
            "Vul een getal van 0 tot en met 1 in.",
        )
    yield from _gebiedsveld(casus, pad, inzet)


def _tijdvelden(casus: Casus, pad: str, inzet: Inzet, kaart: Kaart | None) -> Iterator[Bevinding]:
    langst = casus.horizon if kaart is None else kaart.duur[2]
    start_klopt = is_geheel(inzet.start) and 0 <= inzet.start < casus.horizon
    duur_klopt = is_geheel(inzet.duur) and 0 < inzet.duur <= langst
    if not start_klopt:
        yield Bevinding(
            f"{pad}.start",
            "fout",
            f"De startmaand '{toon(inzet.start)}' is geen hele maand van 0 tot en met {casus.horizon - 1}.",
            f"Vul een maand in van 0 tot en met {casus.programmaduur - 1}.",
        )
    if not duur_klopt:
        yield Bevinding(
            f"{pad}.duur",
            "fout",
            f"De duur '{toon(inzet.duur)}' is geen heel aantal maanden van 1 tot en met {langst}.",
            f"Vul een aantal maanden in van 1 tot en met {langst}.",
        )
    if start_klopt and duur_klopt and inzet.einde > casus.programmaduur:
        yield Bevinding(
            f"{pad}.duur",
            "waarschuwing",
            f"Het programma stopt na maand {casus.programmaduur}. Wat daarna gepland is, gebeurt niet.",
            f"Laat deze maatregel eindigen in maand {casus.programmaduur} of eerder.",
        )
    if start_klopt and duur_klopt and kaart is not None and inzet.duur <= casus.aanloop(kaart):
        yield Bevinding(
            f"{pad}.duur",
            "waarschuwing",
            f"{kaart.code} {kaart.kort} heeft {maanden(casus.aanloop(kaart))} aanloop en begint dus niet.",
            f"Kies een duur van meer dan {maanden(casus.aanloop(kaart))}.",
        )


def _gebiedsveld(casus: Casus, pad: str, inzet: Inzet) -> Iterator[Bevinding]:
    if inzet.deelgebieden is None:
        return
    gekozen = inzet.deelgebieden if isinstance(inzet.deelgebieden, tuple) else (inzet.deelgebieden,)
    if not gekozen:
        yield Bevinding(
            f"{pad}.deelgebieden",
            "fout",
            "Er is geen deelgebied gekozen.",
            f"Kies een deelgebied of {casus.woorden['overal']}.",
        )
    bekend = {d.sleutel for d in casus.deelgebieden}
    for gebied in gekozen:
        if not isinstance(gebied, str) or gebied not in bekend:
            yield Bevinding(
                f"{pad}.deelgebieden",
                "fout",
                f"Deelgebied '{toon(gebied)}' bestaat niet.",
                "Kies een deelgebied van de kaart.",
            )


def _overlap(plan: Plan) -> Iterator[Bevinding]:
    """The same card may not run twice at once in the same place."""
    per_kaart: dict[str, list[Inzet]] = {}
    for nummer, inzet in enumerate(plan.inzetten):
        if not isinstance(inzet.kaart, str):
            continue
        eerdere = per_kaart.setdefault(inzet.kaart, [])
        if any(_samen_in_tijd(inzet, eerder) and _samen_in_plaats(inzet, eerder) for eerder in eerdere):
            yield Bevinding(
                f"inzetten[{nummer}].start",
                "fout",
                f"{toon(inzet.kaart)} loopt al in dezelfde maanden op dezelfde plek.",
                "Verschuif deze maatregel, of verhoog de mate van de eerste.",
            )
        eerdere.append(inzet)


def _antwoorden(casus: Casus, plan: Plan) -> Iterator[Bevinding]:
    keuzes = {g.sleutel: [k.sleutel for k in g.keuzes] for g in casus.gebeurtenissen if g.keuzes}
    for gebeurtenis, antwoord in plan.antwoorden:
        if gebeurtenis not in keuzes:
            yield Bevinding(
                f"antwoorden.{toon(gebeurtenis)}",
                "fout",
                f"Gebeurtenis '{toon(gebeurtenis)}' vraagt in deze casus geen keuze.",
                "Haal dit antwoord weg.",
            )
        elif antwoord not in keuzes[gebeurtenis]:
            yield Bevinding(
                f"antwoorden.{gebeurtenis}",
                "fout",
                f"Antwoord '{toon(antwoord)}' bestaat niet bij '{gebeurtenis}'.",
                f"Kies uit: {', '.join(keuzes[gebeurtenis])}.",
            )


def _bronvragen(casus: Casus, plan: Plan) -> Iterator[Bevinding]:
    bronnen = {bron.sleutel: [g.sleutel for g in bron.grondslagen] for bron in casus.bronnen}
    for nummer, vraag in enumerate(plan.bronvragen):
        pad = f"bronvragen[{nummer}]"
        if not isinstance(vraag.bron, str) or vraag.bron not in bronnen:
            yield Bevinding(
                f"{pad}.bron",
                "fout",
                f"Bron '{toon(vraag.bron)}' bestaat niet in deze casus.",
                "Kies een bron uit de lijst.",
            )
        elif vraag.grondslag not in bronnen[vraag.bron]:
            yield Bevinding(
                f"{pad}.grondslag",
                "fout",
                f"Grondslag '{toon(vraag.grondslag)}' staat niet bij deze bron.",
                f"Kies uit: {', '.join(bronnen[vraag.bron])}.",
            )
        if not is_geheel(vraag.maand) or not 0 <= vraag.maand < casus.programmaduur:
            yield Bevinding(
                f"{pad}.maand",
                "fout",
                f"De maand '{toon(vraag.maand)}' ligt niet in het programma.",
                f"Vul een maand in van 0 tot en met {casus.programmaduur - 1}.",
            )


def _samen_in_tijd(een: Inzet, ander: Inzet) -> bool:
    if not all(is_geheel(w) for w in (een.start, een.duur, ander.start, ander.duur)):
        return False
    return een.start < ander.einde and ander.start < een.einde


def _samen_in_plaats(een: Inzet, ander: Inzet) -> bool:
    if een.deelgebieden is None or ander.deelgebieden is None:
        return True
    return not _genoemd(een).isdisjoint(_genoemd(ander))


def _genoemd(inzet: Inzet) -> set[str]:
    gebieden = inzet.deelgebieden if isinstance(inzet.deelgebieden, tuple) else ()
    return {gebied for gebied in gebieden if isinstance(gebied, str)}


def _te_duur(casus: Casus, kosten: float) -> Iterator[Bevinding]:
    if kosten > casus.budget:
        yield Bevinding(
            "",
            "fout",
            f"Het plan kost € {_euro(ceil(kosten))}. Het budget is € {_euro(casus.budget)}.",
            "Haal maatregelen weg, of verlaag mate of duur.",
        )


def _geld_en_mensen(casus: Casus, plan: Plan) -> Iterator[Bevinding]:
    overzicht = _overzicht(casus, plan)
    yield from _te_duur(casus, overzicht.kosten)
    for houder, per_maand in overzicht.gevraagd.items():
        te_veel = [maand for maand, fte in enumerate(per_maand) if fte > casus.capaciteit[houder] + 1e-9]
        if te_veel:
            drukst = max(te_veel, key=lambda maand: (per_maand[maand], -maand))
            gevraagd, aanwezig = meer_dan(per_maand[drukst], casus.capaciteit[houder])
            yield Bevinding(
                "",
                "waarschuwing",
                f"{casus.houders[houder]}: te weinig mensen in {maanden(len(te_veel))}, het meest in maand {drukst}: "
                f"gevraagd {gevraagd} fte, aanwezig {aanwezig} fte. Alles wat deze partij dan doet, werkt minder.",
                "Spreid wat deze partij doet, vraag minder, of zoek mensen erbij.",
            )


def _euro(bedrag: float) -> str:
    return f"{bedrag:,.0f}".replace(",", ".")
