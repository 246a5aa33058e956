"""The mini-case: three decisions about one neighbourhood, every way through them worked out beforehand.

A choice is a ready fragment of a plan; what a visitor picks only selects one of the twelve results, so nothing a
visitor sends reaches the model. Both approaches of the second step ask about the same work per principle, so that
they differ in time and not in effort.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from simulatie.kern import Casus, Inzet, Kaart, Plan, Rechtmatigheid, laad_casus, reken_door, shapley

CASUS = "klosjesbuurt"


@dataclass(frozen=True)
class Keuze:
    """One answer to a step, and the part of the plan that comes with it.

    waarom    how it works out in the model, whichever way it went
    inzetten  months counted from the first working month of the fragment: of the programme, or of what follows
    wacht     months before the fragment of the next step begins
    tot       month in which the whole programme stops
    afbouw    per principle the month from which half is left
    """

    sleutel: str
    titel: str
    uitleg: str
    waarom: str
    inzetten: tuple[Inzet, ...] = ()
    wacht: int = 0
    tot: int = 60
    afbouw: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Stap:
    sleutel: str
    vraag: str
    keuzes: tuple[Keuze, ...]

    def keuze(self, sleutel: str) -> Keuze | None:
        return next((keuze for keuze in self.keuzes if keuze.sleutel == sleutel), None)


def _rijen(start: int, einde: int, **maten: float) -> tuple[Inzet, ...]:
    return tuple(Inzet(kaart, start, einde - start, mate) for kaart, mate in maten.items())


REGIE = {"R2": 1.0, "R6": 0.9, "R3": 0.8, "R1": 0.8}

STAPPEN = (
    Stap(
        "begin",
        "Waar begint u?",
        (
            Keuze(
                "onderzoek",
                "Eerst onderzoek en regie",
                "U zoekt uit wat er speelt, maakt afspraken over gegevens en zet één regisseur neer. "
                "Na vier maanden volgt de rest.",
                "Wie eerst weet wat er speelt, treft de goede adressen en bereidt zaken goed voor. Met "
                "afspraken mag u ook delen wat u weet.",
                _rijen(0, 60, **REGIE),
                wacht=4,
            ),
            Keuze(
                "actiedag",
                "Meteen een grote actiedag",
                "Alle diensten controleren samen, een half jaar lang. Iedereen ziet dat er iets gebeurt. "
                "Onderzoek en afspraken komen na een jaar.",
                "Zonder onderzoek treft een controle ook mensen die niets deden. Dat kost vertrouwen, en "
                "zonder afspraken houdt een besluit minder goed stand.",
                _rijen(0, 6, Z15=1.0) + _rijen(12, 60, **REGIE),
                wacht=4,
            ),
            Keuze(
                "zoet",
                "Alleen met zoet",
                "U steunt eerst de bewoners die het goed willen: een vast gezicht, een schone straat en hulp "
                "bij ruzies. De rest wacht ruim een jaar.",
                "Steun doet bewoners goed. Maar zolang niemand grenzen stelt, houdt het netwerk zijn "
                "greep en blijft de angst.",
                _rijen(0, 16, S1=0.6, S2=0.3, S7=0.3) + _rijen(12, 60, **REGIE),
                wacht=16,
            ),
        ),
    ),
    Stap(
        "aanpak",
        "Alles tegelijk of achter elkaar?",
        (
            Keuze(
                "tegelijk",
                "Tegelijk, elk met mate",
                "Steun voor bewoners, grenzen aan misbruik, hulp aan huis en een strenge voordeur lopen samen, "
                "elk op een deel van hun kracht.",
                "De vier principes houden elkaar overeind: grenzen geven rust, hulp voorkomt nieuwe "
                "problemen, de voordeur houdt woningen vrij en bewoners nemen de straat weer over.",
                _rijen(0, 60, S1=0.55, S2=0.2, S12=0.5, S7=0.2)
                + _rijen(0, 60, O1=0.5, O3=0.4, O4=0.4)
                + _rijen(0, 60, B4=0.75, B12=0.6, B5=0.2)
                + _rijen(4, 60, Z1=0.25, Z10=0.15),
            ),
            Keuze(
                "achter_elkaar",
                "Achter elkaar, elk op volle kracht",
                "Eerst alles op grenzen, dan op de voordeur, dan op hulp en ten slotte op de bewoners. "
                "Het is ongeveer evenveel werk, maar één ding tegelijk.",
                "Wat het ene principe oplost, raakt u weer kwijt als u daarmee stopt voordat het volgende "
                "werkt.",
                # Lead times begin in time, so that each block works from the month in which the last one ends.
                _rijen(0, 10, Z1=1.0, Z10=1.0)
                + _rijen(8, 24, B4=1.0, B12=1.0)
                + _rijen(6, 24, B5=1.0, B6=1.0, B8=1.0)
                + _rijen(3, 24, B3=0.8)
                + _rijen(22, 42, O1=1.0, O2=0.4, O3=1.0, O4=1.0)
                + _rijen(40, 56, S1=1.0, S2=1.0, S12=1.0, S7=1.0, S4=1.0, S13=1.0)
                + _rijen(42, 56, S3=1.0),
            ),
        ),
    ),
    Stap(
        "einde",
        "Het is ruim een jaar later. Wat nu?",
        (
            Keuze(
                "stoppen",
                "Stoppen na 15 maanden",
                "Het geld is elders nodig. Alle maatregelen stoppen.",
                "Angst en vertrouwen veranderen langzaam. U laat los voordat bewoners het zelf dragen. "
                "Daarna glijdt de buurt af, net als bij niets doen.",
                tot=15,
            ),
            Keuze(
                "volhouden",
                "Volhouden en afbouwen",
                "U gaat door tot vijf jaar. Wat dan nog streng is, halveert na ruim drie jaar.",
                "U geeft bewoners de tijd om het zelf te gaan dragen. Dat werkt het best als de principes "
                "samen lopen.",
                afbouw=(("zuur", 40),),
            ),
        ),
    ),
)

Weg = tuple[Keuze, ...]
"""One choice per step, in the order of the steps."""


@dataclass(frozen=True)
class Resultaat:
    """What came of one way through the steps.

    index       Leefbaarheidsindex (fictief) per month, of this way and of doing nothing
    score       share of the gain of the best known plan, in percent; 0 = doing nothing, may be negative
    gemiddeld   mean score of all ways
    waarden     per step what its choice was worth in points of score, against the mean over its choices; they sum
                to score - gemiddeld
    beter       the way that differs in one step and gains most by it; None when no such change gains anything
    """

    weg: Weg
    index: tuple[float, ...]
    niets_doen: tuple[float, ...]
    score: float
    gemiddeld: float
    waarden: tuple[float, ...]
    rechtmatigheid: Rechtmatigheid
    beter: Weg | None
    score_beter: float


def wegen() -> tuple[Weg, ...]:
    return tuple(product(*(stap.keuzes for stap in STAPPEN)))


def plan_van(casus: Casus, weg: Weg) -> Plan:
    """The fragments of a way, one after the other, with what its end cuts off or scales down."""
    begin, aanpak, einde = weg
    later = tuple(replace(inzet, start=inzet.start + begin.wacht) for inzet in aanpak.inzetten)
    rijen = [
        deel for inzet in begin.inzetten + later for deel in _afgebouwd(casus, inzet, dict(einde.afbouw))
    ]
    tot_het_einde = [replace(rij, duur=min(rij.einde, einde.tot) - rij.start) for rij in rijen]
    # What would stop within its lead time is not begun.
    return Plan(rij for rij in tot_het_einde if rij.duur > casus.aanloop(casus.kaarten[rij.kaart]))


def _afgebouwd(casus: Casus, inzet: Inzet, afbouw: Mapping[str, int]) -> tuple[Inzet, ...]:
    maand = afbouw.get(casus.kaarten[inzet.kaart].principe)
    if maand is None or not inzet.start < maand < inzet.einde:
        return (inzet,)
    return (
        replace(inzet, duur=maand - inzet.start),
        replace(inzet, start=maand, duur=inzet.einde - maand, mate=inzet.mate / 2),
    )


def werk(casus: Casus, plan: Plan) -> dict[str, float]:
    """Months of staff at work per group of principles: what makes two approaches comparable."""
    uit: dict[str, float] = {}
    for inzet in plan.inzetten:
        kaart: Kaart = casus.kaarten[inzet.kaart]
        maanden = inzet.duur - casus.aanloop(kaart)
        uit[kaart.groep] = uit.get(kaart.groep, 0.0) + sum(kaart.inzet.values()) * inzet.mate * maanden
    return uit


@cache
def resultaten() -> Mapping[tuple[str, ...], Resultaat]:
    """Every way by the keys of its choices, run in one batch the first time somebody asks.

    Raises CasusNietGeijkt while the case has no reference plan.
    """
    casus = laad_casus(CASUS)
    alle = wegen()
    plannen = [plan_van(casus, weg) for weg in alle]
    niets, referentie, *doorgerekend = reken_door(casus, [Plan(), casus.referentieplan, *plannen])
    scores = {
        weg: 100 * (uit.eind - niets.eind) / (referentie.eind - niets.eind)
        for weg, uit in zip(alle, doorgerekend, strict=True)
    }
    resultaten = {}
    for weg, uit in zip(alle, doorgerekend, strict=True):
        beter = _beste_verandering(weg, scores)
        resultaten[tuple(keuze.sleutel for keuze in weg)] = Resultaat(
            weg=weg,
            index=uit.index,
            niets_doen=niets.index,
            score=round(scores[weg], 9),
            gemiddeld=round(_gemiddelde(scores, {}), 9),
            waarden=_waarde_per_stap(weg, scores),
            rechtmatigheid=uit.rechtmatigheid,
            beter=beter,
            score_beter=round(scores[beter or weg], 9),
        )
    return resultaten


def _beste_verandering(weg: Weg, scores: Mapping[Weg, float]) -> Weg | None:
    buren = [ander for ander in scores if sum(a != b for a, b in zip(weg, ander, strict=True)) == 1]
    beste = max(buren, key=lambda buur: scores[buur])
    return beste if scores[beste] > scores[weg] else None


def _gemiddelde(scores: Mapping[Weg, float], vast: Mapping[int, Keuze]) -> float:
    """Mean score of the ways that have these choices."""
    passend = [score for weg, score in scores.items() if all(weg[n] == keuze for n, keuze in vast.items())]
    return sum(passend) / len(passend)


def _waarde_per_stap(weg: Weg, scores: Mapping[Weg, float]) -> tuple[float, ...]:
    """Shapley values of the choices; a set of choices is worth the mean of the ways that share them."""

    def waarde(stappen: frozenset[int]) -> float:
        return _gemiddelde(scores, {stap: weg[stap] for stap in stappen})

    return tuple(round(som, 9) for som in shapley(range(len(weg)), waarde).values())
