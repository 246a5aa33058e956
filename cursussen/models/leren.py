"""What a person did, as facts that are only ever added; how far somebody is follows from them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker
from cursussen.models.paginas import CursusPagina
from cursussen.models.versie import EINDVRAGEN, CursusVersie
from cursussen.models.voortgang import Voortgang, bereken_modules, bereken_voortgang
from simulatie.models import Beoordeling, Sessie


class InschrijvingQuerySet(models.QuerySet["Inschrijving"]):
    def van(self, gebruiker: Gebruiker) -> InschrijvingQuerySet:
        """The enrolments of one person: the only door to lessons for that person."""
        return self.filter(gebruiker=gebruiker)

    def actief(self) -> InschrijvingQuerySet:
        """Not yet completed."""
        return self.exclude(afrondingen__onderdeel=Afronding.Onderdeel.CURSUS)

    def afgerond(self) -> InschrijvingQuerySet:
        return self.filter(afrondingen__onderdeel=Afronding.Onderdeel.CURSUS)

    def met_afgerond_op(self) -> InschrijvingQuerySet:
        """With ``afgerond_op``: the moment the course was completed, or ``None``. Nothing on answers or runs."""
        afronding = Afronding.objects.filter(
            inschrijving=OuterRef("pk"), onderdeel=Afronding.Onderdeel.CURSUS
        )
        return self.annotate(afgerond_op=Subquery(afronding.values("op")[:1]))

    def met_voortgang(self) -> InschrijvingQuerySet:
        """With everything that ``voortgang`` reads, in a number of queries that does not grow with the list."""
        beoordelingen = Beoordeling.objects.select_related("nakijkverzoek__besluit")
        return self.select_related("versie").prefetch_related(
            "gelezen",
            "afrondingen",
            "pogingen__antwoorden",
            "simulatiepogingen__sessie",
            Prefetch("simulatiepogingen__sessie__beoordeling", queryset=beoordelingen),
        )

    def vergrendeld(self) -> InschrijvingQuerySet:
        """Locked until the transaction ends: whoever completes a part waits for whoever completes another."""
        return self.select_for_update(of=("self",))


class Inschrijving(models.Model):
    """A person takes a course, in the version that was the newest on the day of enrolling."""

    sleutel = models.UUIDField(_("sleutel"), unique=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="inschrijvingen",
        verbose_name=_("gebruiker"),
    )
    cursus = models.ForeignKey(
        CursusPagina, on_delete=models.PROTECT, related_name="inschrijvingen", verbose_name=_("cursus")
    )
    versie = models.ForeignKey(
        CursusVersie, on_delete=models.PROTECT, related_name="inschrijvingen", verbose_name=_("versie")
    )
    nummer = models.PositiveSmallIntegerField(
        _("keer"), default=1, help_text=_("De hoeveelste keer deze persoon deze cursus volgt.")
    )
    begonnen_op = models.DateTimeField(_("begonnen op"), auto_now_add=True)

    objects = InschrijvingQuerySet.as_manager()

    afgerond_op: datetime | None
    """When the course was completed; only on rows read through ``met_afgerond_op()``."""

    onveranderlijk = ("sleutel", "gebruiker", "cursus", "versie", "nummer", "begonnen_op")

    class Meta:
        verbose_name = _("inschrijving")
        verbose_name_plural = _("inschrijvingen")
        ordering = ["-begonnen_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "cursus", "nummer"], name="inschrijving_een_per_keer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} · {self.versie}"

    @cached_property
    def voortgang(self) -> Voortgang:
        """How far this person was when the enrolment was read; read it again after an action."""
        return bereken_voortgang(self)

    @property
    def open_lessen(self) -> set[str]:
        """Keys of the lessons that may be read now: those of open modules, and what was read before."""
        dicht = {module.sleutel for module in bereken_modules(self) if not module.open}
        gelezen = {rij.les for rij in self.gelezen.all()}
        return {
            les["sleutel"]
            for module in self.versie.modules
            for les in module["lessen"]
            if module["sleutel"] not in dicht or les["sleutel"] in gelezen
        }


class Gelezen(models.Model):
    """A lesson was read to the end and ticked off by the trainee."""

    inschrijving = models.ForeignKey(
        Inschrijving, on_delete=models.CASCADE, related_name="gelezen", verbose_name=_("inschrijving")
    )
    les = models.CharField(_("sleutel van de les"), max_length=36)
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("inschrijving", "les", "op")

    class Meta:
        verbose_name = _("gelezen les")
        verbose_name_plural = _("gelezen lessen")
        constraints = [models.UniqueConstraint(fields=["inschrijving", "les"], name="gelezen_een_keer")]

    def __str__(self) -> str:
        return f"{self.inschrijving}: {self.les}"


class Poging(models.Model):
    """One go at a set of questions, with a copy of the questions as they were shown.

    ``onderdeel`` is "vragen" for the questions of the course, or the key of the lesson they stand in.
    """

    EINDVRAGEN = EINDVRAGEN

    inschrijving = models.ForeignKey(
        Inschrijving, on_delete=models.CASCADE, related_name="pogingen", verbose_name=_("inschrijving")
    )
    onderdeel = models.CharField(_("onderdeel"), max_length=36, default=EINDVRAGEN)
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    vragen = models.JSONField(_("vragen zoals getoond"))
    begonnen_op = models.DateTimeField(_("begonnen op"), auto_now_add=True)

    onveranderlijk = ("inschrijving", "onderdeel", "nummer", "vragen", "begonnen_op")

    class Meta:
        verbose_name = _("poging")
        verbose_name_plural = _("pogingen")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["inschrijving", "onderdeel", "nummer"], name="poging_een_per_nummer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inschrijving}: {self.onderdeel} {self.nummer}"

    def vraag(self, sleutel: str) -> dict[str, Any] | None:
        return next((vraag for vraag in self.vragen if vraag["sleutel"] == sleutel), None)

    @property
    def aantal_beantwoord(self) -> int:
        return len(self.antwoorden.all())

    @property
    def aantal_goed(self) -> int:
        return sum(antwoord.juist for antwoord in self.antwoorden.all())

    @property
    def klaar(self) -> bool:
        """Every question has its answer."""
        return self.aantal_beantwoord == len(self.vragen)

    @property
    def klaar_op(self) -> datetime | None:
        return max(antwoord.op for antwoord in self.antwoorden.all()) if self.klaar else None

    def gehaald(self, slaaggrens: int) -> bool:
        """Every question is answered and at least ``slaaggrens`` percent of them rightly."""
        return self.klaar and self.aantal_goed * 100 >= slaaggrens * len(self.vragen)


class Antwoord(models.Model):
    """One answer, final the moment it was given."""

    poging = models.ForeignKey(
        Poging, on_delete=models.CASCADE, related_name="antwoorden", verbose_name=_("poging")
    )
    vraag = models.CharField(_("sleutel van de vraag"), max_length=36)
    keuze = models.CharField(_("sleutel van de keuze"), max_length=36)
    juist = models.BooleanField(_("juist"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("poging", "vraag", "keuze", "juist", "op")

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [models.UniqueConstraint(fields=["poging", "vraag"], name="antwoord_een_per_vraag")]

    def __str__(self) -> str:
        return f"{self.poging}: {self.vraag}"


class Simulatiepoging(models.Model):
    """A play session that counts for an enrolment."""

    inschrijving = models.ForeignKey(
        Inschrijving,
        on_delete=models.CASCADE,
        related_name="simulatiepogingen",
        verbose_name=_("inschrijving"),
    )
    sessie = models.OneToOneField(
        "simulatie.Sessie", on_delete=models.PROTECT, related_name="simulatiepoging", verbose_name=_("sessie")
    )

    onveranderlijk = ("inschrijving", "sessie")

    class Meta:
        verbose_name = _("simulatiepoging")
        verbose_name_plural = _("simulatiepogingen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.inschrijving}: {self.sessie}"

    @property
    def is_toets(self) -> bool:
        """Only a test counts; a practice run never does, however good."""
        return self.sessie.soort == Sessie.Soort.TOETS

    @property
    def beoordeeld(self) -> bool:
        return hasattr(self.sessie, "beoordeling")

    @property
    def beoordeeld_op(self) -> datetime | None:
        return self.sessie.beoordeling.op if self.beoordeeld else None

    @property
    def gehaald(self) -> bool:
        return self.is_toets and self.beoordeeld and self.sessie.beoordeling.gehaald


class Afronding(models.Model):
    """A part of a course is done: by which rule, when, and by whom if a person decided."""

    class Onderdeel(models.TextChoices):
        LESSEN = "lessen", _("lessen gelezen")
        VRAGEN = "vragen", _("vragen gehaald")
        SIMULATIE = "simulatie", _("simulatie gehaald")
        CURSUS = "cursus", _("cursus afgerond")

    inschrijving = models.ForeignKey(
        Inschrijving, on_delete=models.CASCADE, related_name="afrondingen", verbose_name=_("inschrijving")
    )
    onderdeel = models.CharField(_("onderdeel"), max_length=12, choices=Onderdeel)
    regel = models.CharField(_("regel"), max_length=250)
    bewijs = models.JSONField(_("bewijs"), default=dict, blank=True)
    op = models.DateTimeField(_("op"), auto_now_add=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("toegekend door"),
    )

    onveranderlijk = ("inschrijving", "onderdeel", "regel", "bewijs", "op")

    class Meta:
        verbose_name = _("afronding")
        verbose_name_plural = _("afrondingen")
        constraints = [
            models.UniqueConstraint(fields=["inschrijving", "onderdeel"], name="afronding_een_per_onderdeel"),
            models.CheckConstraint(condition=~Q(regel=""), name="afronding_noemt_de_regel"),
        ]

    def __str__(self) -> str:
        return f"{self.inschrijving}: {self.get_onderdeel_display()}"
