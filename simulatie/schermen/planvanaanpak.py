"""A judged plan as draft plan van aanpak. Who made the plan stands nowhere in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from simulatie.drukwerk.document import Alinea, Blok, Deel, Document, Kop, Lijst, Tabel
from simulatie.kern import PRINCIPES, Bronvraag, Casus, Inzet, Kaart, Plan, bezetting
from simulatie.models import Beoordeling, Sessie
from simulatie.schermen.notatie import getal, maanden, procent, waar
from simulatie.schermen.werkblad import Maatregelrij, maatregelen
from simulatie.spel.bewaard import BewaardOordeel

KWARTAAL = 3


def plan_van_aanpak(casus: Casus, beoordeling: Beoordeling, bronvragen: Sequence[Bronvraag] = ()) -> Document:
    """The whole document. ``casus`` must be the case in the version that was judged."""
    oordeel, bewaard = beoordeling.gelezen
    plan = bewaard.plan or Plan(bewaard.inzetten)
    inzetten = sorted(plan.inzetten, key=lambda inzet: (inzet.start, inzet.kaart))
    return Document(
        titel=_("Plan van aanpak %(naam)s") % {"naam": casus.naam},
        ondertitel=_("Concept uit een leermodel, geen advies"),
        merk=_(
            "Dit is een concept uit een leermodel, geen advies. De plek is verzonnen en de getallen zijn aannames. "
            "Gebruik het als begin van een gesprek, laat een jurist meelezen en vul zelf aan wat ontbreekt."
        ),
        op=beoordeling.op,
        delen=[
            Deel(kop, list(blokken))
            for kop, blokken in (
                (_("Doel"), _doel(casus, oordeel)),
                (_("Gebied"), _gebied(casus)),
                (_("Wat we weten en op welke grond"), _kennis(casus, bronvragen)),
                (_("Maatregelen per principe"), _maatregelen(casus, inzetten)),
                (_("Wie doet wat per kwartaal"), _kwartalen(casus, plan, inzetten)),
                (_("Wat we meten"), _metingen(casus)),
                (_("Risico's en waarborgen"), _risicos(casus, oordeel, inzetten, bronvragen)),
                (_("Planning"), _planning(casus, inzetten)),
            )
        ],
    )


def plan_van_aanpak_van(sessie: Sessie) -> Document | None:
    """The document of a judged session; None when its case is not there in the version that was judged."""
    casus = sessie.eigen_casus
    if casus is None:
        return None
    bronvragen = sessie.stand().bronvragen if sessie.soort == Sessie.Soort.TOETS else ()
    return plan_van_aanpak(casus, sessie.beoordeling, bronvragen)


def _naam(kaart: Kaart) -> str:
    return f"{kaart.code} {kaart.naam}"


def _eigen(inzetten: Sequence[Inzet]) -> list[str]:
    """The codes of the measures, each once, in order of start."""
    return list(dict.fromkeys(inzet.kaart for inzet in inzetten))


def _doel(casus: Casus, oordeel: BewaardOordeel) -> Iterator[Blok]:
    yield Alinea(
        _(
            "%(naam)s wordt weer een gewone plek om te wonen of te werken, en blijft dat als het programma stopt."
        )
        % {"naam": casus.naam}
    )
    yield Tabel(
        _("Doelen en richting"),
        [_("Doel"), _("Richting"), _("Streefcijfer")],
        [
            [
                doel.naam,
                _("omhoog") if doel.meer_is_beter else _("omlaag"),
                _("samen met de partners invullen"),
            ]
            for doel in oordeel.uitkomst
        ],
    )


def _gebied(casus: Casus) -> Iterator[Blok]:
    yield Alinea(casus.samenvatting)
    yield Alinea(_("Wat hier goed gaat en waarop het plan verder bouwt:"))
    yield Lijst(casus.krachten)
    yield Tabel(
        _("Deelgebieden"),
        [_("Deelgebied"), _("Adressen"), _("Omschrijving")],
        [[gebied.naam, getal(gebied.woningen), gebied.omschrijving] for gebied in casus.deelgebieden],
    )


def _kennis(casus: Casus, bronvragen: Sequence[Bronvraag]) -> Iterator[Blok]:
    yield Tabel(
        _("Cijfers bij het begin"),
        [_("Wat"), _("Waarde"), _("Herkomst")],
        [[cijfer.naam, cijfer.waarde, cijfer.herkomst] for cijfer in casus.kerncijfers],
    )
    gevraagd = {vraag.bron for vraag in bronvragen}
    bronnen = {bron.sleutel: bron for bron in casus.bronnen}
    if bronvragen:
        rijen = []
        for vraag in bronvragen:
            bron = bronnen[vraag.bron]
            grond = next(g for g in bron.grondslagen if g.sleutel == vraag.grondslag)
            oordeel = _("ja") if grond.juist else _("nee, zie Eerst regelen")
            rijen.append([bron.naam, str(vraag.maand), grond.tekst, oordeel])
        yield Tabel(
            _("Bronnen die zijn bevraagd"),
            [_("Bron"), _("Maand"), _("Grond"), _("Klopt de grond?")],
            rijen,
        )
    open_bronnen = [bron for bron in casus.bronnen if bron.sleutel not in gevraagd]
    if open_bronnen:
        yield Tabel(
            _("Bronnen die nog niet zijn bevraagd"),
            [_("Bron"), _("Niveau"), _("Grond die past")],
            [
                [bron.naam, bron.niveau, " ".join(g.tekst for g in bron.grondslagen if g.juist)]
                for bron in open_bronnen
            ],
        )


def _maatregelen(casus: Casus, inzetten: Sequence[Inzet]) -> Iterator[Blok]:
    namen = {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden}
    for principe, titel in PRINCIPES.items():
        eigen = [inzet for inzet in inzetten if casus.kaarten[inzet.kaart].principe == principe]
        if not eigen:
            continue
        yield Kop(titel)
        rijen = []
        for inzet in eigen:
            kaart = casus.kaarten[inzet.kaart]
            rijen.append(
                [
                    _naam(kaart),
                    _("start maand %(start)d, duur %(duur)s, mate %(mate)s")
                    % {"start": inzet.start, "duur": maanden(inzet.duur), "mate": procent(inzet.mate)},
                    f"{casus.houders[kaart.houder]}; {waar(inzet.deelgebieden, namen, casus)}",
                    f"{kaart.grondslag} {kaart.grens}",
                ]
            )
        yield Tabel(
            _("Maatregelen: %(principe)s") % {"principe": titel},
            [_("Maatregel"), _("Start, duur en mate"), _("Houder en plek"), _("Wet en grens")],
            rijen,
        )


def _kwartalen(casus: Casus, plan: Plan, inzetten: Sequence[Inzet]) -> Iterator[Blok]:
    nodig = bezetting(casus, plan)
    yield Alinea(
        _(
            "Kwartaal 1 loopt van maand 0 tot maand 3. Voorbereiden is de aanloop: er wordt gewerkt, maar in %(gebied)s merkt nog niemand iets."
        )
        % {"gebied": casus.woorden["gebied"]}
    )
    rijen_in_plan = maatregelen(casus, {str(nummer): inzet for nummer, inzet in enumerate(inzetten)})
    for houder, naam in casus.houders.items():
        regels = [
            _kwartaal(casus, rijen_in_plan, houder, van, nodig.gevraagd[houder])
            for van in range(0, casus.programmaduur, KWARTAAL)
        ]
        rijen = []
        nummer = 1
        # Quarters in which nothing changes are one row.
        for inhoud, groep in groupby(regels):
            tot = nummer + len(list(groep)) - 1
            if any(inhoud[:2]):
                kwartaal = str(nummer) if nummer == tot else f"{nummer}–{tot}"
                rijen.append([kwartaal, *(deel or "–" for deel in inhoud)])
            nummer = tot + 1
        if rijen:
            yield Kop(naam)
            yield Tabel(
                _("%(houder)s: %(aanwezig)s fte beschikbaar")
                % {"houder": naam, "aanwezig": getal(nodig.beschikbaar[houder], 1)},
                [_("Kwartaal"), _("Voorbereiden"), _("Uitvoeren"), _("Gevraagd, hoogste maand")],
                rijen,
            )


def _kwartaal(
    casus: Casus, rijen: Sequence[Maatregelrij], houder: str, van: int, gevraagd: Sequence[float]
) -> tuple[str, str, str]:
    """What a holder prepares and does in the quarter that begins at month ``van``, and the staff it asks."""
    voorbereiden: list[str] = []
    uitvoeren: list[str] = []
    for rij in rijen:
        begint_later = rij.inzet.start >= van + KWARTAAL
        if houder not in casus.kaarten[rij.code].inzet or begint_later or rij.einde <= van:
            continue
        deel = f"{rij.code} {rij.kort}"
        (uitvoeren if rij.werkt_vanaf < van + KWARTAAL else voorbereiden).append(deel)
    fte = max(gevraagd[van : van + KWARTAAL])
    return ", ".join(dict.fromkeys(voorbereiden)), ", ".join(dict.fromkeys(uitvoeren)), f"{getal(fte, 1)} fte"


def _metingen(casus: Casus) -> Iterator[Blok]:
    indicatoren = casus.indicatoren
    geleverd = {sleutel for bron in casus.bronnen for sleutel in bron.levert}
    yield Tabel(
        _("Wat we volgen"),
        [_("Cijfer"), _("Wat het zegt"), _("Hoe vaak")],
        [
            [
                f"{indicator.naam} ({indicator.eenheid})",
                indicator.uitleg,
                _("elke maand")
                if indicator.ritme == 1
                else _("elke %(ritme)d maanden") % {"ritme": indicator.ritme},
            ]
            for indicator in indicatoren.values()
            if indicator.sleutel in geleverd
        ],
    )


def _risicos(
    casus: Casus, oordeel: BewaardOordeel, inzetten: Sequence[Inzet], bronvragen: Sequence[Bronvraag]
) -> Iterator[Blok]:
    eerst = [
        " ".join(deel for deel in (b.melding, b.remedie, _artikel(b.artikel)) if deel)
        for b in oordeel.rechtmatigheid.bevindingen
    ]
    bronnen = {bron.sleutel: bron for bron in casus.bronnen}
    for vraag in bronvragen:
        bron = bronnen[vraag.bron]
        eerst += [
            f"{bron.naam}: {g.tekst}. {g.uitleg}"
            for g in bron.grondslagen
            if g.sleutel == vraag.grondslag and not g.juist
        ]
    yield Kop(_("Eerst regelen"))
    if eerst:
        yield Alinea(_("Dit ontbreekt nog. Begin pas met de maatregel als het is geregeld."))
        yield Lijst(list(dict.fromkeys(eerst)))
    else:
        yield Alinea(_("Het leermodel vond geen voorwaarde die ontbreekt. Een jurist kan er wel een vinden."))
    yield Kop(_("Per maatregel"))
    kaarten = [casus.kaarten[code] for code in _eigen(inzetten)]
    yield Tabel(
        _("Risico's en waarborgen per maatregel"),
        [_("Maatregel"), _("Risico"), _("Waarborg")],
        [
            [
                _naam(kaart),
                kaart.bijwerking,
                " ".join(dict.fromkeys(eis.remedie for eis in kaart.vereist)) or kaart.grens,
            ]
            for kaart in kaarten
        ],
    )


def _artikel(artikel: str) -> str:
    return f"({artikel})" if artikel else ""


def _planning(casus: Casus, inzetten: Sequence[Inzet]) -> Iterator[Blok]:
    yield Alinea(_("Maand 0 is de maand waarin het besluit over dit plan valt."))
    yield Tabel(
        _("Planning op volgorde van start"),
        [_("Maatregel"), _("Start"), _("Werkt vanaf"), _("Stopt")],
        [
            [
                _naam(casus.kaarten[inzet.kaart]),
                _maand(inzet.start),
                _maand(werkt)
                if (werkt := inzet.start + casus.aanloop(casus.kaarten[inzet.kaart])) < inzet.einde
                else _("begint niet: de aanloop is te lang"),
                _maand(min(inzet.einde, casus.programmaduur)),
            ]
            for inzet in inzetten
        ],
    )


def _maand(nummer: int) -> str:
    return _("maand %(nummer)d") % {"nummer": nummer}
