"""One month of the model, for any number of plans at once.

The equations are those of the reference model (see `toestand` for the symbols); every addition to it hangs
on a coefficient whose reference value switches it off, or on a flow that only cards can feed. Euler, dt = 1.

Each change is written as what happens by itself, then what the programme does. That order is also what makes it
fast, as are two habits: what is one number per plan is worked out before it meets the deelgebieden, and sums grow in
place (`x += ...`). Only what was made here may grow, never a part of the state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import exp, sqrt

import numpy as np

from simulatie.kern.gegevens.coefficienten import Coefficient, Coefficienten
from simulatie.kern.gegevens.kaart import SOORTEN
from simulatie.kern.gegevens.reeksen import Getallen, Vlaggen
from simulatie.kern.gegevens.toestand import ZAKEN, Toestand


@dataclass(frozen=True)
class Ijkpunt:
    """The point at which the reference model was written down: deviations from it drive the couplings."""

    criminele_greep: float = 55.0
    woonfraude: float = 8.0
    overlast: float = 60.0
    kwetsbaar: float = 14.0
    angst: float = 60.0
    leegstand: float = 3.0
    samenredzaamheid: float = 42.0
    vertrouwen: float = 30.0
    buurgebied: float = 30.0


IJKPUNT = Ijkpunt()
# Flows that work on the neighbourhood as a whole, whatever deelgebied they were meant for.
WIJKSTROMEN = ("onderzoek", "regie", "draagkracht", "verplaatsing", "juridisch", "uitstroom", "medewerking")
# How rare a kind of trouble must be before looking for it goes wrong more often: rarer than the average kind.
GEWOON_AANTAL = float(len(SOORTEN))
# As arrays, because NumPy takes longer to read a number of Python.
NUL, HONDERD = np.array(0.0), np.array(100.0)
# What nobody does: zero for every plan in every deelgebied.
GEEN = np.zeros((1, 1))
GEEN.flags.writeable = False


# What is measured on the way through a month, by name: numbers, and as `stilgelegd` whether a stop fell.
Gezien = dict[str, Getallen | Vlaggen]


class Dosis(dict[str, Getallen]):
    """The doses of one month per flow, [plan, deelgebied or 1], of WIJKSTROMEN [plan, 1]. An absent flow is zero."""

    def __missing__(self, stroom: str) -> Getallen:
        return GEEN


@dataclass(frozen=True, slots=True)
class Werking:
    """The doses of one month as they come out in this state: [plan, deelgebied] unless noted.

    zoet, zout, bitter, activering   effective, after coordination
    greep, woning                    effective zuur: levels off with the dose; greep before the network adapts
    last                             harm of zuur: grows faster than the dose
    zuur, zoet_gevraagd, zout_gevraagd, bitter_gevraagd   the doses before coordination
    ontruiming                       clearing of places, as far as people have somewhere to go
    onderzoek, regie                 [plan, 1]
    zaken, raak                      per kind of trouble what is done and how much of it hits, [plan, 1]; empty where
                                     nobody acts on any
    coordinatie                      [plan, 1]
    """

    zoet: Getallen
    zout: Getallen
    bitter: Getallen
    greep: Getallen
    woning: Getallen
    last: Getallen
    activering: Getallen
    zuur: Getallen
    zoet_gevraagd: Getallen
    zout_gevraagd: Getallen
    bitter_gevraagd: Getallen
    onderzoek: Getallen
    regie: Getallen
    ontruiming: Getallen
    coordinatie: Getallen
    zaken: Mapping[str, Getallen]
    raak: Mapping[str, Getallen]


@dataclass(frozen=True, slots=True)
class Zaken:
    """What is done about the kinds of trouble in a month, each [plan, 1].

    volgende             the stocks of open cases and of `verharding`, a month later
    aangepakt            cases closed this month, weighed by how much each kind weighs
    missers              harm at doors where that kind was not
    """

    volgende: Mapping[str, Getallen]
    aangepakt: Getallen
    missers: Getallen


# A month in which no plan does anything.
RUST = Werking(
    **{veld.name: GEEN for veld in fields(Werking) if veld.name not in ("zaken", "raak")}, zaken={}, raak={}
)


def wijkgemiddelde(waarde: Getallen, aandelen: Getallen) -> Getallen:
    """Households-weighted mean, [plan, 1]: the first deelgebied and what the others differ from it, so that what is the
    same everywhere stays the same to the last bit."""
    if waarde.shape[1] == 1:
        return waarde
    eerste = waarde[:, :1]
    verschil = waarde - eerste
    verschil *= aandelen
    return eerste + _som(verschil)


def _som(waarde: Getallen) -> Getallen:
    """Sum over the deelgebieden, [plan, 1]. Without BLAS and one after the other, so that the bits do not depend on
    how many plans run together."""
    if len(waarde) == 1:
        # NumPy would sum a row by itself in pairs.
        return np.add.accumulate(waarde, axis=1)[:, -1:]
    return np.add.reduce(waarde, axis=1, keepdims=True)


def precisie(toestand: Toestand, q: Coefficienten) -> Getallen:
    """Chance that a chosen address is the right one, [plan, 1]."""
    return np.minimum(1.0, q.precisie_basis + q.precisie_informatie / 100 * toestand.informatiebeeld)


def meldingsbereidheid(toestand: Toestand, meldroute: Getallen, zoet: Getallen, q: Coefficienten) -> Getallen:
    """Share of what happens that is reported, [plan, deelgebied]."""
    kans = q.melden_vertrouwen / 100 * toestand.vertrouwen
    kans += q.melden_samenredzaamheid / 100 * toestand.samenredzaamheid
    kans -= q.melden_angst / 100 * toestand.angst
    kans += q.melden_vast + q.melden_route * meldroute * (0.5 + 0.5 * zoet)
    return _binnen(kans, 0.02, 0.9)


def meldingen(overlast: Getallen, melden: Getallen | Vlaggen) -> Getallen:
    """What is reported of the nuisance there is."""
    return overlast * melden


def werking(toestand: Toestand, dosis: Dosis, q: Coefficienten) -> Werking:
    """What the doses of this month come to: stopped, halved and coordinated as the state allows."""
    if not dosis:
        return RUST
    kracht = np.where(toestand.draagkracht < q.draagkracht_grens, 0.5, 1.0)
    mag_kracht = np.where(toestand.stil == 0.0, kracht, 0.0)
    coordinatie = q.coordinatie_los + (1 - q.coordinatie_los) * toestand.samenwerking
    # Screening at the gate is done by who owns the gate.
    poort = q.medewerking_los + (1 - q.medewerking_los) * toestand.medewerking
    zoet, zout, bitter = dosis["zoet"] * kracht, dosis["zout"] * kracht, dosis["bitter"] * mag_kracht
    zuur = dosis["zuur_last"] * mag_kracht
    return Werking(
        # Where the core of the network stays, part of what residents are given ends up with it.
        zoet=zoet * (coordinatie * (1.0 - q.zoet_lek * toestand.zaken_kern)),
        zout=zout * coordinatie,
        bitter=bitter * (coordinatie * poort),
        greep=coordinatie * _afvlakken(dosis["zuur_greep"] * mag_kracht),
        woning=coordinatie * _afvlakken(dosis["zuur_woning"] * mag_kracht),
        last=coordinatie * zuur * zuur,
        activering=dosis["activering"] * (kracht * coordinatie),
        zuur=zuur,
        zoet_gevraagd=zoet,
        zout_gevraagd=zout,
        bitter_gevraagd=bitter,
        onderzoek=dosis["onderzoek"] * kracht,
        regie=dosis["regie"] * kracht,
        ontruiming=coordinatie * _afvlakken(dosis["ontruiming"] * mag_kracht)
        if "ontruiming" in dosis
        else GEEN,
        coordinatie=coordinatie,
        zaken={soort: dosis[f"zaak_{soort}"] * mag_kracht for soort in SOORTEN if f"zaak_{soort}" in dosis},
        raak={soort: dosis[f"raak_{soort}"] * mag_kracht for soort in SOORTEN if f"raak_{soort}" in dosis},
    )


def stap(s: Toestand, dosis: Dosis, aandelen: Getallen, q: Coefficienten) -> tuple[Toestand, Gezien]:
    """The state a month later, with what was seen on the way.

    aandelen is [deelgebied] and sums to 1. The second value has `precisie` and `meldingsbereidheid` of this month,
    `meldingen` (new nuisance times the willingness to report) and `stilgelegd` (bool [plan, 1]).
    """
    w = werking(s, dosis, q)
    p = precisie(s, q)
    melden = meldingsbereidheid(s, dosis["meldroute"], w.zoet, q)
    greep = 1 / IJKPUNT.criminele_greep * s.criminele_greep
    ongezien = 1.0 - q.screening * w.bitter * p
    zaken = _zaken(s, w, p, aandelen, q)
    schaars, geraakt = _missers(w, p, greep, zaken, q)
    weggehaald, vrijgemaakt, plek, d_plekken = _zuur(s, w, p, zaken, dosis, aandelen, q)

    d_woonfraude, d_leegstand, verhuurd, onterecht = _wonen(s, w, greep, geraakt, ongezien, vrijgemaakt, q)
    d_greep = _greep(s, weggehaald, ongezien, aandelen, q)
    d_kwetsbaar, nu_geholpen = _hulp(s, w, verhuurd, dosis["borging"], q)
    d_overlast, d_angst, schade = _overlast_en_angst(s, w, geraakt, dosis, aandelen, q)
    d_vertrouwen = _vertrouwen(s, w, geraakt, d_greep, schade, dosis["wantrouwen"], q)
    d_samen = _samenredzaamheid(s, w, geraakt, onterecht, vrijgemaakt, schade, q)
    d_draagkracht = _draagkracht(s, w, d_overlast, dosis, aandelen, q)

    woonfraude = _erbij(s.woonfraude, d_woonfraude, q.woningen_vol)
    volgende = Toestand(
        criminele_greep=_erbij(s.criminele_greep, d_greep),
        woonfraude=woonfraude,
        overlast=_erbij(s.overlast, d_overlast),
        kwetsbaar=_erbij(s.kwetsbaar, d_kwetsbaar, q.kwetsbaar_vol),
        angst=_erbij(s.angst, d_angst),
        vertrouwen=_erbij(s.vertrouwen, d_vertrouwen),
        samenredzaamheid=_erbij(s.samenredzaamheid, d_samen),
        # A home is misused or it stands empty, never both.
        leegstand=_erbij(s.leegstand, d_leegstand, q.woningen_vol - woonfraude),
        fysieke_kwaliteit=_erbij(s.fysieke_kwaliteit, _kwaliteit(s, w, dosis, q)),
        informatiebeeld=_erbij(s.informatiebeeld, _informatie(s, w, melden, aandelen, q)),
        samenwerking=_erbij(s.samenwerking, _samenwerking(s, w, q), 1.0),
        buurgebied=_erbij(s.buurgebied, _buurgebied(s, w, weggehaald, dosis, aandelen, q)),
        juridisch_risico=_erbij(s.juridisch_risico, _juridisch(s, w, schaars, plek, dosis, aandelen, q)),
        draagkracht=_erbij(s.draagkracht, d_draagkracht),
        uitstroomplekken=_binnen(s.uitstroomplekken + d_plekken, 0.0, q.woningen_vol),
        medewerking=_erbij(s.medewerking, _medewerking(s, dosis, q), 1.0),
        geholpen=nu_geholpen,
        verankering=s.verankering + _verankering(s, w, dosis["borging"], q),
        gewenning=_gewenning(s, w, p, q),
        vrijgekomen=(1 - q.verhuur) * s.vrijgekomen + weggehaald,
        jeugd=(1 - 1 / q.jeugd_vertraging) * s.jeugd + 1 / q.jeugd_vertraging * dosis["jeugd"],
        zoet_vorig=w.zoet_gevraagd,
        stil=np.maximum(NUL, s.stil - 1.0),
        **zaken.volgende,
    )
    volgende, stilgelegd = _leg_stil(volgende, q)
    gezien: Gezien = {
        "precisie": p,
        "meldingsbereidheid": melden,
        "meldingen": meldingen(volgende.overlast, melden),
        "stilgelegd": stilgelegd,
    }
    return volgende, gezien


def greep_streefwaarde(s: Toestand, q: Coefficienten) -> Getallen:
    """Where criminal grip settles if nothing else changes, [plan, deelgebied]."""
    steil = q.greep_steilheid
    x = steil * q.greep_angst * s.angst
    x += steil * q.greep_woonfraude * s.woonfraude
    x += steil * q.greep_kwetsbaar * s.kwetsbaar
    x += steil * q.greep_leegstand * s.leegstand
    x -= steil * q.greep_samenredzaamheid * s.samenredzaamheid
    x -= steil * q.greep_vertrouwen * s.vertrouwen
    x -= q.greep_jeugd * s.jeugd
    x -= q.zaken_kuil * opgelost(s, q)
    x += q.greep_nulpunt - steil * (
        q.greep_angst * IJKPUNT.angst
        + q.greep_woonfraude * IJKPUNT.woonfraude
        + q.greep_kwetsbaar * IJKPUNT.kwetsbaar
        + q.greep_leegstand * IJKPUNT.leegstand
        - q.greep_samenredzaamheid * IJKPUNT.samenredzaamheid
        - q.greep_vertrouwen * IJKPUNT.vertrouwen
    )
    np.exp(np.negative(x, out=x), out=x)
    x += 1.0
    streef = q.greep_bereik / x
    streef += q.greep_bodem
    return streef


def opgelost(s: Toestand, q: Coefficienten) -> Getallen:
    """Part of the trouble that is closed, each kind by its weight, [plan, 1]."""
    som: Getallen = GEEN
    for soort in SOORTEN:
        som = som + getattr(q, f"zaken_deel_{soort}") * (1.0 - getattr(s, f"zaken_{soort}"))
    return som


def _zaken(s: Toestand, w: Werking, p: Getallen, aandelen: Getallen, q: Coefficienten) -> Zaken:
    """Each kind of trouble has its cases. Cards close those of their own kind, from prepared files, and fewer as fewer
    are left; what is closed comes back where the network still has the area, unless somebody screens."""
    if not np.any(q.zaken_tempo):
        return Zaken({naam: getattr(s, naam) for naam in (*ZAKEN, "verharding")}, GEEN, GEEN)
    bitter = wijkgemiddelde(w.bitter, aandelen)
    greep = np.maximum(wijkgemiddelde(s.criminele_greep, aandelen), 1e-9) / IJKPUNT.criminele_greep
    terug = q.zaken_terug * _macht(greep, q.zaken_terug_macht) * (1.0 - q.zaken_scherm * bitter)
    blijft = 1.0 - q.zaken_hervulling * (1.0 - bitter)
    voorbereid = p * (p / q.voorbereiding_norm) ** (q.voorbereiding - 1)
    tempo = q.zaken_tempo * voorbereid * w.coordinatie / (1.0 + q.zaken_verharding * s.verharding)
    volgende: dict[str, Getallen] = {}
    aangepakt, missers = GEEN, GEEN
    for soort in SOORTEN:
        naam, deel = f"zaken_{soort}", getattr(q, f"zaken_deel_{soort}")
        open_zaken: Getallen = getattr(s, naam)
        verandering = terug * (1.0 - open_zaken)
        if soort in w.raak:
            gesloten = tempo * w.raak[soort] * open_zaken
            verandering = verandering - blijft * gesloten
            aangepakt = aangepakt + deel * gesloten
        if soort in w.zaken:
            # A kind that is rare here is looked for at the wrong doors.
            raak = p * open_zaken * np.minimum(1.0, GEWOON_AANTAL * deel)
            missers = missers + w.zaken[soort] * _macht(1.0 - raak, q.zaken_mis_macht)
        volgende[naam] = _erbij(open_zaken, verandering, 1.0)
    kort = np.maximum(NUL, 1.0 - bitter / q.zaken_bitter_nodig)
    volgende["verharding"] = (1 - 1 / q.zaken_verharding_duur) * s.verharding + kort * aangepakt
    return Zaken(volgende, aangepakt, q.zaken_missers * missers * w.coordinatie)


def _binnen(waarde: Getallen, laag: Coefficient = NUL, hoog: Coefficient = HONDERD) -> Getallen:
    """`waarde` itself, cut off in place."""
    np.maximum(waarde, laag, out=waarde)
    return np.minimum(waarde, hoog, out=waarde)


def _erbij(stand: Getallen, verandering: Getallen, hoog: Coefficient = HONDERD) -> Getallen:
    """The stock a month later, within its bounds; written where `verandering` stood."""
    verandering += stand
    return _binnen(verandering, hoog=hoog)


def _macht(grondtal: Getallen, macht: Coefficient) -> Getallen:
    """A power by way of logarithms: NumPy's own gives other last bits in another company of plans."""
    return np.exp(macht * np.log(np.maximum(grondtal, 1e-12)))


def _afvlakken(dosis: Getallen) -> Getallen:
    return (1.0 - np.exp(-2.0 * dosis)) / (1 - exp(-2.0))


def _missers(
    w: Werking, p: Getallen, greep: Getallen, zaken: Zaken, q: Coefficienten
) -> tuple[Getallen, Getallen]:
    """How scarce the real cases have become, 0..schaarste, and the harm that lands on who had done nothing. The less
    there is left to find, the more often one is wrong."""
    if w is RUST:
        return GEEN, GEEN
    schaars = 1.0 - greep
    np.maximum(schaars, NUL, out=schaars)
    schaars *= q.schaarste
    geraakt = p * schaars
    geraakt += 1.0 - p
    geraakt *= w.last
    if zaken.missers is not GEEN:
        geraakt += zaken.missers
    return schaars, geraakt


def _zuur(
    s: Toestand, w: Werking, p: Getallen, zaken: Zaken, dosis: Dosis, aandelen: Getallen, q: Coefficienten
) -> tuple[Getallen, Getallen, Getallen, Getallen]:
    """Grip taken away and homes taken back, [plan, deelgebied]; how far there was a place elsewhere for who had to
    leave, and the change of those places, [plan, 1]."""
    erbij = q.uitstroom_opbouw * dosis["uitstroom"]
    if w is RUST:
        return GEEN, GEEN, GEEN, erbij
    # Only prepared cases can be acted on.
    voorbereid = p * (p / q.voorbereiding_norm) ** (q.voorbereiding - 1)
    weggehaald = 1.0 - q.gewenning_sterkte * s.gewenning
    weggehaald *= s.criminele_greep
    weggehaald *= q.greep_zuur * voorbereid * w.greep
    if zaken.aangepakt is not GEEN:
        weggehaald += q.zaken_greep * zaken.aangepakt * s.criminele_greep
    per_zuur = q.woning_zuur * voorbereid * s.woonfraude
    if "ontruiming" not in dosis:
        per_zuur *= w.woning
        return weggehaald, per_zuur, GEEN, erbij
    gevraagd = wijkgemiddelde(per_zuur * w.ontruiming, aandelen)
    # Who has nowhere to go is not moved.
    plek = np.minimum(1.0, s.uitstroomplekken / np.maximum(gevraagd, 1e-9))
    per_zuur *= w.woning + w.ontruiming * plek
    return weggehaald, per_zuur, plek, erbij - gevraagd * plek


def _gewenning(s: Toestand, w: Werking, p: Getallen, q: Coefficienten) -> Getallen:
    """How far the network has adapted: it learns most from the actions that miss, and forgets."""
    leert = w.zuur * (1.0 - p) / q.gewenning_opbouw
    return leert + (1 - 1 / q.gewenning_afbouw - leert) * s.gewenning


def _informatie(s: Toestand, w: Werking, melden: Getallen, aandelen: Getallen, q: Coefficienten) -> Getallen:
    plafond = q.informatie_plafond + q.informatie_plafond_samenwerking * s.samenwerking
    ruimte: Getallen = np.maximum(NUL, plafond - s.informatiebeeld)
    opbouw = q.informatie_opbouw * w.onderzoek + q.informatie_meldingen * wijkgemiddelde(melden, aandelen)
    return opbouw * ruimte - q.informatie_verval * s.informatiebeeld + q.informatie_gewoon


def _samenwerking(s: Toestand, w: Werking, q: Coefficienten) -> Getallen:
    meer = w.regie - s.samenwerking
    minder = np.maximum(w.regie, q.samenwerking_bodem) - s.samenwerking
    return np.where(meer > 0.0, meer / q.samenwerking_opbouw, minder / q.samenwerking_wegzakken)


def _greep(
    s: Toestand, weggehaald: Getallen, ongezien: Getallen, aandelen: Getallen, q: Coefficienten
) -> Getallen:
    verandering = greep_streefwaarde(s, q)
    verandering -= s.criminele_greep
    verandering *= q.greep_herstel
    verandering += q.greep_terug * q.verhuur * ongezien * s.vrijgekomen
    verandering += q.greep_buurgebied * np.maximum(NUL, s.buurgebied - IJKPUNT.buurgebied)
    if weggehaald is GEEN:
        return verandering
    verandering -= weggehaald
    if weggehaald.shape[1] > 1:
        # Part of it turns up in the other deelgebieden.
        stroom = weggehaald * (aandelen / (1 - aandelen))
        stroom *= q.verplaatsing_binnen
        verandering += _som(stroom)
        verandering -= stroom
    return verandering


def _buurgebied(
    s: Toestand, w: Werking, weggehaald: Getallen, dosis: Dosis, aandelen: Getallen, q: Coefficienten
) -> Getallen:
    verandering = -q.buurgebied_herstel * (s.buurgebied - IJKPUNT.buurgebied)
    if w is RUST:
        return verandering
    demping = (1.0 - q.verplaatsing_demping_zout * w.zout) * (1.0 - q.verplaatsing_demping_regie * w.regie)
    schuift = wijkgemiddelde(q.verplaatsing * demping * weggehaald, aandelen)
    return verandering + schuift + q.verplaatsing_kaart * dosis["verplaatsing"]


def _wonen(
    s: Toestand,
    w: Werking,
    greep: Getallen,
    geraakt: Getallen,
    ongezien: Getallen,
    vrijgemaakt: Getallen,
    q: Coefficienten,
) -> tuple[Getallen, Getallen, Getallen, Getallen]:
    verhuurd = q.verhuur * s.leegstand
    instroom = q.instroom_verkeerd * ongezien * verhuurd
    # What the network draws in: new tenants, recruits, and the refill of homes taken back.
    d_woonfraude = (1 - q.instroom_vast) * instroom
    d_woonfraude += q.werving / sqrt(IJKPUNT.kwetsbaar) * np.sqrt(s.kwetsbaar)
    if w is not RUST:
        d_woonfraude += q.hervulling * ongezien * vrijgemaakt
    d_woonfraude *= greep
    d_woonfraude += q.instroom_vast * instroom
    d_woonfraude -= q.woonfraude_vanzelf * s.woonfraude
    if w is RUST:
        return d_woonfraude, q.mutatie - verhuurd, verhuurd, GEEN
    d_woonfraude -= vrijgemaakt
    onterecht = q.woning_onterecht * geraakt
    onterecht *= s.woonfraude
    d_leegstand = vrijgemaakt + onterecht
    d_leegstand += q.mutatie + q.leegstand_zuur * w.last
    d_leegstand -= (1.0 - q.screening_vertraagt_verhuur * w.bitter) * verhuurd
    return d_woonfraude, d_leegstand, verhuurd, onterecht


def _hulp(
    s: Toestand, w: Werking, verhuurd: Getallen, borging: Getallen, q: Coefficienten
) -> tuple[Getallen, Getallen]:
    """Change of the households in need, and how many are now helped."""
    terug = 1.0 - s.verankering
    terug *= s.geholpen
    terug *= q.terugval * (1.0 - w.zout_gevraagd) * (1.0 - q.borging_terugval * borging)
    instroom = q.kwetsbaar_instroom * (1.0 - q.kwetsbaar_instroom_zout * w.zout)
    d_kwetsbaar = instroom * (1.0 - q.kwetsbaar_instroom_bitter * w.bitter) * verhuurd
    d_kwetsbaar += q.kwetsbaar_ontstaat
    d_kwetsbaar -= q.kwetsbaar_vanzelf * s.kwetsbaar
    d_kwetsbaar += terug
    nu_geholpen = (1 - q.geholpen_verloop) * s.geholpen
    nu_geholpen -= terug
    if w is RUST:
        return d_kwetsbaar, nu_geholpen
    # Who is afraid, or does not trust the helper, does not open the door.
    erbij = np.minimum(s.vertrouwen, q.hulp_vertrouwen_vol)
    erbij *= q.hulp_vertrouwen / IJKPUNT.vertrouwen
    erbij += 1 - q.hulp_vertrouwen
    erbij *= 1.0 - q.hulp_angst / 100 * s.angst
    erbij *= s.kwetsbaar
    erbij *= q.hulp * w.zout
    d_kwetsbaar -= erbij
    nu_geholpen += erbij
    return d_kwetsbaar, nu_geholpen


def _verankering(s: Toestand, w: Werking, borging: Getallen, q: Coefficienten) -> Getallen:
    if w is RUST:
        return -1 / q.verankering_afbouw * s.verankering
    actief: Getallen = np.minimum(1.0, (w.zoet + w.zout) / q.verankering_drempel)
    omlaag = actief - s.verankering
    omhoog: Getallen = np.maximum(omlaag, NUL)
    omlaag -= omhoog
    omlaag *= 1 / q.verankering_afbouw
    omhoog *= (1.0 + q.borging_verankering * borging) / q.verankering_opbouw
    omhoog += omlaag
    return omhoog


def _overlast_en_angst(
    s: Toestand, w: Werking, geraakt: Getallen, dosis: Dosis, aandelen: Getallen, q: Coefficienten
) -> tuple[Getallen, Getallen, Getallen]:
    d_overlast = q.overlast_greep * s.criminele_greep
    d_overlast += q.overlast_kwetsbaar * s.kwetsbaar
    d_overlast += q.overlast_woonfraude * s.woonfraude
    d_overlast += q.overlast_leegstand * s.leegstand
    d_overlast -= q.overlast_samenredzaamheid * s.samenredzaamheid
    d_overlast -= s.overlast
    d_overlast += (
        q.overlast_vast - q.overlast_kaart * dosis["overlast"] - q.overlast_zaken * (1.0 - s.zaken_overlast)
    )
    d_overlast *= 1 / q.overlast_traagheid

    # What happens a block away frightens too: the grip people feel is partly that of the whole area.
    buren = q.buren_invloed if s.criminele_greep.shape[1] > 1 else 0.0
    d_angst = q.angst_greep * (1 - buren) * s.criminele_greep
    d_angst -= s.angst
    d_angst += (
        q.angst_vast
        + q.angst_greep * buren * wijkgemiddelde(s.criminele_greep, aandelen)
        + q.angst_hard_optreden * w.last * (1.0 - w.zoet)
        - q.angst_bescherming * dosis["bescherming"]
    )
    if w is not RUST:
        d_angst += q.angst_misser * geraakt
    d_angst *= 1 / q.angst_traagheid
    if "activering" not in dosis:
        return d_overlast, d_angst, GEEN
    # Who stands up while fear is still high gets hurt.
    schade = s.angst - q.activering_veilig
    np.maximum(schade, NUL, out=schade)
    schade *= q.activering_schade / (100 - q.activering_veilig) * w.activering * (1.0 - dosis["bescherming"])
    d_angst += schade
    return d_overlast, d_angst, schade


def _vertrouwen(
    s: Toestand,
    w: Werking,
    geraakt: Getallen,
    d_greep: Getallen,
    schade: Getallen,
    wantrouwen: Getallen,
    q: Coefficienten,
) -> Getallen:
    tempo = 1 / q.vertrouwen_traagheid
    verandering: Getallen = q.vertrouwen_resultaat_vast + (1 - q.vertrouwen_resultaat_vast) * w.zoet
    verandering = -q.vertrouwen_resultaat * verandering * np.minimum(d_greep, NUL)
    verandering -= tempo * s.vertrouwen
    verandering -= tempo * q.vertrouwen_greep * s.criminele_greep
    verandering += (
        tempo * (q.vertrouwen_evenwicht + q.vertrouwen_greep * IJKPUNT.criminele_greep)
        - q.vertrouwen_belofte * np.maximum(NUL, s.zoet_vorig - w.zoet_gevraagd)
        - wantrouwen
    )
    if w is not RUST:
        goed = q.vertrouwen_plafond_zoet - s.vertrouwen
        goed *= 1.0 - 1 / q.vertrouwen_angst * s.angst
        goed *= q.vertrouwen_zoet * w.zoet
        verandering += goed
        verandering += q.vertrouwen_zout * w.zout * (q.vertrouwen_plafond_zout - s.vertrouwen)
        slecht = q.vertrouwen_zonder_zoet * w.last * (1.0 - w.zoet) + geraakt
        slecht *= s.vertrouwen
        slecht *= q.vertrouwen_asymmetrie * q.vertrouwen_zoet
        verandering -= slecht
        verandering -= schade
    # It grows more slowly than it falls.
    verandering += (q.vertrouwen_stijging - 1) * np.maximum(verandering, NUL)
    return verandering


def _samenredzaamheid(
    s: Toestand,
    w: Werking,
    geraakt: Getallen,
    onterecht: Getallen,
    vrijgemaakt: Getallen,
    schade: Getallen,
    q: Coefficienten,
) -> Getallen:
    tempo = 1 / q.samen_traagheid
    verandering = -tempo * s.samenredzaamheid
    verandering -= tempo * q.samen_terug_angst * s.angst
    verandering -= tempo * q.samen_terug_overlast * s.overlast
    verandering += tempo * (
        q.samen_evenwicht + q.samen_terug_angst * IJKPUNT.angst + q.samen_terug_overlast * IJKPUNT.overlast
    )
    if w is RUST:
        return verandering
    vrijwilligers = q.activering_grens - s.angst
    vrijwilligers *= 1 / (q.activering_grens - q.activering_veilig)
    goed = _binnen(vrijwilligers, 0.0, 1.0)
    goed *= q.activering_winst * w.activering
    goed += q.samen_zoet * w.zoet * (1.0 - 1 / q.samen_angst * s.angst)
    goed *= q.samen_plafond - s.samenredzaamheid
    verandering += goed
    verandering -= q.samen_onterecht * onterecht
    verandering -= q.samen_verhuizing * vrijgemaakt
    verandering -= q.samen_misser * geraakt
    verandering -= schade
    return verandering


def _kwaliteit(s: Toestand, w: Werking, dosis: Dosis, q: Coefficienten) -> Getallen:
    verandering = -q.kwaliteit_verval * s.fysieke_kwaliteit
    verandering -= q.kwaliteit_overlast * s.overlast
    verandering += (
        q.kwaliteit_verval * q.kwaliteit_evenwicht
        + q.kwaliteit_overlast * IJKPUNT.overlast
        + q.kwaliteit_zoet * w.zoet
        + q.kwaliteit_regie * w.regie
        + q.kwaliteit_kaart * dosis["kwaliteit"] * s.medewerking
    )
    return verandering


def _medewerking(s: Toestand, dosis: Dosis, q: Coefficienten) -> Getallen:
    vrij = q.medewerking_evenwicht
    streef = vrij + (1 - vrij) * dosis["medewerking"]
    return (streef - s.medewerking) / q.medewerking_traagheid


def _juridisch(
    s: Toestand,
    w: Werking,
    schaars: Getallen,
    plek: Getallen,
    dosis: Dosis,
    aandelen: Getallen,
    q: Coefficienten,
) -> Getallen:
    verandering = -q.juridisch_verval * s.juridisch_risico
    if w is RUST:
        return verandering
    dossier = 0.005 * s.informatiebeeld + 0.5 * s.samenwerking
    zwak = dossier * schaars
    zwak += 1.0 - dossier
    zwak *= 0.5 * w.zuur * (1.0 + w.zuur)
    verandering += q.juridisch_zuur * wijkgemiddelde(zwak, aandelen)
    verandering += (
        q.juridisch_screening * wijkgemiddelde(w.bitter_gevraagd, aandelen) * (1.0 - s.samenwerking)
    )
    verandering += dosis["juridisch"]
    if "ontruiming" in dosis:
        verandering += q.ontruiming_risico * wijkgemiddelde(w.ontruiming, aandelen) * (1.0 - plek)
    return verandering


def _draagkracht(
    s: Toestand, w: Werking, d_overlast: Getallen, dosis: Dosis, aandelen: Getallen, q: Coefficienten
) -> Getallen:
    verandering: Getallen = q.draagkracht_herstel * (q.draagkracht_evenwicht - s.draagkracht)
    verandering -= q.draagkracht_resultaat * wijkgemiddelde(np.minimum(d_overlast, NUL), aandelen)
    verandering -= q.draagkracht_juridisch / 20 * np.maximum(NUL, s.juridisch_risico - 40.0)
    if w is RUST:
        return verandering
    drukte = q.draagkracht_drukte / 4 * (w.zoet_gevraagd + w.zuur + w.zout_gevraagd + w.bitter_gevraagd)
    verandering += wijkgemiddelde(q.draagkracht_zoet * w.zoet - drukte, aandelen)
    verandering += q.draagkracht_kaart * dosis["draagkracht"]
    return verandering


def _leg_stil(s: Toestand, q: Coefficienten) -> tuple[Toestand, Vlaggen]:
    """Court or press stops zuur and bitter when the pile of weak files grows too high."""
    stop = s.juridisch_risico > q.juridisch_grens
    if stop.any():
        stop &= s.stil == 0.0
    if not stop.any():
        return s, stop
    return replace(
        s,
        vertrouwen=np.where(stop, _binnen(s.vertrouwen - q.stillegging_vertrouwen), s.vertrouwen),
        draagkracht=np.where(stop, _binnen(s.draagkracht - q.stillegging_draagkracht), s.draagkracht),
        juridisch_risico=np.where(stop, q.stillegging_terug_naar, s.juridisch_risico),
        stil=np.where(stop, q.stillegging_duur, s.stil),
    ), stop
