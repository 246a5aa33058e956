"""A judged plan as draft plan van aanpak, for a meeting of people who never saw the game: no codes, no words of the model.
Who made the plan stands nowhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from simulatie.drukwerk.document import Alinea, Blok, Deel, Document, Kop, Lijst, Tabel, Tekening
from simulatie.kern import PRINCIPES, Bezettingsoverzicht, Bronvraag, Casus, Inzet, Plan, bezetting, plantabel
from simulatie.models import Beoordeling, Sessie
from simulatie.schermen.notatie import euro, getal, maanden
from simulatie.schermen.plantijdlijn import plantijdlijn
from simulatie.schermen.werkblad import Maatregelrij, maatregelen
from simulatie.spel.bewaard import BewaardOordeel

KWARTAAL = 3
WAARTOE = {
    "onderzoek": gettext_lazy("Weten wat er speelt, voordat u bij iemand aanbelt."),
    "regie": gettext_lazy("Zorgen dat de partijen samen werken en het vol houden."),
    "zoet": gettext_lazy("Steunen wie van goede wil is."),
    "zuur": gettext_lazy("Begrenzen wie schade doet."),
    "zout": gettext_lazy("Helpen wie hulp nodig heeft."),
    "bitter": gettext_lazy("Kijken wie er komt in wat vrijkomt."),
}


def plan_van_aanpak(casus: Casus, beoordeling: Beoordeling, bronvragen: Sequence[Bronvraag] = ()) -> Document:
    """The whole document. ``casus`` must be the case in the version that was judged."""
    oordeel, bewaard = beoordeling.gelezen
    plan = bewaard.plan or Plan(bewaard.inzetten)
    stuk = _Stuk(
        casus,
        oordeel,
        plan,
        sorted(plan.inzetten, key=lambda inzet: (inzet.start, inzet.kaart)),
        bezetting(casus, plan),
        bronvragen,
    )
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
                (_("Waar het om gaat"), _waarom(stuk)),
                (_("Wat we doen, waar en wie het trekt"), _wat(stuk)),
                (_("Wanneer"), _wanneer(stuk)),
                (_("Wat het vraagt"), _wat_het_vraagt(stuk)),
                (_("Op welke grond"), _grond(stuk)),
                (_("Waar we op letten"), _letten(stuk)),
                (_("Wie besluit"), _besluiten(stuk)),
                (_("Bijlage: wie doet wat per kwartaal"), _kwartalen(stuk)),
                (_("Bijlage: het gebied en de cijfers bij het begin"), _gebied(stuk)),
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


@dataclass(frozen=True)
class _Stuk:
    """What every part is made of; ``inzetten`` in order of start."""

    casus: Casus
    oordeel: BewaardOordeel
    plan: Plan
    inzetten: Sequence[Inzet]
    nodig: Bezettingsoverzicht
    bronvragen: Sequence[Bronvraag]

    @property
    def codes(self) -> list[str]:
        """The measures, each once, in order of start."""
        return list(dict.fromkeys(inzet.kaart for inzet in self.inzetten))

    def naam(self, code: str) -> str:
        return self.casus.kaarten[code].naam

    def zonder_codes(self, tekst: str) -> str:
        """A text of the case for who does not know its codes: a measure has its name only."""
        kaarten = self.casus.kaarten

        def naam(gevonden: re.Match[str]) -> str:
            kaart, verder = kaarten[gevonden[1]], gevonden.string[gevonden.end() :].lstrip()
            return "" if verder.startswith((kaart.kort, kaart.naam)) else f"{kaart.naam}{gevonden[2]}"

        return re.sub(rf"\b({'|'.join(kaarten)})\b( ?)", naam, tekst)


def _waarom(stuk: _Stuk) -> Iterator[Blok]:
    casus = stuk.casus
    yield Alinea(casus.samenvatting)
    yield Alinea(
        _(
            "Het doel: %(naam)s wordt weer een gewone plek om te wonen of te werken, en blijft dat als het programma stopt. "
            "Dat moet te zien zijn aan deze doelen; de streefcijfers vullen de partners samen in."
        )
        % {"naam": casus.naam}
    )
    yield Lijst(
        [
            (_("%(doel)s: omhoog") if doel.meer_is_beter else _("%(doel)s: omlaag")) % {"doel": doel.naam}
            for doel in stuk.oordeel.uitkomst
        ]
    )
    partijen = {casus.kaarten[code].houder for code in stuk.codes}
    yield Alinea(
        _(
            "In het kort: %(maatregelen)s van %(partijen)s, verdeeld over %(duur)s, voor %(kosten)s. Wat hier goed gaat en "
            "waarop het plan verder bouwt:"
        )
        % {
            "maatregelen": ngettext("%(aantal)d maatregel", "%(aantal)d maatregelen", len(stuk.codes))
            % {"aantal": len(stuk.codes)},
            "partijen": ngettext("%(aantal)d partij", "%(aantal)d partijen", len(partijen))
            % {"aantal": len(partijen)},
            "duur": maanden(casus.programmaduur),
            "kosten": euro(stuk.nodig.kosten),
        }
    )
    yield Lijst(casus.krachten)


def _wat(stuk: _Stuk) -> Iterator[Blok]:
    casus = stuk.casus
    for principe, regels in plantabel(casus, stuk.plan).items():
        titel = PRINCIPES[principe]
        yield Kop(titel, principe)
        yield Alinea(str(WAARTOE[principe]))
        yield Tabel(
            _("Maatregelen: %(principe)s") % {"principe": titel},
            [_("Maatregel"), _("Wat er gebeurt"), _("Waar"), _("Wie trekt"), _("Hoe stevig")],
            [
                [
                    stuk.naam(regel.kaart),
                    stuk.zonder_codes(casus.kaarten[regel.kaart].uitleg),
                    regel.waar,
                    casus.houders[casus.kaarten[regel.kaart].houder],
                    regel.sterkte,
                ]
                for regel in regels
            ],
        )


def _wanneer(stuk: _Stuk) -> Iterator[Blok]:
    yield Alinea(
        _(
            "Maand 0 is de maand waarin het besluit over dit plan valt. Een gestippelde balk is voorbereiding: er wordt "
            "gewerkt, maar in %(gebied)s merkt nog niemand iets. Hoe hoger de balk, hoe steviger de maatregel."
        )
        % {"gebied": stuk.casus.woorden["gebied"]}
    )
    if stuk.inzetten:
        yield Tekening(plantijdlijn(stuk.casus, stuk.inzetten))
    yield Tabel(
        _("Planning op volgorde van start"),
        [_("Maatregel"), _("Start"), _("Werkt vanaf"), _("Stopt")],
        [
            [
                stuk.naam(rij.code),
                _maand(rij.inzet.start),
                _maand(rij.werkt_vanaf)
                if rij.werkt
                else _("begint niet: de voorbereiding duurt langer dan de maatregel"),
                _maand(min(rij.einde, stuk.casus.programmaduur)),
            ]
            for rij in _rijen(stuk)
        ],
    )


def _rijen(stuk: _Stuk) -> list[Maatregelrij]:
    return maatregelen(stuk.casus, {str(nummer): inzet for nummer, inzet in enumerate(stuk.inzetten)})


def _wat_het_vraagt(stuk: _Stuk) -> Iterator[Blok]:
    nodig = stuk.nodig
    yield Alinea(
        _("Het plan kost %(kosten)s. Er is %(budget)s.")
        % {"kosten": euro(nodig.kosten), "budget": euro(nodig.budget)}
    )
    rijen = []
    for houder, naam in stuk.casus.houders.items():
        gevraagd, beschikbaar = nodig.gevraagd[houder], nodig.beschikbaar[houder]
        te_veel = sum(fte > beschikbaar + 1e-9 for fte in gevraagd)
        rijen.append(
            [
                naam,
                getal(max(gevraagd, default=0), 1),
                getal(beschikbaar, 1),
                _("te weinig in %(maanden)s") % {"maanden": maanden(te_veel)} if te_veel else _("genoeg"),
            ]
        )
    yield Tabel(
        _("Mensen per partij, in voltijdbanen"),
        [_("Partij"), _("Nodig in de drukste maand"), _("Beschikbaar"), _("Genoeg?")],
        rijen,
    )


def _grond(stuk: _Stuk) -> Iterator[Blok]:
    kaarten = stuk.casus.kaarten
    yield Tabel(
        _("De wet en haar grenzen per maatregel"),
        [_("Maatregel"), _("Wet of afspraak"), _("Grens")],
        [
            [
                stuk.naam(code),
                stuk.zonder_codes(kaarten[code].grondslag),
                stuk.zonder_codes(kaarten[code].grens),
            ]
            for code in stuk.codes
        ],
    )
    bronnen = {bron.sleutel: bron for bron in stuk.casus.bronnen}
    if stuk.bronvragen:
        rijen = []
        for vraag in stuk.bronvragen:
            bron = bronnen[vraag.bron]
            grond = next(g for g in bron.grondslagen if g.sleutel == vraag.grondslag)
            oordeel = _("ja") if grond.juist else _("nee, zie Eerst regelen")
            rijen.append([bron.naam, str(vraag.maand), grond.tekst, oordeel])
        yield Tabel(
            _("Bronnen die zijn bevraagd"),
            [_("Bron"), _("Maand"), _("Grond"), _("Klopt de grond?")],
            rijen,
        )
    gevraagd = {vraag.bron for vraag in stuk.bronvragen}
    if open_bronnen := [bron for bron in stuk.casus.bronnen if bron.sleutel not in gevraagd]:
        yield Tabel(
            _("Bronnen die nog te bevragen zijn"),
            [_("Bron"), _("Grond die past")],
            [
                [bron.naam, stuk.zonder_codes(" ".join(g.tekst for g in bron.grondslagen if g.juist))]
                for bron in open_bronnen
            ],
        )


def _letten(stuk: _Stuk) -> Iterator[Blok]:
    eerst = [
        stuk.zonder_codes(" ".join(deel for deel in (b.melding, b.remedie, _artikel(b.artikel)) if deel))
        for b in stuk.oordeel.rechtmatigheid.bevindingen
    ]
    bronnen = {bron.sleutel: bron for bron in stuk.casus.bronnen}
    for vraag in stuk.bronvragen:
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
        yield Alinea(_("Er is geen voorwaarde gevonden die ontbreekt. Een jurist kan er wel een vinden."))
    yield Kop(_("Per maatregel"))
    kaarten = [stuk.casus.kaarten[code] for code in stuk.codes]
    yield Tabel(
        _("Wat er mis kan gaan, en wat daartegen helpt"),
        [_("Maatregel"), _("Risico"), _("Waarborg")],
        [
            [
                kaart.naam,
                kaart.bijwerking,
                stuk.zonder_codes(" ".join(dict.fromkeys(eis.remedie for eis in kaart.vereist)))
                or _("Zie de grens hierboven."),
            ]
            for kaart in kaarten
        ],
    )
    yield Kop(_("Wat we meten"))
    geleverd = {sleutel for bron in stuk.casus.bronnen for sleutel in bron.levert}
    yield Tabel(
        _("Cijfers die we volgen"),
        [_("Cijfer"), _("Wat het zegt"), _("Hoe vaak")],
        [
            [
                f"{indicator.naam} ({indicator.eenheid})",
                indicator.uitleg,
                _("elke maand")
                if indicator.ritme == 1
                else _("elke %(ritme)d maanden") % {"ritme": indicator.ritme},
            ]
            for indicator in stuk.casus.indicatoren.values()
            if indicator.sleutel in geleverd
        ],
    )


def _artikel(artikel: str) -> str:
    return f"({artikel})" if artikel else ""


def _besluiten(stuk: _Stuk) -> Iterator[Blok]:
    yield Alinea(
        _(
            "Over de volgorde, het geld en de mensen besluiten de partijen samen, vóór maand 0 en daarna elk jaar opnieuw. "
            "Over een maatregel besluit de partij die de bevoegdheid heeft. Niemand besluit op grond van dit stuk alleen."
        )
    )
    kaarten = [stuk.casus.kaarten[code] for code in stuk.codes]
    yield Tabel(
        _("Welke partij over welke maatregel besluit"),
        [_("Partij"), _("Besluit over")],
        [
            [naam, get_text_list(eigen, _("en"))]
            for houder, naam in stuk.casus.houders.items()
            if (eigen := [kaart.naam for kaart in kaarten if kaart.houder == houder])
        ],
    )


def _kwartalen(stuk: _Stuk) -> Iterator[Blok]:
    yield Alinea(_("Kwartaal 1 loopt van maand 0 tot maand 3."))
    rijen_in_plan = _rijen(stuk)
    for houder, naam in stuk.casus.houders.items():
        regels = [
            _kwartaal(stuk, rijen_in_plan, houder, van)
            for van in range(0, stuk.casus.programmaduur, KWARTAAL)
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
            yield Tabel(
                naam,
                [_("Kwartaal"), _("Voorbereiden"), _("Uitvoeren"), _("Voltijdbanen, drukste maand")],
                rijen,
            )


def _kwartaal(stuk: _Stuk, rijen: Sequence[Maatregelrij], houder: str, van: int) -> tuple[str, str, str]:
    """What a party prepares and does in the quarter that begins at month ``van``, and the staff it asks."""
    voorbereiden: list[str] = []
    uitvoeren: list[str] = []
    for rij in rijen:
        begint_later = rij.inzet.start >= van + KWARTAAL
        if houder not in stuk.casus.kaarten[rij.code].inzet or begint_later or rij.einde <= van:
            continue
        (uitvoeren if rij.werkt_vanaf < van + KWARTAAL else voorbereiden).append(rij.kort)
    fte = max(stuk.nodig.gevraagd[houder][van : van + KWARTAAL])
    return ", ".join(dict.fromkeys(voorbereiden)), ", ".join(dict.fromkeys(uitvoeren)), getal(fte, 1)


def _gebied(stuk: _Stuk) -> Iterator[Blok]:
    casus = stuk.casus
    yield Tabel(
        _("Deelgebieden"),
        [_("Deelgebied"), _("Adressen"), _("Omschrijving")],
        [[gebied.naam, getal(gebied.woningen), gebied.omschrijving] for gebied in casus.deelgebieden],
    )
    yield Tabel(
        _("Cijfers bij het begin"),
        [_("Wat"), _("Waarde"), _("Herkomst")],
        [[cijfer.naam, cijfer.waarde, cijfer.herkomst] for cijfer in casus.kerncijfers],
    )


def _maand(nummer: int) -> str:
    return _("maand %(nummer)d") % {"nummer": nummer}
