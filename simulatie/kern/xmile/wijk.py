"""The stocks of the neighbourhood: grip, homes, help, nuisance, fear, trust, neighbours, streets."""

from simulatie.kern.xmile.formules import als, binnen
from simulatie.kern.xmile.variabelen import Variabelen


def schrijf_wijk(m: Variabelen) -> None:
    """The stocks per deelgebied, and what crosses the borders between them and to the adjoining area."""
    _greep(m)
    _wonen(m)
    _hulp(m)
    _overlast_en_angst(m)
    _vertrouwen(m)
    _samenredzaamheid(m)
    _kwaliteit(m)


def _greep(m: Variabelen) -> None:
    """The hold of the network, here, next door and in the adjoining area."""
    m.onderdeel = "Criminele greep"
    m.hulp(
        "weggehaald@",
        "(greep_zuur * zuur_greep@ * voorbereid + zaken_greep * aangepakt) * criminele_greep@",
        "Greep die zuur deze maand weghaalt.",
    )
    m.hulp(
        "greep_streefwaarde@",
        """greep_bodem + greep_bereik / (1 + EXP(greep_jeugd * jeugd@ + zaken_kuil * opgelost - greep_nulpunt - greep_steilheid * (
        greep_angst * (angst@ - ijkpunt_angst)
        + greep_woonfraude * (woonfraude@ - ijkpunt_woonfraude)
        + greep_kwetsbaar * (kwetsbaar@ - ijkpunt_kwetsbaar)
        + greep_leegstand * (leegstand@ - ijkpunt_leegstand)
        - greep_samenredzaamheid * (samenredzaamheid@ - ijkpunt_samenredzaamheid)
        - greep_vertrouwen * (vertrouwen@ - ijkpunt_vertrouwen))))""",
        "Waar de greep op uitkomt als er verder niets verandert.",
    )
    elders = "0"
    if len(m.gebieden) > 1:
        m.hulp(
            "verschoven@",
            "weggehaald@ * aandeel@ / (1 - aandeel@)",
            "Wat van hier naar elk ander deelgebied kan.",
        )
        m.hulp("verschoven_samen", m.samen("verschoven@"), "Wat uit alle deelgebieden samen kan verschuiven.")
        elders = "(verschoven_samen - verschoven@)"
    m.hulp(
        "d_greep@",
        f"""greep_herstel * (greep_streefwaarde@ - criminele_greep@) - weggehaald@
        + greep_terug * verhuur * vrijgekomen@ * ongezien@
        + greep_buurgebied * MAX(0, buurgebied - ijkpunt_buurgebied)
        + verplaatsing_binnen * {elders}""",
        "Verandering van de greep, met wat terugkomt en wat van de buren komt.",
    )
    m.voorraad(
        "criminele_greep@",
        binnen("criminele_greep@ + d_greep@"),
        m.start("criminele_greep"),
        woorden="De greep schuift naar waar angst, woonfraude, nood en wantrouwen hem houden. Zuur haalt er iets af; een deel komt terug, ook van de buren.",
    )
    m.voorraad(
        "vrijgekomen@",
        "vrijgekomen@ + weggehaald@ - verhuur * vrijgekomen@",
        woorden="Wat zuur weghaalt laat een plek leeg. Die plek raakt weer gevuld als woningen worden verhuurd.",
    )
    m.voorraad(
        "jeugd@",
        "jeugd@ + (dosis_jeugd@ - jeugd@) / jeugd_vertraging",
        woorden="Werk met jongeren telt pas na maanden, en ebt na het stoppen even langzaam weg.",
    )
    m.hulp(
        "verplaatst@",
        """verplaatsing * weggehaald@ * (1 - verplaatsing_demping_zout * zout@) * (1 - verplaatsing_demping_regie * regie)
        + verplaatsing_kaart * dosis_verplaatsing@""",
        "Wat naar het gebied ernaast schuift.",
    )
    m.voorraad(
        "buurgebied",
        binnen(
            f"buurgebied + {m.wijk('verplaatst@')} - buurgebied_herstel * (buurgebied - ijkpunt_buurgebied)"
        ),
        m.start("buurgebied"),
        woorden="Een deel van wat hier wordt weggehaald, duikt ernaast op. Zout en regie dempen dat. Vanzelf zakt de druk terug.",
    )


def _wonen(m: Variabelen) -> None:
    """Homes used for the wrong thing, empty homes, and places for who must leave."""
    m.onderdeel = "Wonen"
    m.hulp("te_ontruimen@", "woning_zuur * voorbereid * woonfraude@", "Woningen waar zuur op kan optreden.")
    m.hulp(
        "gevraagde_plekken", m.wijk("te_ontruimen@ * ontruiming@"), "Plekken elders die ontruiming vraagt."
    )
    m.hulp(
        "plek",
        "MIN(1, uitstroomplekken / MAX(gevraagde_plekken, 0.000000001))",
        "Deel waarvoor er een plek is. Wie nergens heen kan, blijft.",
    )
    m.hulp(
        "vrijgemaakt@",
        "te_ontruimen@ * (zuur_woning@ + ontruiming@ * plek)",
        "Woningen die vrijkomen door zuur.",
    )
    m.hulp(
        "onterecht@",
        "woning_onterecht * geraakt@ * woonfraude@",
        "Mensen die onterecht hun woning verliezen.",
    )
    m.hulp("verhuurd@", "verhuur * leegstand@", "Lege woningen die een huurder krijgen.")
    m.hulp("greep_deel@", "criminele_greep@ / ijkpunt_criminele_greep", "Greep vergeleken met het ijkpunt.")
    m.voorraad(
        "woonfraude@",
        binnen(
            """woonfraude@
            + verhuurd@ * instroom_verkeerd * ongezien@ * (instroom_vast + (1 - instroom_vast) * greep_deel@)
            + hervulling * vrijgemaakt@ * ongezien@ * greep_deel@
            + werving * greep_deel@ * SQRT(kwetsbaar@ / ijkpunt_kwetsbaar)
            - vrijgemaakt@ - woonfraude_vanzelf * woonfraude@""",
            hoog="woningen_vol",
        ),
        m.start("woonfraude"),
        woorden="Er komt woonfraude bij door verkeerde huurders die niemand opmerkt, door het netwerk dat lege plekken vult, en door werving onder mensen in nood. Er gaat af wat zuur vrijmaakt en wat vanzelf stopt.",
    )
    m.voorraad(
        "leegstand@",
        binnen(
            """leegstand@ + mutatie + vrijgemaakt@ + onterecht@ + leegstand_zuur * zuur_last@
            - verhuurd@ * (1 - screening_vertraagt_verhuur * bitter@)""",
            hoog="woningen_vol - (woonfraude@ + naar_woonfraude@)",
        ),
        m.start("leegstand"),
        woorden="Huurders vertrekken, en zuur maakt woningen leeg. Verhuren vult ze weer, iets later als er wordt gescreend.",
    )
    m.voorraad(
        "uitstroomplekken",
        binnen(
            f"uitstroomplekken + uitstroom_opbouw * {m.wijk('dosis_uitstroom@')} - gevraagde_plekken * plek",
            hoog="woningen_vol",
        ),
        m.start("uitstroomplekken"),
        woorden="Er komen plekken elders bij, en wie vertrekt gebruikt ze.",
    )


def _hulp(m: Variabelen) -> None:
    """Help, relapse, and how well it takes root."""
    m.onderdeel = "Hulp"
    m.hulp(
        "open_deur@",
        """(1 + hulp_vertrouwen * (MIN(vertrouwen@, hulp_vertrouwen_vol) / ijkpunt_vertrouwen - 1))
        * (1 - hulp_angst * angst@ / 100)""",
        "Wie bang is of de hulp niet vertrouwt, doet de deur niet open.",
    )
    m.hulp(
        "krijgt_hulp@", "hulp * zout@ * kwetsbaar@ * open_deur@", "Huishoudens die deze maand hulp krijgen."
    )
    m.hulp(
        "valt_terug@",
        """terugval * geholpen@ * (1 - verankering@) * (1 - zout_gevraagd@)
        * (1 - borging_terugval * dosis_borging@)""",
        "Geholpen huishoudens die terugvallen.",
    )
    m.voorraad(
        "kwetsbaar@",
        binnen(
            """kwetsbaar@
            + verhuurd@ * kwetsbaar_instroom * (1 - kwetsbaar_instroom_zout * zout@)
            * (1 - kwetsbaar_instroom_bitter * bitter@)
            + kwetsbaar_ontstaat + valt_terug@ - krijgt_hulp@ - kwetsbaar_vanzelf * kwetsbaar@""",
            hoog="kwetsbaar_vol",
        ),
        m.start("kwetsbaar"),
        woorden="Nood komt er bij door nieuwe huurders, vanzelf en door terugval. Er gaat af wie hulp krijgt en bij wie het vanzelf overgaat.",
    )
    m.voorraad(
        "geholpen@",
        "geholpen@ + krijgt_hulp@ - valt_terug@ - geholpen_verloop * geholpen@",
        woorden="Wie hulp krijgt telt mee tot hij terugvalt of verder kan.",
    )
    m.hulp("actief@", "MIN(1, (zoet@ + zout@) / verankering_drempel)", "Hoeveel zoet en zout er nu samen is.")
    tempo = als(
        "actief@ > verankering@",
        dan="(1 + borging_verankering * dosis_borging@) / verankering_opbouw",
        anders="1 / verankering_afbouw",
    )
    m.voorraad(
        "verankering@",
        f"verankering@ + (actief@ - verankering@) * {tempo}",
        woorden="Steun en hulp schieten wortel zolang ze duren, en slijten langzaam als ze stoppen.",
    )


def _overlast_en_angst(m: Variabelen) -> None:
    m.onderdeel = "Overlast en angst"
    m.hulp(
        "d_overlast@",
        """(overlast_vast + overlast_greep * criminele_greep@ + overlast_kwetsbaar * kwetsbaar@
        + overlast_woonfraude * woonfraude@ + overlast_leegstand * leegstand@
        - overlast_samenredzaamheid * samenredzaamheid@ - overlast_kaart * dosis_overlast@
        - overlast_zaken * (1 - zaken_overlast) - overlast@)
        / overlast_traagheid""",
        "Verandering van de overlast.",
    )
    m.voorraad(
        "overlast@",
        binnen("overlast@ + d_overlast@"),
        m.start("overlast"),
        woorden="Overlast volgt haar oorzaken: greep, nood, woonfraude, leegstand en buren die weinig voor elkaar doen.",
    )
    gevoeld = "criminele_greep@"
    if len(m.gebieden) > 1:
        m.hulp("greep_wijk", m.wijk("criminele_greep@"), "Greep gemiddeld over het hele gebied.")
        gevoeld = "((1 - buren_invloed) * criminele_greep@ + buren_invloed * greep_wijk)"
    m.hulp(
        "schade@",
        """activering_schade * activering@ * (1 - dosis_bescherming@)
        * MAX(0, angst@ - activering_veilig) / (100 - activering_veilig)""",
        "Schade als bewoners in actie komen terwijl de angst nog groot is.",
    )
    m.voorraad(
        "angst@",
        binnen(
            f"""angst@ + (angst_vast + angst_greep * {gevoeld} + angst_hard_optreden * zuur_last@ * (1 - zoet@)
            + angst_misser * geraakt@ - angst_bescherming * dosis_bescherming@ - angst@) / angst_traagheid
            + schade@"""
        ),
        m.start("angst"),
        woorden="Angst volgt de greep die mensen voelen, hier en een straat verder, en hard optreden zonder steun ernaast.",
    )


def _vertrouwen(m: Variabelen) -> None:
    m.onderdeel = "Vertrouwen"
    m.hulp(
        "vertrouwen_wint@",
        """vertrouwen_zoet * zoet@ * (1 - angst@ / vertrouwen_angst) * (vertrouwen_plafond_zoet - vertrouwen@)
        + vertrouwen_zout * zout@ * (vertrouwen_plafond_zout - vertrouwen@)
        + vertrouwen_resultaat * MAX(0, -d_greep@)
        * (vertrouwen_resultaat_vast + (1 - vertrouwen_resultaat_vast) * zoet@)""",
        "Vertrouwen dat erbij komt door steun, hulp en resultaat.",
    )
    m.hulp(
        "vertrouwen_verliest@",
        """vertrouwen_asymmetrie * vertrouwen_zoet
        * (geraakt@ + zuur_last@ * vertrouwen_zonder_zoet * (1 - zoet@)) * vertrouwen@
        + vertrouwen_belofte * MAX(0, zoet_vorig@ - zoet_gevraagd@) + dosis_wantrouwen@ + schade@""",
        "Vertrouwen dat verloren gaat door missers en gebroken beloften.",
    )
    m.hulp(
        "d_vertrouwen@",
        """vertrouwen_wint@ - vertrouwen_verliest@
        + (vertrouwen_evenwicht - vertrouwen_greep * (criminele_greep@ - ijkpunt_criminele_greep) - vertrouwen@)
        / vertrouwen_traagheid""",
        "Verandering van het vertrouwen, voordat meetelt dat vertrouwen traag groeit.",
    )
    stijgt = als("d_vertrouwen@ > 0", dan="vertrouwen_stijging", anders="1")
    nieuw = binnen(f"vertrouwen@ + d_vertrouwen@ * {stijgt}")
    na_stop = f"MAX({nieuw} - stilgelegd * stillegging_vertrouwen, 0)"
    m.voorraad(
        "vertrouwen@",
        na_stop,
        m.start("vertrouwen"),
        woorden="Vertrouwen groeit door steun, hulp en resultaat, en daalt door missers en gebroken beloften. Het groeit trager dan het daalt.",
    )
    m.voorraad(
        "zoet_vorig@",
        "zoet_gevraagd@",
        woorden="Onthoudt hoeveel steun er deze maand was, om een gebroken belofte te zien.",
    )


def _samenredzaamheid(m: Variabelen) -> None:
    m.onderdeel = "Samenredzaamheid en de straat"
    vrijwilligers = binnen("(activering_grens - angst@) / (activering_grens - activering_veilig)", hoog="1")
    m.voorraad(
        "samenredzaamheid@",
        binnen(
            f"""samenredzaamheid@
            + (samen_zoet * zoet@ * (1 - angst@ / samen_angst) + activering_winst * activering@ * {vrijwilligers})
            * (samen_plafond - samenredzaamheid@)
            - samen_onterecht * onterecht@ - samen_verhuizing * vrijgemaakt@
            - schade@ - samen_misser * geraakt@
            + (samen_evenwicht - samen_terug_angst * (angst@ - ijkpunt_angst)
            - samen_terug_overlast * (overlast@ - ijkpunt_overlast) - samenredzaamheid@) / samen_traagheid"""
        ),
        m.start("samenredzaamheid"),
        woorden="Steun brengt buren bij elkaar, minder waar mensen bang zijn. Verlies van buren, missers, angst en overlast halen eraf.",
    )


def _kwaliteit(m: Variabelen) -> None:
    m.voorraad(
        "fysieke_kwaliteit@",
        binnen(
            """fysieke_kwaliteit@ + kwaliteit_zoet * zoet@ + kwaliteit_regie * regie
            + kwaliteit_kaart * dosis_kwaliteit@ * medewerking
            - kwaliteit_verval * (fysieke_kwaliteit@ - kwaliteit_evenwicht)
            - kwaliteit_overlast * (overlast@ - ijkpunt_overlast)"""
        ),
        m.start("fysieke_kwaliteit"),
        woorden="Steun, regie en opknappen maken woningen en straat beter; verval en overlast maken ze slechter.",
    )
