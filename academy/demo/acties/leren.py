"""What the people of the demo did, by the same actions as everybody: the demo is a rehearsal."""

from __future__ import annotations

from django.db import transaction

from academy.basis.models import Bericht, Opdracht
from academy.basis.opdrachten.acties import voer_uit
from academy.basis.post.acties import SOORT as POST
from academy.gebruikers.models import Gebruiker
from certificaten.acties.uitgifte import SOORT, Naam, vraag_certificaat_aan
from certificaten.models import Afdruk, Certificaat, Certificering, Cyclus, Verificatie
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.simulaties import begin_simulatie
from cursussen.acties.versies import leg_versie_vast
from cursussen.acties.voortgang import vink_les_af
from cursussen.acties.vragen import beantwoord, begin_poging
from cursussen.models import CursusPagina, Inschrijving
from simulatie.acties.beoordelen import dien_in
from simulatie.acties.plan import voeg_toe
from simulatie.acties.spel import speel_uit
from simulatie.models import Sessie
from simulatie.spel.besluiten import Richting

CURSUS = "umami"
AISHA = "aisha@leerdonk.example"
BRAM = "bram@academy.example"
KAREL = "karel@woonspoel.example"
AISHA_LAS = 2
AISHA_KOOS = 3


def is_klaar() -> bool:
    """Whether the demo was loaded to its end before: a line in the register outlives every person and page."""
    return Verificatie.objects.exists()


def breng_cursus_uit() -> bool:
    """Bram publishes the first version of the course, which gives a certificate from now on."""
    cursus = CursusPagina.objects.get(slug=CURSUS)
    if Certificering.objects.filter(cursus=cursus).exists():
        return False
    with transaction.atomic():
        leg_versie_vast(cursus=cursus, door=Gebruiker.objects.get(email=BRAM), toelichting="Eerste versie")
        Certificering.objects.create(cursus=cursus, titel=cursus.title)
    return True


def laat_aisha_halverwege() -> bool:
    """Aisha read two lessons and tries a few measures in a practice run that is still open."""
    aisha = Gebruiker.objects.get(email=AISHA)
    if Inschrijving.objects.van(aisha).exists():
        return False
    with transaction.atomic():
        inschrijving = schrijf_in(gebruiker=aisha, cursus=CursusPagina.objects.get(slug=CURSUS))
        for les in inschrijving.versie.lessen[:AISHA_LAS]:
            vink_les_af(inschrijving=inschrijving, les=les["sleutel"])
        sessie = begin_simulatie(inschrijving=inschrijving, soort=Sessie.Soort.OEFENEN)
        _volg_vakplan(sessie, hoogstens=AISHA_KOOS)
    return True


def laat_karel_slagen() -> bool:
    """Karel did everything: lessons, questions, the test in the simulation, and confirmed his name."""
    karel = Gebruiker.objects.get(email=KAREL)
    if Certificaat.objects.van(karel).exists():
        return False
    with transaction.atomic():
        inschrijving = schrijf_in(gebruiker=karel, cursus=CursusPagina.objects.get(slug=CURSUS))
        for les in inschrijving.versie.lessen:
            vink_les_af(inschrijving=inschrijving, les=les["sleutel"])
        poging = begin_poging(inschrijving=inschrijving)
        for vraag in poging.vragen:
            juist = next(keuze["sleutel"] for keuze in vraag["keuzes"] if keuze["juist"])
            beantwoord(poging=poging, vraag=vraag["sleutel"], keuze=juist)
        sessie = begin_simulatie(inschrijving=inschrijving, soort=Sessie.Soort.TOETS)
        _volg_vakplan(sessie)
        speel_uit(
            sessie=sessie,
            richting=Richting.STIJGT,
            hoeveel=15,
            reden="Als mensen weer durven te melden, ziet u eerst meer meldingen.",
        )
        dien_in(sessie=sessie)
        vraag_certificaat_aan(cyclus=Cyclus.objects.van(karel).get(), naam=Naam.van(karel))
    return True


def druk_certificaat_van_karel() -> bool:
    """Do the work that waits for Karel's certificate, as a worker would; returns whether it was done now.

    His address does not exist, so the mail with the PDF is taken out of the outbox: otherwise the first thing
    a newcomer sees in the terminal is a page of base64.
    """
    certificaat = Certificaat.objects.van(Gebruiker.objects.get(email=KAREL)).get()
    if Afdruk.objects.filter(certificaat=certificaat).exists():
        return False
    with transaction.atomic():
        opdracht = Opdracht.objects.get(soort=SOORT, onderwerp_id=certificaat.pk)
        gedaan = voer_uit(opdracht_id=opdracht.pk)
        post = Bericht.objects.te_verzenden().filter(aan=[KAREL])
        Opdracht.objects.filter(soort=POST, onderwerp_id__in=list(post.values_list("pk", flat=True))).delete()
        post.delete()
    return gedaan


def _volg_vakplan(sessie: Sessie, hoogstens: int | None = None) -> None:
    """Take the decisions of a plan as a practitioner would make it, one by one: no computer looked for it.

    Raises:
        LookupError: this version of the case has no plan of practitioners.
    """
    casus = sessie.eigen_casus
    if casus is None or not casus.vakplannen:
        raise LookupError(f"The case {sessie.casus!r} has no plan of practitioners.")
    for nummer, inzet in enumerate(casus.vakplannen[0].inzetten[:hoogstens]):
        voeg_toe(sessie=sessie, verwacht_nummer=nummer, inzet=inzet)
