"""One month of the model, for any number of plans at once.

The equations are those of the reference model (see `toestand` for the symbols); every addition to it hangs
on a coefficient whose reference value switches it off, or on a flow that only cards can feed. Euler, dt = 1.
"""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np

from simulatie.kern.toestand import Toestand

# The point at which the reference model was written down: deviations from it drive the couplings.
IJKPUNT = SimpleNamespace(
    criminele_greep=55.0,
    woonfraude=8.0,
    overlast=60.0,
    kwetsbaar=14.0,
    angst=60.0,
    leegstand=3.0,
    samenredzaamheid=42.0,
    vertrouwen=30.0,
    buurgebied=30.0,
)


@dataclass(frozen=True, slots=True)
class Werking:
    """The doses of one month as they come out in this state: [plan, deelgebied] unless noted.

    zoet, zout, bitter, activering   effective, after coordination
    greep, woning                    effective zuur: levels off with the dose
    last                             harm of zuur: grows faster than the dose
    zuur, zoet_gevraagd, zout_gevraagd, bitter_gevraagd   the doses before coordination
    ontruiming                       clearing of places, as far as people have somewhere to go
    onderzoek, regie                 [plan, 1]
    """

    zoet: np.ndarray
    zout: np.ndarray
    bitter: np.ndarray
    greep: np.ndarray
    woning: np.ndarray
    last: np.ndarray
    activering: np.ndarray
    zuur: np.ndarray
    zoet_gevraagd: np.ndarray
    zout_gevraagd: np.ndarray
    bitter_gevraagd: np.ndarray
    onderzoek: np.ndarray
    regie: np.ndarray
    ontruiming: np.ndarray


def wijkgemiddelde(waarde: np.ndarray, aandelen: np.ndarray) -> np.ndarray:
    """Households-weighted mean, [plan, 1]. Summed per row and without BLAS, so that the bits do not depend on how
    many plans run together."""
    if waarde.shape[1] == 1:
        return waarde
    return np.add.reduce(waarde * aandelen, axis=1, keepdims=True)


def precisie(toestand: Toestand, q: SimpleNamespace) -> np.ndarray:
    """Chance that a chosen address is the right one, [plan, 1]."""
    return q.precisie_basis + q.precisie_informatie * toestand.informatiebeeld / 100


def meldingsbereidheid(
    toestand: Toestand, meldroute: np.ndarray, zoet: np.ndarray, q: SimpleNamespace
) -> np.ndarray:
    """Share of what happens that is reported, [plan, deelgebied]."""
    kans = (
        q.melden_vast
        + q.melden_vertrouwen * toestand.vertrouwen / 100
        + q.melden_samenredzaamheid * toestand.samenredzaamheid / 100
        - q.melden_angst * toestand.angst / 100
        + q.melden_route * meldroute * (0.5 + 0.5 * zoet)
    )
    return _binnen(kans, 0.02, 0.9)


def werking(
    toestand: Toestand, dosis: dict[str, np.ndarray], aandelen: np.ndarray, q: SimpleNamespace
) -> Werking:
    """What the doses of this month come to: stopped, halved and coordinated as the state allows."""
    mag = (toestand.stil == 0).astype(float)
    kracht = np.where(toestand.draagkracht < q.draagkracht_grens, 0.5, 1.0)
    coordinatie = q.coordinatie_los + (1 - q.coordinatie_los) * toestand.samenwerking
    mag_kracht = mag * kracht
    zoet, zout, bitter = dosis["zoet"] * kracht, dosis["zout"] * kracht, dosis["bitter"] * mag_kracht
    zuur = dosis["zuur_last"] * mag_kracht
    # Screening at the gate is done by who owns the gate.
    poort = q.medewerking_los + (1 - q.medewerking_los) * toestand.medewerking
    gewend = 1 - q.gewenning_sterkte * toestand.gewenning
    return Werking(
        zoet=zoet * coordinatie,
        zout=zout * coordinatie,
        bitter=bitter * coordinatie * poort,
        greep=coordinatie * _afvlakken(dosis["zuur_greep"] * mag_kracht) * gewend,
        woning=coordinatie * _afvlakken(dosis["zuur_woning"] * mag_kracht),
        last=coordinatie * (q.last_lineair * zuur + (1 - q.last_lineair) * zuur * zuur),
        activering=dosis["activering"] * kracht * coordinatie,
        zuur=zuur,
        zoet_gevraagd=zoet,
        zout_gevraagd=zout,
        bitter_gevraagd=bitter,
        onderzoek=wijkgemiddelde(dosis["onderzoek"], aandelen) * kracht,
        regie=wijkgemiddelde(dosis["regie"], aandelen) * kracht,
        ontruiming=coordinatie * _afvlakken(dosis["ontruiming"] * mag_kracht),
    )


def stap(
    s: Toestand, dosis: dict[str, np.ndarray], aandelen: np.ndarray, q: SimpleNamespace
) -> tuple[Toestand, dict[str, np.ndarray]]:
    """The state a month later, with what was seen on the way.

    dosis holds per flow an array [plan, deelgebied or 1]; aandelen is [deelgebied] and sums to 1. The second
    value has `precisie` and `meldingsbereidheid` of this month, `meldingen` (new nuisance times the willingness
    to report) and `stilgelegd` (bool [plan, 1]).
    """
    w = werking(s, dosis, aandelen, q)
    p = precisie(s, q)
    melden = meldingsbereidheid(s, dosis["meldroute"], w.zoet, q)

    weggehaald = q.greep_zuur * w.greep * _voorbereid(p, q) * s.criminele_greep
    per_zuur = q.woning_zuur * _voorbereid(p, q) * s.woonfraude
    gevraagde_plekken = wijkgemiddelde(per_zuur * w.ontruiming, aandelen)
    # Who has nowhere to go is not moved.
    plek = np.minimum(1.0, s.uitstroomplekken / np.maximum(gevraagde_plekken, 1e-9))
    vrijgemaakt = per_zuur * (w.woning + w.ontruiming * plek)
    # Share of the hard measures that hit someone who had done nothing.
    mis = 1 - p * _raak(s, q)
    d_woonfraude, d_leegstand, onterecht, verhuurd = _wonen(s, w, p, mis, vrijgemaakt, q)
    d_greep = _greep(s, weggehaald, _ongezien(w, p, q), aandelen, q)
    d_kwetsbaar, d_geholpen = _hulp(s, w, dosis, verhuurd, q)
    d_overlast, d_angst, schade = _overlast_en_angst(s, w, mis, dosis, aandelen, q)
    d_vertrouwen = _vertrouwen(s, w, mis, d_greep, dosis["wantrouwen"] + schade, q)
    d_samen = _samenredzaamheid(s, w, onterecht, vrijgemaakt, schade + q.samen_misser * w.last * mis, q)
    d_kwaliteit = (
        q.kwaliteit_zoet * w.zoet
        + q.kwaliteit_regie * w.regie
        + q.kwaliteit_kaart * dosis["kwaliteit"] * s.medewerking
        - q.kwaliteit_verval * (s.fysieke_kwaliteit - q.kwaliteit_evenwicht)
        - q.kwaliteit_overlast * (s.overlast - IJKPUNT.overlast)
    )

    volgende = Toestand(
        criminele_greep=_binnen(s.criminele_greep + d_greep),
        woonfraude=_binnen(s.woonfraude + d_woonfraude, 0.0, q.woningen_vol),
        overlast=_binnen(s.overlast + d_overlast),
        kwetsbaar=_binnen(s.kwetsbaar + d_kwetsbaar, 0.0, q.kwetsbaar_vol),
        angst=_binnen(s.angst + d_angst),
        vertrouwen=_binnen(s.vertrouwen + d_vertrouwen),
        samenredzaamheid=_binnen(s.samenredzaamheid + d_samen),
        leegstand=_binnen(s.leegstand + d_leegstand, 0.0, q.woningen_vol),
        fysieke_kwaliteit=_binnen(s.fysieke_kwaliteit + d_kwaliteit),
        informatiebeeld=_binnen(s.informatiebeeld + _informatie(s, w, melden, aandelen, q)),
        samenwerking=_binnen(s.samenwerking + _samenwerking(s, w, q), 0.0, 1.0),
        buurgebied=_binnen(s.buurgebied + _buurgebied(s, w, weggehaald, dosis, aandelen, q)),
        juridisch_risico=_binnen(s.juridisch_risico + _juridisch(s, w, dosis, plek, aandelen, q)),
        draagkracht=_binnen(s.draagkracht + _draagkracht(s, w, d_overlast, dosis, aandelen, q)),
        uitstroomplekken=_binnen(
            s.uitstroomplekken
            + q.uitstroom_opbouw * wijkgemiddelde(dosis["uitstroom"], aandelen)
            - gevraagde_plekken * plek,
            0.0,
            q.woningen_vol,
        ),
        medewerking=_binnen(s.medewerking + _medewerking(s, dosis, aandelen, q), 0.0, 1.0),
        geholpen=s.geholpen + d_geholpen,
        verankering=s.verankering + _verankering(s, w, dosis["borging"], q),
        gewenning=s.gewenning + _gewenning(s, w, p, q),
        vrijgekomen=s.vrijgekomen + weggehaald - q.verhuur * s.vrijgekomen,
        jeugd=s.jeugd + (dosis["jeugd"] - s.jeugd) / q.jeugd_vertraging,
        zoet_vorig=w.zoet_gevraagd,
        stil=np.maximum(0, s.stil - 1),
    )
    volgende, stilgelegd = _leg_stil(volgende, q)
    gezien = {
        "precisie": p,
        "meldingsbereidheid": melden,
        "meldingen": volgende.overlast * melden,
        "stilgelegd": stilgelegd,
    }
    return volgende, gezien


def greep_streefwaarde(s: Toestand, q: SimpleNamespace) -> np.ndarray:
    """Where criminal grip settles if nothing else changes, [plan, deelgebied]."""
    x = q.greep_nulpunt + q.greep_steilheid * (
        q.greep_angst * (s.angst - IJKPUNT.angst)
        + q.greep_woonfraude * (s.woonfraude - IJKPUNT.woonfraude)
        + q.greep_kwetsbaar * (s.kwetsbaar - IJKPUNT.kwetsbaar)
        + q.greep_leegstand * (s.leegstand - IJKPUNT.leegstand)
        - q.greep_samenredzaamheid * (s.samenredzaamheid - IJKPUNT.samenredzaamheid)
        - q.greep_vertrouwen * (s.vertrouwen - IJKPUNT.vertrouwen)
    )
    return q.greep_bodem + q.greep_bereik / (1 + np.exp(-(x - q.greep_jeugd * s.jeugd)))


def _binnen(waarde: np.ndarray, laag: float = 0.0, hoog: float = 100.0) -> np.ndarray:
    return np.minimum(np.maximum(waarde, laag), hoog)


def _afvlakken(dosis: np.ndarray) -> np.ndarray:
    return (1 - np.exp(-2 * dosis)) / (1 - np.exp(-2.0))


def _voorbereid(p: np.ndarray, q: SimpleNamespace) -> np.ndarray:
    """Precision as zuur feels it: only prepared cases can be acted on."""
    return p * (p / q.voorbereiding_norm) ** (q.voorbereiding - 1)


def _raak(s, q: SimpleNamespace) -> np.ndarray:
    """Factor on precision: the less there is left to find, the more often one is wrong."""
    return 1 - q.schaarste * np.maximum(0, 1 - s.criminele_greep / IJKPUNT.criminele_greep)


def _ongezien(w: Werking, p: np.ndarray, q: SimpleNamespace) -> np.ndarray:
    """Share of wrong new tenants that screening does not see."""
    return 1 - q.screening * w.bitter * p


def _gewenning(s, w: Werking, p, q) -> np.ndarray:
    """The network learns most from the actions that miss."""
    return w.zuur * (1 - p) * (1 - s.gewenning) / q.gewenning_opbouw - s.gewenning / q.gewenning_afbouw


def _informatie(s, w: Werking, melden, aandelen, q) -> np.ndarray:
    plafond = q.informatie_plafond + q.informatie_plafond_samenwerking * s.samenwerking
    opbouw = q.informatie_opbouw * w.onderzoek + q.informatie_meldingen * wijkgemiddelde(melden, aandelen)
    return (
        opbouw * np.maximum(0, plafond - s.informatiebeeld)
        - q.informatie_verval * s.informatiebeeld
        + q.informatie_gewoon
    )


def _samenwerking(s, w: Werking, q) -> np.ndarray:
    return np.where(
        w.regie > s.samenwerking,
        (w.regie - s.samenwerking) / q.samenwerking_opbouw,
        (np.maximum(w.regie, q.samenwerking_bodem) - s.samenwerking) / q.samenwerking_wegzakken,
    )


def _greep(s, weggehaald, ongezien, aandelen, q) -> np.ndarray:
    verandering = q.greep_herstel * (greep_streefwaarde(s, q) - s.criminele_greep) - weggehaald
    verandering = verandering + q.greep_terug * q.verhuur * s.vrijgekomen * ongezien
    verandering = verandering + q.greep_buurgebied * np.maximum(0, s.buurgebied - IJKPUNT.buurgebied)
    if s.criminele_greep.shape[1] > 1:
        stroom = weggehaald * aandelen / (1 - aandelen)
        elders = np.add.reduce(stroom, axis=1, keepdims=True) - stroom
        verandering = verandering + q.verplaatsing_binnen * elders
    return verandering


def _buurgebied(s, w: Werking, weggehaald, dosis, aandelen, q) -> np.ndarray:
    demping = (1 - q.verplaatsing_demping_zout * w.zout) * (1 - q.verplaatsing_demping_regie * w.regie)
    schuift = q.verplaatsing * weggehaald * demping + q.verplaatsing_kaart * dosis["verplaatsing"]
    return wijkgemiddelde(schuift, aandelen) - q.buurgebied_herstel * (s.buurgebied - IJKPUNT.buurgebied)


def _wonen(s, w: Werking, p, mis, vrijgemaakt, q):
    verhuurd = q.verhuur * s.leegstand
    onterecht = q.woning_onterecht * w.last * mis * s.woonfraude
    ongezien = _ongezien(w, p, q)
    greep = s.criminele_greep / IJKPUNT.criminele_greep
    hervuld = q.hervulling * vrijgemaakt * ongezien * greep
    d_woonfraude = (
        verhuurd * q.instroom_verkeerd * ongezien * (q.instroom_vast + (1 - q.instroom_vast) * greep)
        + hervuld
        + q.werving * greep * np.sqrt(s.kwetsbaar / IJKPUNT.kwetsbaar)
        - vrijgemaakt
        - q.woonfraude_vanzelf * s.woonfraude
    )
    d_leegstand = (
        q.mutatie
        + vrijgemaakt
        + onterecht
        + q.leegstand_zuur * w.last
        - verhuurd * (1 - q.screening_vertraagt_verhuur * w.bitter)
    )
    return d_woonfraude, d_leegstand, onterecht, verhuurd


def _hulp(s, w: Werking, dosis, verhuurd, q):
    # Who is afraid, or does not trust the helper, does not open the door.
    vertrouwd = 1 + q.hulp_vertrouwen * (
        np.minimum(s.vertrouwen, q.hulp_vertrouwen_vol) / IJKPUNT.vertrouwen - 1
    )
    open_deur = vertrouwd * (1 - q.hulp_angst * s.angst / 100)
    geholpen = q.hulp * w.zout * s.kwetsbaar * open_deur
    terug = (
        q.terugval
        * s.geholpen
        * (1 - s.verankering)
        * (1 - w.zout_gevraagd)
        * (1 - q.borging_terugval * dosis["borging"])
    )
    instroom = (
        verhuurd
        * q.kwetsbaar_instroom
        * (1 - q.kwetsbaar_instroom_zout * w.zout)
        * (1 - q.kwetsbaar_instroom_bitter * w.bitter)
    )
    d_kwetsbaar = instroom + q.kwetsbaar_ontstaat + terug - geholpen - q.kwetsbaar_vanzelf * s.kwetsbaar
    d_geholpen = geholpen - terug - q.geholpen_verloop * s.geholpen
    return d_kwetsbaar, d_geholpen


def _verankering(s, w: Werking, borging, q) -> np.ndarray:
    actief = np.minimum(1.0, (w.zoet + w.zout) / q.verankering_drempel)
    omhoog = actief > s.verankering
    tempo = np.where(
        omhoog, (1 + q.borging_verankering * borging) / q.verankering_opbouw, 1 / q.verankering_afbouw
    )
    return (actief - s.verankering) * tempo


def _overlast_en_angst(s, w: Werking, mis, dosis, aandelen, q):
    # What happens a block away frightens too: the grip people feel is partly that of the whole area.
    gevoeld = s.criminele_greep
    if gevoeld.shape[1] > 1:
        gevoeld = (1 - q.buren_invloed) * gevoeld + q.buren_invloed * wijkgemiddelde(gevoeld, aandelen)
    overlast = (
        q.overlast_vast
        + q.overlast_greep * s.criminele_greep
        + q.overlast_kwetsbaar * s.kwetsbaar
        + q.overlast_woonfraude * s.woonfraude
        + q.overlast_leegstand * s.leegstand
        - q.overlast_samenredzaamheid * s.samenredzaamheid
        - q.overlast_kaart * dosis["overlast"]
    )
    beschermd = 1 - dosis["bescherming"]
    te_vroeg = np.maximum(0, s.angst - q.activering_veilig) / (100 - q.activering_veilig)
    schade = q.activering_schade * w.activering * te_vroeg * beschermd
    angst = (
        q.angst_vast
        + q.angst_greep * gevoeld
        + q.angst_hard_optreden * w.last * (1 - w.zoet)
        + q.angst_misser * w.last * mis
        - q.angst_bescherming * dosis["bescherming"]
    )
    d_overlast = (overlast - s.overlast) / q.overlast_traagheid
    d_angst = (angst - s.angst) / q.angst_traagheid + schade
    return d_overlast, d_angst, schade


def _vertrouwen(s, w: Werking, mis, d_greep, verlies, q) -> np.ndarray:
    goed = (
        q.vertrouwen_zoet
        * w.zoet
        * (1 - s.angst / q.vertrouwen_angst)
        * (q.vertrouwen_plafond_zoet - s.vertrouwen)
        + q.vertrouwen_zout * w.zout * (q.vertrouwen_plafond_zout - s.vertrouwen)
        + q.vertrouwen_resultaat
        * np.maximum(0, -d_greep)
        * (q.vertrouwen_resultaat_vast + (1 - q.vertrouwen_resultaat_vast) * w.zoet)
    )
    belofte = q.vertrouwen_belofte * np.maximum(0, s.zoet_vorig - w.zoet_gevraagd)
    fout = q.vertrouwen_asymmetrie * q.vertrouwen_zoet * w.last
    slecht = fout * (mis + q.vertrouwen_zonder_zoet * (1 - w.zoet)) * s.vertrouwen + belofte + verlies
    evenwicht = q.vertrouwen_evenwicht - q.vertrouwen_greep * (s.criminele_greep - IJKPUNT.criminele_greep)
    verandering = goed - slecht + (evenwicht - s.vertrouwen) / q.vertrouwen_traagheid
    return np.where(verandering > 0, q.vertrouwen_stijging * verandering, verandering)


def _samenredzaamheid(s, w: Werking, onterecht, vrijgemaakt, verlies, q) -> np.ndarray:
    vrijwilligers = _binnen(
        (q.activering_grens - s.angst) / (q.activering_grens - q.activering_veilig), 0.0, 1.0
    )
    evenwicht = (
        q.samen_evenwicht
        - q.samen_terug_angst * (s.angst - IJKPUNT.angst)
        - q.samen_terug_overlast * (s.overlast - IJKPUNT.overlast)
    )
    return (
        q.samen_zoet * w.zoet * (1 - s.angst / q.samen_angst) * (q.samen_plafond - s.samenredzaamheid)
        + q.activering_winst * w.activering * vrijwilligers * (q.samen_plafond - s.samenredzaamheid)
        - q.samen_onterecht * onterecht
        - q.samen_verhuizing * vrijgemaakt
        - verlies
        + (evenwicht - s.samenredzaamheid) / q.samen_traagheid
    )


def _medewerking(s, dosis, aandelen, q) -> np.ndarray:
    vrij = q.medewerking_evenwicht
    streef = vrij + (1 - vrij) * wijkgemiddelde(dosis["medewerking"], aandelen)
    return (streef - s.medewerking) / q.medewerking_traagheid


def _juridisch(s, w: Werking, dosis, plek, aandelen, q) -> np.ndarray:
    dossier = 0.5 * s.informatiebeeld / 100 + 0.5 * s.samenwerking
    zwak = (0.5 * w.zuur + 0.5 * w.zuur**2) * (1 - dossier * _raak(s, q))
    return (
        q.juridisch_zuur * wijkgemiddelde(zwak, aandelen)
        + q.juridisch_screening * wijkgemiddelde(w.bitter_gevraagd, aandelen) * (1 - s.samenwerking)
        + wijkgemiddelde(dosis["juridisch"], aandelen)
        + q.ontruiming_risico * wijkgemiddelde(w.ontruiming, aandelen) * (1 - plek)
        - q.juridisch_verval * s.juridisch_risico
    )


def _draagkracht(s, w: Werking, d_overlast, dosis, aandelen, q) -> np.ndarray:
    drukte = (w.zoet_gevraagd + w.zuur + w.zout_gevraagd + w.bitter_gevraagd) / 4
    return (
        q.draagkracht_zoet * wijkgemiddelde(w.zoet, aandelen)
        + q.draagkracht_resultaat * wijkgemiddelde(np.maximum(0, -d_overlast), aandelen)
        - q.draagkracht_drukte * wijkgemiddelde(drukte, aandelen)
        + q.draagkracht_kaart * wijkgemiddelde(dosis["draagkracht"], aandelen)
        - q.draagkracht_juridisch * np.maximum(0, s.juridisch_risico - 40) / 20
        + q.draagkracht_herstel * (q.draagkracht_evenwicht - s.draagkracht)
    )


def _leg_stil(s: Toestand, q) -> tuple[Toestand, np.ndarray]:
    """Court or press stops zuur and bitter when the pile of weak files grows too high."""
    stop = (s.juridisch_risico > q.juridisch_grens) & (s.stil == 0)
    if not stop.any():
        return s, stop
    return replace(
        s,
        vertrouwen=np.where(stop, _binnen(s.vertrouwen - q.stillegging_vertrouwen), s.vertrouwen),
        draagkracht=np.where(stop, _binnen(s.draagkracht - q.stillegging_draagkracht), s.draagkracht),
        juridisch_risico=np.where(stop, q.stillegging_terug_naar, s.juridisch_risico),
        stil=np.where(stop, q.stillegging_duur, s.stil),
    ), stop
