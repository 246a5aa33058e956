"""A short scene: somebody of the case reacts to what was decided, with one figure as it was observed.

After a dilemma somebody answers to the answer, and how it turned out in the model decides what is said; at the end of a
round without one, somebody for whom things changed. Nothing here reads a month that is still to come, and the figure is
the one of the dashboard: late, noisy, and only what is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulatie.kern import Casus, Gebeurtenis, Keuze, Persona, Verloop, spreek
from simulatie.schermen.verhaal import Gezicht, gezichten, verhaal
from simulatie.spel.verloop import Speelstand

BANG = 50.0
"""Above this fear an answer without an outcome of its own in the model is heard by people who keep silent."""
MEER_IS_BETER = frozenset(
    {
        "vertrouwen",
        "samenredzaamheid",
        "informatiebeeld",
        "samenwerking",
        "draagkracht",
        "medewerking",
        "uitstroomplekken",
        "fysieke_kwaliteit",
    }
)
TOT_EEN = frozenset({"samenwerking", "medewerking"})
"""Stocks that run to 1, where others run to 100."""
CIJFERS: Mapping[str, Sequence[str]] = {
    "vertrouwen": ("vertrouwen", "meldingsbereidheid"),
    "angst": ("onveilig", "meldingsbereidheid"),
    "criminele_greep": ("incidenten", "onveilig"),
    "overlast": ("meldingen", "onveilig"),
    "kwetsbaar": ("huurachterstand", "hulpvraag"),
    "woonfraude": ("bevestigde_woonfraude", "brp_afwijking"),
    "leegstand": ("leegstand", "mutatiegraad"),
    "fysieke_kwaliteit": ("schouw", "woz"),
    "samenredzaamheid": ("vrijwilligers", "sociale_cohesie"),
    "samenwerking": ("partners_aan_tafel",),
    "informatiebeeld": ("verse_adressen",),
    "juridisch_risico": ("bezwaren",),
    "draagkracht": ("verzuim",),
    "buurgebied": ("meldingen_buurgebied",),
}
"""By stock the indicators in which one may see what an answer did to it."""


@dataclass(frozen=True)
class Tafereel:
    """Who says what, and where; ``antwoord`` is what it is about, "" at the end of a round without a dilemma.

    over  keys of the indicators that come nearest to what was decided, in order of what to show
    """

    naam: str
    rol: str
    gezichten: Sequence[Gezicht]
    plek: str
    tekst: str
    antwoord: str
    over: Sequence[str]


def tafereel(casus: Casus, spel: Speelstand, vorige: int) -> Tafereel | None:
    """The scene of now: of the last answer since month ``vorige``, or of the end of the round. None at the beginning."""
    if spel.maand == 0:
        return None
    beantwoord = [
        (geval.gebeurtenis, geval.keuze, geval.maand)
        for geval in spel.gevallen
        if geval.keuze and geval.maand >= vorige
    ]
    if beantwoord:
        return na_antwoord(casus, spel.verloop, *beantwoord[-1])
    return None if spel.dilemma else _na_ronde(casus, spel, vorige)


def na_antwoord(
    casus: Casus, verloop: Verloop, gebeurtenis: Gebeurtenis, keuze: Keuze, maand: int
) -> Tafereel:
    """Somebody reacts to the answer of a dilemma that fell in this month of this run."""
    reactie = verhaal(casus.sleutel).reacties.get((gebeurtenis.sleutel, keuze.sleutel))
    mensen = {persona.sleutel: persona for persona in casus.personas}
    persona = mensen.get(reactie.persona) if reactie else None
    if reactie is None or persona is None:
        # A version with a dilemma that nobody wrote a reaction to: who it is about speaks as they would anyway.
        persona = persoon_van(casus, gebeurtenis)
        tekst = spreek(casus, verloop, 0, maand)[persona.sleutel]
    elif liep_anders(casus, verloop, gebeurtenis, keuze, maand, persona):
        tekst = reactie.anders
    else:
        tekst = reactie.tekst
    return _zegt(casus, persona, tekst, keuze.tekst, _nabij(keuze))


def liep_anders(
    casus: Casus, verloop: Verloop, gebeurtenis: Gebeurtenis, keuze: Keuze, maand: int, persona: Persona
) -> bool:
    """Whether the state made an answer turn out otherwise than it does by itself; for an answer of which the model knows
    one outcome, whether people around ``persona`` are afraid."""
    if not keuze.vervolg:
        if persona.deelgebied is None:
            return float(verloop.wijk("angst")[0, maand + 1]) > BANG
        angst = verloop.per_deelgebied("angst")[0, maand + 1]
        return float(angst[verloop.deelgebieden.index(persona.deelgebied)]) > BANG
    gebeurd = _sprong(casus, verloop, gebeurtenis, maand)
    uitkomsten: list[Mapping[str, float]] = [{}, *(vervolg.gevolg for vervolg in keuze.vervolg)]
    namen = {naam for gevolg in uitkomsten for naam in gevolg}
    maat = {naam: max(abs(gevolg.get(naam, 0.0)) for gevolg in uitkomsten) for naam in namen}

    def afstand(gevolg: Mapping[str, float]) -> float:
        return sum(
            abs(gebeurd[naam] - keuze.gevolg.get(naam, 0.0) - gevolg.get(naam, 0.0)) / maat[naam]
            for naam in namen
        )

    nu = min(uitkomsten, key=afstand)
    vanzelf, erbij = _waarde(keuze.gevolg), _waarde(nu)
    return bool(nu) and ((erbij > 0) != (vanzelf >= 0) or erbij < vanzelf < 0)


def _sprong(casus: Casus, verloop: Verloop, gebeurtenis: Gebeurtenis, maand: int) -> Mapping[str, float]:
    """What each stock did in the month of an event, where it fell, in the units people see."""
    waar = [
        nummer
        for nummer, gebied in enumerate(casus.deelgebieden)
        if not gebeurtenis.deelgebieden or gebied.sleutel in gebeurtenis.deelgebieden
    ]
    deel = casus.aandelen[waar] / casus.aandelen[waar].sum()
    namen = {naam for keuze in gebeurtenis.keuzes for v in keuze.vervolg for naam in v.gevolg}
    uit = {}
    for naam in namen:
        waarden = verloop.per_deelgebied(naam)[0, maand : maand + 2]
        hier = waarden[:, waar] @ deel if waarden.shape[1] > 1 else waarden[:, 0]
        uit[naam] = float(hier[1] - hier[0])
    return uit


def _waarde(gevolg: Mapping[str, float]) -> float:
    """Whether a change of stocks is good or bad news, on the whole."""
    return sum(
        bedrag * (100 if naam in TOT_EEN else 1) * (1 if naam in MEER_IS_BETER else -1)
        for naam, bedrag in gevolg.items()
    )


def _na_ronde(casus: Casus, spel: Speelstand, vorige: int) -> Tafereel:
    """Somebody who says something else than at the last round, a resident first; else the next in turn."""
    toen = spreek(casus, spel.verloop, 0, vorige)
    mensen = sorted(casus.personas, key=lambda persona: persona.deelgebied is None)
    anders = [p for p in mensen if spel.uitspraken[p.sleutel] != toen[p.sleutel]]
    persona = anders[0] if anders else mensen[spel.ronde % len(mensen)]
    return _zegt(casus, persona, spel.uitspraken[persona.sleutel], "", ())


def persoon_van(casus: Casus, gebeurtenis: Gebeurtenis) -> Persona:
    """Who a dilemma is about: who is named in it, or reacts to its answers, or lives where it falls; else the first."""
    mensen = {persona.sleutel: persona for persona in casus.personas}
    genoemd = [
        (plek, persona)
        for persona in casus.personas
        if (plek := f"{gebeurtenis.titel} {gebeurtenis.tekst}".find(persona.naam.split()[0])) >= 0
        and persona.naam.split()[0][0].isupper()
        and persona.naam.split()[0] not in ("De", "Burgemeester", "Meneer")
    ]
    if genoemd:
        return min(genoemd, key=lambda paar: paar[0])[1]
    for keuze in gebeurtenis.keuzes:
        reactie = verhaal(casus.sleutel).reacties.get((gebeurtenis.sleutel, keuze.sleutel))
        if reactie and reactie.persona in mensen:
            return mensen[reactie.persona]
    hier = [persona for persona in casus.personas if persona.deelgebied in gebeurtenis.deelgebieden]
    return (hier or list(casus.personas))[0]


def _zegt(casus: Casus, persona: Persona, tekst: str, antwoord: str, over: Sequence[str]) -> Tafereel:
    return Tafereel(
        naam=persona.naam,
        rol=persona.rol,
        gezichten=gezichten(casus.sleutel, persona.sleutel),
        plek=verhaal(casus.sleutel).plekken.get(persona.sleutel, ""),
        tekst=tekst,
        antwoord=antwoord,
        over=over,
    )


def _nabij(keuze: Keuze) -> Sequence[str]:
    """The indicators in which one may see what an answer does, the largest change first."""
    gevolgen: dict[str, float] = {}
    for gevolg in (keuze.gevolg, *(vervolg.gevolg for vervolg in keuze.vervolg)):
        for naam, bedrag in gevolg.items():
            groot = abs(bedrag) * (100 if naam in TOT_EEN else 1)
            gevolgen[naam] = max(gevolgen.get(naam, 0.0), groot)
    op_grootte = sorted(gevolgen, key=lambda naam: -gevolgen[naam])
    return tuple(dict.fromkeys(sleutel for naam in op_grootte for sleutel in CIJFERS.get(naam, ())))
