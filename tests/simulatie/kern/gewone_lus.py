"""The model once more, as an ordinary loop over months in plain Python: one plan, one deelgebied, no arrays.

The arbiter of the batch engine in the tests, and what it is measured against in `benchmarks/kern_snelheid.py`.
Written to be read beside `simulatie/kern/stap.py`: the same names, the other way of computing.
"""

from collections.abc import Mapping
from math import exp, sqrt
from types import SimpleNamespace

from simulatie.kern.gegevens.kaart import SOORTEN, STROMEN

VELDEN = (
    "criminele_greep",
    "woonfraude",
    "overlast",
    "kwetsbaar",
    "angst",
    "vertrouwen",
    "samenredzaamheid",
    "leegstand",
    "fysieke_kwaliteit",
    "informatiebeeld",
    "samenwerking",
    "buurgebied",
    "juridisch_risico",
    "draagkracht",
    "uitstroomplekken",
    "medewerking",
)
ZAKEN = tuple(f"zaken_{soort}" for soort in SOORTEN)
# What of the measures against a kind of trouble hits, beside what is done.
RAAKSTROMEN = tuple(f"raak_{soort}" for soort in SOORTEN)
GEWOON = {"uitstroomplekken": 0.0, "medewerking": 1.0}
GREEP, WOONFRAUDE, OVERLAST, KWETSBAAR, ANGST = 55.0, 8.0, 60.0, 14.0, 60.0
LEEGSTAND, SAMEN, VERTROUWEN, BUURGEBIED = 3.0, 42.0, 30.0, 30.0


def binnen(waarde: float, laag: float = 0.0, hoog: float = 100.0) -> float:
    return max(laag, min(hoog, waarde))


def afvlakken(dosis: float) -> float:
    return (1 - exp(-2 * dosis)) / (1 - exp(-2))


def loop(
    start: Mapping[str, float], doses: Mapping[str, list[float]], q: SimpleNamespace, maanden: int
) -> list[dict[str, float]]:
    """The state at the end of every month. doses: per flow a list with a value per month; absent = 0."""
    s = SimpleNamespace(**{veld: float((GEWOON | dict(start))[veld]) for veld in VELDEN})
    s.geholpen = s.verankering = s.gewenning = s.vrijgekomen = s.jeugd = s.zoet_vorig = 0.0
    s.stil = s.verharding = 0.0
    for naam in ZAKEN:
        setattr(s, naam, 1.0)
    uit = []
    for maand in range(maanden):
        dosis = SimpleNamespace(
            **{
                stroom: doses[stroom][maand] if maand < len(doses.get(stroom, ())) else 0.0
                for stroom in (*STROMEN, *RAAKSTROMEN)
            }
        )
        uit.append(maand_verder(s, dosis, q))
    return uit


def maand_verder(  # noqa: PLR0915 - a whole month in one place is what this file is for
    s: SimpleNamespace, dosis: SimpleNamespace, q: SimpleNamespace
) -> dict[str, float]:
    """Bring the state one month on, in place; returns what it has become and what was seen on the way."""
    kracht = 0.5 if s.draagkracht < q.draagkracht_grens else 1.0
    mag = 0.0 if s.stil > 0 else kracht
    coordinatie = q.coordinatie_los + (1 - q.coordinatie_los) * s.samenwerking
    zoet_dosis, zout_dosis, bitter_dosis = dosis.zoet * kracht, dosis.zout * kracht, dosis.bitter * mag
    zuur_dosis, regie, onderzoek = dosis.zuur_last * mag, dosis.regie * kracht, dosis.onderzoek * kracht
    poort = q.medewerking_los + (1 - q.medewerking_los) * s.medewerking
    zoet, zout, bitter = (
        zoet_dosis * coordinatie * (1 - q.zoet_lek * s.zaken_kern),
        zout_dosis * coordinatie,
        bitter_dosis * coordinatie * poort,
    )
    activering = dosis.activering * kracht * coordinatie
    last = coordinatie * zuur_dosis**2

    p = min(1.0, q.precisie_basis + q.precisie_informatie * s.informatiebeeld / 100)
    raak = 1 - q.schaarste * max(0, 1 - s.criminele_greep / GREEP)
    mis = 1 - p * raak
    voorbereid = p * (p / q.voorbereiding_norm) ** (q.voorbereiding - 1)
    melden = binnen(
        q.melden_vast
        + q.melden_vertrouwen * s.vertrouwen / 100
        + q.melden_samenredzaamheid * s.samenredzaamheid / 100
        - q.melden_angst * s.angst / 100
        + q.melden_route * dosis.meldroute * (0.5 + 0.5 * zoet),
        0.02,
        0.9,
    )

    d_informatie = (
        (q.informatie_opbouw * onderzoek + q.informatie_meldingen * melden)
        * max(
            0, q.informatie_plafond + q.informatie_plafond_samenwerking * s.samenwerking - s.informatiebeeld
        )
        - q.informatie_verval * s.informatiebeeld
        + q.informatie_gewoon
    )
    if regie > s.samenwerking:
        d_samenwerking = (regie - s.samenwerking) / q.samenwerking_opbouw
    else:
        d_samenwerking = (max(regie, q.samenwerking_bodem) - s.samenwerking) / q.samenwerking_wegzakken

    greep_zuur = coordinatie * afvlakken(dosis.zuur_greep * mag) * (1 - q.gewenning_sterkte * s.gewenning)
    aangepakt, missers, opgelost, nieuwe_zaken = 0.0, 0.0, 0.0, {}
    terug_zaken = q.zaken_terug * (max(s.criminele_greep, 1e-9) / GREEP) ** q.zaken_terug_macht
    terug_zaken *= 1 - q.zaken_scherm * bitter
    for soort in SOORTEN:
        deel, open_zaken = getattr(q, f"zaken_deel_{soort}"), getattr(s, f"zaken_{soort}")
        raak_dosis, zaak_dosis = getattr(dosis, f"raak_{soort}") * mag, getattr(dosis, f"zaak_{soort}") * mag
        gesloten = q.zaken_tempo * voorbereid * coordinatie * raak_dosis * open_zaken
        gesloten /= 1 + q.zaken_verharding * s.verharding
        opgelost += deel * (1 - open_zaken)
        aangepakt += deel * gesloten
        missers += zaak_dosis * (1 - p * open_zaken * min(1, len(SOORTEN) * deel)) ** q.zaken_mis_macht
        nieuwe_zaken[soort] = binnen(
            open_zaken - gesloten * (1 - q.zaken_hervulling * (1 - bitter)) + terug_zaken * (1 - open_zaken),
            0,
            1,
        )
    geraakt = last * mis + q.zaken_missers * missers * coordinatie

    weggehaald = q.greep_zuur * greep_zuur * voorbereid * s.criminele_greep
    weggehaald += q.zaken_greep * aangepakt * s.criminele_greep
    x = q.greep_nulpunt - q.greep_jeugd * s.jeugd - q.zaken_kuil * opgelost
    x += q.greep_steilheid * q.greep_angst * (s.angst - ANGST)
    x += q.greep_steilheid * q.greep_woonfraude * (s.woonfraude - WOONFRAUDE)
    x += q.greep_steilheid * q.greep_kwetsbaar * (s.kwetsbaar - KWETSBAAR)
    x += q.greep_steilheid * q.greep_leegstand * (s.leegstand - LEEGSTAND)
    x -= q.greep_steilheid * q.greep_samenredzaamheid * (s.samenredzaamheid - SAMEN)
    x -= q.greep_steilheid * q.greep_vertrouwen * (s.vertrouwen - VERTROUWEN)
    streefwaarde = q.greep_bodem + q.greep_bereik / (1 + exp(-x))
    ongezien = 1 - q.screening * bitter * p
    d_greep = (
        q.greep_herstel * (streefwaarde - s.criminele_greep)
        - weggehaald
        + q.greep_terug * q.verhuur * s.vrijgekomen * ongezien
        + q.greep_buurgebied * max(0, s.buurgebied - BUURGEBIED)
    )
    demping = (1 - q.verplaatsing_demping_zout * zout) * (1 - q.verplaatsing_demping_regie * regie)
    d_buurgebied = (
        q.verplaatsing * weggehaald * demping
        + q.verplaatsing_kaart * dosis.verplaatsing
        - q.buurgebied_herstel * (s.buurgebied - BUURGEBIED)
    )

    verhuurd = q.verhuur * s.leegstand
    per_zuur = q.woning_zuur * voorbereid * s.woonfraude
    ontruiming = coordinatie * afvlakken(dosis.ontruiming * mag)
    gevraagde_plekken = per_zuur * ontruiming
    plek = min(1.0, s.uitstroomplekken / max(gevraagde_plekken, 1e-9))
    vrijgemaakt = per_zuur * (coordinatie * afvlakken(dosis.zuur_woning * mag) + ontruiming * plek)
    onterecht = q.woning_onterecht * geraakt * s.woonfraude
    greep_deel = s.criminele_greep / GREEP
    d_woonfraude = (
        verhuurd * q.instroom_verkeerd * ongezien * (q.instroom_vast + (1 - q.instroom_vast) * greep_deel)
        + q.hervulling * vrijgemaakt * ongezien * greep_deel
        + q.werving * greep_deel * sqrt(s.kwetsbaar / KWETSBAAR)
        - vrijgemaakt
        - q.woonfraude_vanzelf * s.woonfraude
    )
    d_leegstand = (
        q.mutatie
        + vrijgemaakt
        + onterecht
        + q.leegstand_zuur * last
        - verhuurd * (1 - q.screening_vertraagt_verhuur * bitter)
    )

    open_deur = 1 + q.hulp_vertrouwen * (min(s.vertrouwen, q.hulp_vertrouwen_vol) / VERTROUWEN - 1)
    open_deur *= 1 - q.hulp_angst * s.angst / 100
    geholpen = q.hulp * zout * s.kwetsbaar * open_deur
    terug = q.terugval * s.geholpen * (1 - s.verankering) * (1 - zout_dosis)
    terug *= 1 - q.borging_terugval * dosis.borging
    d_kwetsbaar = (
        verhuurd
        * q.kwetsbaar_instroom
        * (1 - q.kwetsbaar_instroom_zout * zout)
        * (1 - q.kwetsbaar_instroom_bitter * bitter)
        + q.kwetsbaar_ontstaat
        + terug
        - geholpen
        - q.kwetsbaar_vanzelf * s.kwetsbaar
    )
    actief = min(1.0, (zoet + zout) / q.verankering_drempel)
    tempo = 1 / q.verankering_afbouw
    if actief > s.verankering:
        tempo = (1 + q.borging_verankering * dosis.borging) / q.verankering_opbouw

    overlast_doel = (
        q.overlast_vast
        + q.overlast_greep * s.criminele_greep
        + q.overlast_kwetsbaar * s.kwetsbaar
        + q.overlast_woonfraude * s.woonfraude
        + q.overlast_leegstand * s.leegstand
        - q.overlast_samenredzaamheid * s.samenredzaamheid
        - q.overlast_kaart * dosis.overlast
        - q.overlast_zaken * (1 - s.zaken_overlast)
    )
    te_vroeg = max(0, s.angst - q.activering_veilig) / (100 - q.activering_veilig)
    schade = q.activering_schade * activering * te_vroeg * (1 - dosis.bescherming)
    angst_doel = (
        q.angst_vast
        + q.angst_greep * s.criminele_greep
        + q.angst_hard_optreden * last * (1 - zoet)
        + q.angst_misser * geraakt
        - q.angst_bescherming * dosis.bescherming
    )
    d_overlast = (overlast_doel - s.overlast) / q.overlast_traagheid
    d_angst = (angst_doel - s.angst) / q.angst_traagheid + schade

    d_vertrouwen = (
        q.vertrouwen_zoet
        * zoet
        * (1 - s.angst / q.vertrouwen_angst)
        * (q.vertrouwen_plafond_zoet - s.vertrouwen)
        + q.vertrouwen_zout * zout * (q.vertrouwen_plafond_zout - s.vertrouwen)
        + q.vertrouwen_resultaat
        * max(0, -d_greep)
        * (q.vertrouwen_resultaat_vast + (1 - q.vertrouwen_resultaat_vast) * zoet)
        - q.vertrouwen_asymmetrie
        * q.vertrouwen_zoet
        * (geraakt + last * q.vertrouwen_zonder_zoet * (1 - zoet))
        * s.vertrouwen
        - q.vertrouwen_belofte * max(0, s.zoet_vorig - zoet_dosis)
        - dosis.wantrouwen
        - schade
        + (q.vertrouwen_evenwicht - q.vertrouwen_greep * (s.criminele_greep - GREEP) - s.vertrouwen)
        / q.vertrouwen_traagheid
    )
    if d_vertrouwen > 0:
        d_vertrouwen *= q.vertrouwen_stijging
    vrijwilligers = binnen((q.activering_grens - s.angst) / (q.activering_grens - q.activering_veilig), 0, 1)
    d_samen = (
        q.samen_zoet * zoet * (1 - s.angst / q.samen_angst) * (q.samen_plafond - s.samenredzaamheid)
        + q.activering_winst * activering * vrijwilligers * (q.samen_plafond - s.samenredzaamheid)
        - q.samen_onterecht * onterecht
        - q.samen_verhuizing * vrijgemaakt
        - q.samen_misser * geraakt
        - schade
        + (
            q.samen_evenwicht
            - q.samen_terug_angst * (s.angst - ANGST)
            - q.samen_terug_overlast * (s.overlast - OVERLAST)
            - s.samenredzaamheid
        )
        / q.samen_traagheid
    )
    d_kwaliteit = (
        q.kwaliteit_zoet * zoet
        + q.kwaliteit_regie * regie
        + q.kwaliteit_kaart * dosis.kwaliteit * s.medewerking
        - q.kwaliteit_verval * (s.fysieke_kwaliteit - q.kwaliteit_evenwicht)
        - q.kwaliteit_overlast * (s.overlast - OVERLAST)
    )
    dossier = 0.5 * s.informatiebeeld / 100 + 0.5 * s.samenwerking
    d_juridisch = (
        q.juridisch_zuur * (0.5 * zuur_dosis + 0.5 * zuur_dosis**2) * (1 - dossier * raak)
        + q.juridisch_screening * bitter_dosis * (1 - s.samenwerking)
        + dosis.juridisch
        + q.ontruiming_risico * ontruiming * (1 - plek)
        - q.juridisch_verval * s.juridisch_risico
    )
    d_draagkracht = (
        q.draagkracht_zoet * zoet
        + q.draagkracht_resultaat * max(0, -d_overlast)
        - q.draagkracht_drukte * (zoet_dosis + zuur_dosis + zout_dosis + bitter_dosis) / 4
        + q.draagkracht_kaart * dosis.draagkracht
        - q.draagkracht_juridisch * max(0, s.juridisch_risico - 40) / 20
        + q.draagkracht_herstel * (q.draagkracht_evenwicht - s.draagkracht)
    )

    vrij = q.medewerking_evenwicht
    d_medewerking = (vrij + (1 - vrij) * dosis.medewerking - s.medewerking) / q.medewerking_traagheid

    s.verankering += (actief - s.verankering) * tempo
    s.geholpen += geholpen - terug - q.geholpen_verloop * s.geholpen
    s.gewenning += (
        zuur_dosis * (1 - p) * (1 - s.gewenning) / q.gewenning_opbouw - s.gewenning / q.gewenning_afbouw
    )
    s.vrijgekomen += weggehaald - q.verhuur * s.vrijgekomen
    s.jeugd += (dosis.jeugd - s.jeugd) / q.jeugd_vertraging
    if q.zaken_tempo:
        kort = max(0.0, 1 - bitter / q.zaken_bitter_nodig)
        s.verharding += kort * aangepakt - s.verharding / q.zaken_verharding_duur
        for soort, waarde in nieuwe_zaken.items():
            setattr(s, f"zaken_{soort}", waarde)
    s.zoet_vorig = zoet_dosis
    s.stil = max(0, s.stil - 1)
    s.criminele_greep = binnen(s.criminele_greep + d_greep)
    s.woonfraude = binnen(s.woonfraude + d_woonfraude, 0, q.woningen_vol)
    s.overlast = binnen(s.overlast + d_overlast)
    s.kwetsbaar = binnen(s.kwetsbaar + d_kwetsbaar, 0, q.kwetsbaar_vol)
    s.angst = binnen(s.angst + d_angst)
    s.vertrouwen = binnen(s.vertrouwen + d_vertrouwen)
    s.samenredzaamheid = binnen(s.samenredzaamheid + d_samen)
    s.leegstand = binnen(s.leegstand + d_leegstand, 0, q.woningen_vol - s.woonfraude)
    s.fysieke_kwaliteit = binnen(s.fysieke_kwaliteit + d_kwaliteit)
    s.informatiebeeld = binnen(s.informatiebeeld + d_informatie)
    s.samenwerking = binnen(s.samenwerking + d_samenwerking, 0, 1)
    s.buurgebied = binnen(s.buurgebied + d_buurgebied)
    s.juridisch_risico = binnen(s.juridisch_risico + d_juridisch)
    s.draagkracht = binnen(s.draagkracht + d_draagkracht)
    s.uitstroomplekken = binnen(
        s.uitstroomplekken + q.uitstroom_opbouw * dosis.uitstroom - gevraagde_plekken * plek,
        0,
        q.woningen_vol,
    )
    s.medewerking = binnen(s.medewerking + d_medewerking, 0, 1)

    stilgelegd = s.juridisch_risico > q.juridisch_grens and s.stil == 0
    if stilgelegd:
        s.stil = q.stillegging_duur
        s.juridisch_risico = q.stillegging_terug_naar
        s.vertrouwen = binnen(s.vertrouwen - q.stillegging_vertrouwen)
        s.draagkracht = binnen(s.draagkracht - q.stillegging_draagkracht)
    index = 100 - (
        0.30 * s.overlast
        + 0.25 * s.angst
        + 0.20 * (100 - s.samenredzaamheid)
        + 0.15 * (100 - s.fysieke_kwaliteit)
        + 0.10 * min(100, 10 * s.leegstand)
    )
    afgeleid = {"meldingsbereidheid": melden, "precisie": p, "meldingen": s.overlast * melden, "index": index}
    stand = {veld: getattr(s, veld) for veld in (*VELDEN, *ZAKEN, "verharding")}
    return stand | afgeleid | {"stilgelegd": stilgelegd}
