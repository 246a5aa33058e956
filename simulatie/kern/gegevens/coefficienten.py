"""The coefficients as the equations read them: every one by name, a number or one per plan.

What each means, where it comes from and what it couples stands in `parameters.toml`; reading that table refuses any
name that is no field here, and any field that is no row there. So a new coefficient is a row and a field.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from simulatie.kern.gegevens.reeksen import Getallen

# One number for every plan, or a number per plan as an array [plan, 1].
Coefficient = float | Getallen


@dataclass(frozen=True, eq=False)
class Coefficienten:
    """First what a setting fixes (`KADER`), then the rows of the table, in its order."""

    woningen_vol: Coefficient
    kwetsbaar_vol: Coefficient
    medewerking_evenwicht: Coefficient
    precisie_basis: Coefficient
    precisie_informatie: Coefficient
    voorbereiding: Coefficient
    voorbereiding_norm: Coefficient
    informatie_opbouw: Coefficient
    informatie_meldingen: Coefficient
    informatie_verval: Coefficient
    informatie_gewoon: Coefficient
    informatie_plafond: Coefficient
    informatie_plafond_samenwerking: Coefficient
    samenwerking_opbouw: Coefficient
    samenwerking_wegzakken: Coefficient
    coordinatie_los: Coefficient
    samenwerking_bodem: Coefficient
    greep_herstel: Coefficient
    greep_bodem: Coefficient
    greep_bereik: Coefficient
    greep_nulpunt: Coefficient
    greep_steilheid: Coefficient
    greep_angst: Coefficient
    greep_woonfraude: Coefficient
    greep_kwetsbaar: Coefficient
    greep_leegstand: Coefficient
    greep_samenredzaamheid: Coefficient
    greep_vertrouwen: Coefficient
    greep_jeugd: Coefficient
    jeugd_vertraging: Coefficient
    greep_zuur: Coefficient
    greep_terug: Coefficient
    schaarste: Coefficient
    greep_buurgebied: Coefficient
    gewenning_sterkte: Coefficient
    gewenning_opbouw: Coefficient
    gewenning_afbouw: Coefficient
    verplaatsing: Coefficient
    verplaatsing_binnen: Coefficient
    verplaatsing_kaart: Coefficient
    verplaatsing_demping_zout: Coefficient
    verplaatsing_demping_regie: Coefficient
    buurgebied_herstel: Coefficient
    buren_invloed: Coefficient
    mutatie: Coefficient
    verhuur: Coefficient
    instroom_verkeerd: Coefficient
    instroom_vast: Coefficient
    werving: Coefficient
    screening: Coefficient
    screening_vertraagt_verhuur: Coefficient
    hervulling: Coefficient
    woning_zuur: Coefficient
    woning_onterecht: Coefficient
    woonfraude_vanzelf: Coefficient
    leegstand_zuur: Coefficient
    kwetsbaar_instroom: Coefficient
    kwetsbaar_instroom_zout: Coefficient
    kwetsbaar_instroom_bitter: Coefficient
    kwetsbaar_ontstaat: Coefficient
    kwetsbaar_vanzelf: Coefficient
    hulp: Coefficient
    hulp_angst: Coefficient
    hulp_vertrouwen: Coefficient
    hulp_vertrouwen_vol: Coefficient
    terugval: Coefficient
    geholpen_verloop: Coefficient
    verankering_drempel: Coefficient
    verankering_opbouw: Coefficient
    verankering_afbouw: Coefficient
    borging_terugval: Coefficient
    borging_verankering: Coefficient
    overlast_vast: Coefficient
    overlast_greep: Coefficient
    overlast_kwetsbaar: Coefficient
    overlast_woonfraude: Coefficient
    overlast_leegstand: Coefficient
    overlast_samenredzaamheid: Coefficient
    overlast_traagheid: Coefficient
    overlast_kaart: Coefficient
    angst_vast: Coefficient
    angst_greep: Coefficient
    angst_hard_optreden: Coefficient
    angst_misser: Coefficient
    angst_traagheid: Coefficient
    angst_bescherming: Coefficient
    activering_grens: Coefficient
    activering_veilig: Coefficient
    activering_winst: Coefficient
    activering_schade: Coefficient
    vertrouwen_zoet: Coefficient
    vertrouwen_angst: Coefficient
    vertrouwen_plafond_zoet: Coefficient
    vertrouwen_zout: Coefficient
    vertrouwen_plafond_zout: Coefficient
    vertrouwen_resultaat: Coefficient
    vertrouwen_resultaat_vast: Coefficient
    vertrouwen_asymmetrie: Coefficient
    vertrouwen_zonder_zoet: Coefficient
    vertrouwen_belofte: Coefficient
    vertrouwen_evenwicht: Coefficient
    vertrouwen_greep: Coefficient
    vertrouwen_traagheid: Coefficient
    vertrouwen_stijging: Coefficient
    samen_zoet: Coefficient
    samen_angst: Coefficient
    samen_plafond: Coefficient
    samen_onterecht: Coefficient
    samen_verhuizing: Coefficient
    samen_misser: Coefficient
    samen_evenwicht: Coefficient
    samen_terug_angst: Coefficient
    samen_terug_overlast: Coefficient
    samen_traagheid: Coefficient
    kwaliteit_zoet: Coefficient
    kwaliteit_regie: Coefficient
    kwaliteit_verval: Coefficient
    kwaliteit_evenwicht: Coefficient
    kwaliteit_overlast: Coefficient
    kwaliteit_kaart: Coefficient
    melden_vast: Coefficient
    melden_vertrouwen: Coefficient
    melden_samenredzaamheid: Coefficient
    melden_angst: Coefficient
    melden_route: Coefficient
    juridisch_zuur: Coefficient
    juridisch_screening: Coefficient
    juridisch_verval: Coefficient
    juridisch_grens: Coefficient
    stillegging_duur: Coefficient
    stillegging_vertrouwen: Coefficient
    stillegging_draagkracht: Coefficient
    stillegging_terug_naar: Coefficient
    draagkracht_zoet: Coefficient
    draagkracht_resultaat: Coefficient
    draagkracht_drukte: Coefficient
    draagkracht_juridisch: Coefficient
    draagkracht_herstel: Coefficient
    draagkracht_evenwicht: Coefficient
    draagkracht_grens: Coefficient
    draagkracht_kaart: Coefficient
    inzet_vast: Coefficient
    concentratie: Coefficient
    medewerking_los: Coefficient
    medewerking_traagheid: Coefficient
    uitstroom_opbouw: Coefficient
    ontruiming_risico: Coefficient
    zoet_bereik: Coefficient
    zout_bereik: Coefficient
    bitter_bereik: Coefficient
    onderzoek_bereik: Coefficient
    regie_bereik: Coefficient
    zaken_deel_drugspand: Coefficient
    zaken_deel_woonfraude: Coefficient
    zaken_deel_overlast: Coefficient
    zaken_deel_verhuur: Coefficient
    zaken_deel_uitbuiting: Coefficient
    zaken_deel_kern: Coefficient
    zaken_tempo: Coefficient
    zaken_bereik: Coefficient
    zaken_greep: Coefficient
    zaken_kuil: Coefficient
    zaken_terug: Coefficient
    zaken_terug_macht: Coefficient
    zaken_scherm: Coefficient
    zaken_hervulling: Coefficient
    zaken_verharding: Coefficient
    zaken_verharding_duur: Coefficient
    zaken_bitter_nodig: Coefficient
    zaken_missers: Coefficient
    zaken_mis_macht: Coefficient
    overlast_zaken: Coefficient
    zoet_lek: Coefficient
    fundament: Coefficient
    fundament_duur: Coefficient
    fundament_beeld_zuur: Coefficient
    fundament_beeld_bitter: Coefficient
    fundament_samen_zuur: Coefficient
    fundament_samen_bitter: Coefficient
    fundament_samen_zout: Coefficient
    fundament_samen_zoet: Coefficient
    fundament_contact: Coefficient
    fundament_contact_zuur: Coefficient
    fundament_contact_zout: Coefficient
    contact_opbouw: Coefficient
    opstart_last: Coefficient
    opstart_ruimte: Coefficient
    opstart_duur: Coefficient

    def rijen(self, deel: slice) -> "Coefficienten":
        """Those of part of the plans."""
        waarden = {naam: getattr(self, naam) for naam in NAMEN}
        return Coefficienten(**{n: w[deel] if isinstance(w, np.ndarray) else w for n, w in waarden.items()})

    @cached_property
    def naast_elkaar(self) -> Getallen:
        """All in the order of `NAMEN`: [plan, coefficient], one row where every plan has the same."""
        waarden = [getattr(self, naam) for naam in NAMEN]
        rijen = np.empty((max(np.size(waarde) for waarde in waarden), len(NAMEN)))
        for nummer, waarde in enumerate(waarden):
            rijen[:, nummer : nummer + 1] = waarde
        return rijen


NAMEN = tuple(veld.name for veld in fields(Coefficienten))


def leg_onder_elkaar(delen: Sequence[tuple[Coefficienten, int]]) -> Coefficienten:
    """The coefficients of several groups of plans as one, arrays [plan, 1]; each comes with its number of plans."""
    return Coefficienten(
        **{
            naam: np.concatenate([np.broadcast_to(getattr(q, naam), (aantal, 1)) for q, aantal in delen])
            for naam in NAMEN
        }
    )
