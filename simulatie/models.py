"""A play session: case version + model version + seed + a list of decisions, and one judgement at the end."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker, Lidmaatschap, Organisatie
from simulatie.kern import Bronvraag, Casus, CasusOnbekend, Plan, laad_casus, lees_document


@dataclass(frozen=True)
class Wijziging:
    """What one decision did to a measure; None means: not in the plan.

    naast  what it did to others: a running measure that changes ends, and another one goes on from there
    """

    inzet: str
    voor: dict[str, Any] | None
    na: dict[str, Any] | None
    naast: tuple[Wijziging, ...] = ()


@dataclass(frozen=True)
class Planwissel:
    """One decision that put another plan in place of the whole; a plan is key → measure, in order.

    naar  where the plan came from: CASUS, GELADEN, BEWAARD, or the key of a saved plan
    """

    naar: str
    voor: Mapping[str, dict[str, Any]]
    na: Mapping[str, dict[str, Any]]


class Terugweg(models.TextChoices):
    """The three resets of practice."""

    CASUS = "casus", _("de casus zoals hij begint")
    GELADEN = "geladen", _("het plan dat u hebt geladen")
    BEWAARD = "bewaard", _("het plan dat u het laatst hebt bewaard")


@dataclass(frozen=True)
class Stand:
    """Where a session stands after its last decision.

    nummer     number of the last decision, 0 when there is none; forms carry it to notice a stale tab
    inzetten   the plan: key of the measure → card, start, duration, intensity and areas, in order of adding
    terug      what can be undone, the newest last
    opnieuw    what was undone and can be done again, the newest last
    is_uit     the last change is undone for now: turning it over does it again
    geladen    the plan the session began with, or that was put in place of it from a saved one

    Only in a test; practice stays in month 0:
    maand            how far time has gone; what lies before it cannot change
    dilemma          the event that waits for an answer, "" when none does
    rondes_gesloten  rounds closed; with a dilemma open the last of them is still being played
    bronvragen       the sources asked, in order
    antwoorden       key of a dilemma → key of the answer
    voorspellingen   per prediction maand, meldingen, leefbaarheid (a ``Vorm``) and reden, in order
    """

    nummer: int
    inzetten: Mapping[str, dict[str, Any]]
    terug: tuple[Wijziging | Planwissel, ...]
    opnieuw: tuple[Wijziging | Planwissel, ...]
    is_uit: bool
    geladen: Mapping[str, dict[str, Any]]
    maand: int
    dilemma: str
    rondes_gesloten: int
    bronvragen: tuple[Bronvraag, ...]
    antwoorden: Mapping[str, str]
    voorspellingen: tuple[dict[str, Any], ...]

    @property
    def plan(self) -> Plan:
        """The plan as the model reads it, its rows in the order of ``inzetten``."""
        return Plan.uit_dict(
            {
                "inzetten": list(self.inzetten.values()),
                "antwoorden": dict(self.antwoorden),
                "bronvragen": [vraag.als_dict() for vraag in self.bronvragen],
            }
        )


def is_zelfde_plan(een: list[dict[str, Any]], ander: list[dict[str, Any]]) -> bool:
    """Whether two plans hold the same measures, in whatever order."""
    return len(een) == len(ander) and all(een.count(rij) == ander.count(rij) for rij in een)


class Vorm(models.TextChoices):
    """The shape somebody predicts for a line."""

    DAALT = "daalt", _("daalt")
    GELIJK = "gelijk", _("blijft gelijk")
    STIJGT_LICHT = "stijgt-licht", _("stijgt licht")
    STIJGT_STERK = "stijgt-sterk", _("stijgt sterk")


class _Opname:
    """Folds decisions, one after the other, into the stand they lead to."""

    def __init__(self) -> None:
        self.nummer = self.maand = self.rondes_gesloten = 0
        self.dilemma = ""
        # A measure that was taken out keeps its place, so that it comes back there.
        self.inzetten: dict[str, dict[str, Any] | None] = {}
        self.terug: list[Wijziging | Planwissel] = []
        self.opnieuw: list[Wijziging | Planwissel] = []
        self.is_uit = False
        self.geladen: dict[str, dict[str, Any]] = {}
        self.bronvragen: list[Bronvraag] = []
        self.antwoorden: dict[str, str] = {}
        self.voorspellingen: list[dict[str, Any]] = []

    def verwerk(self, besluit: Besluit) -> None:
        self.nummer = besluit.nummer
        gegevens = besluit.gegevens
        match besluit.soort:
            case Besluitsoort.BRON:
                self.bronvragen.append(Bronvraag(**gegevens))
            case Besluitsoort.VOORSPELLING:
                self.voorspellingen.append(gegevens)
            case Besluitsoort.RONDE:
                self.rondes_gesloten += 1
                self._speel_tot(gegevens)
            case Besluitsoort.ANTWOORD:
                self.antwoorden[besluit.inzet] = gegevens["keuze"]
                self._speel_tot(gegevens)
            case _:
                self._verander_plan(besluit)

    def stand(self) -> Stand:
        return Stand(
            nummer=self.nummer,
            inzetten=self._plan(),
            terug=tuple(self.terug),
            opnieuw=tuple(self.opnieuw),
            is_uit=self.is_uit and bool(self.opnieuw),
            geladen=self.geladen,
            maand=self.maand,
            dilemma=self.dilemma,
            rondes_gesloten=self.rondes_gesloten,
            bronvragen=tuple(self.bronvragen),
            antwoorden=self.antwoorden,
            voorspellingen=tuple(self.voorspellingen),
        )

    def _speel_tot(self, gegevens: dict[str, Any]) -> None:
        """Time went on: what was decided before is past and cannot be undone."""
        self.maand, self.dilemma = gegevens["tot"], gegevens["dilemma"]
        self.terug.clear()
        self.opnieuw.clear()

    def _plan(self) -> dict[str, dict[str, Any]]:
        return {sleutel: rij for sleutel, rij in self.inzetten.items() if rij is not None}

    def _verander_plan(self, besluit: Besluit) -> None:
        wijziging = (
            self._wissel(besluit) if besluit.soort == Besluitsoort.TERUGZETTEN else self._wijzig(besluit)
        )
        self.is_uit = besluit.herkomst == Besluitherkomst.TERUG
        if besluit.herkomst == Besluitherkomst.ZELF:
            self.terug.append(wijziging)
            self.opnieuw.clear()
        elif besluit.herkomst == Besluitherkomst.TERUG:
            self.opnieuw.append(self.terug.pop())
        elif besluit.herkomst == Besluitherkomst.OPNIEUW:
            self.terug.append(self.opnieuw.pop())
        else:
            self.geladen = self._plan()

    def _wijzig(self, besluit: Besluit) -> Wijziging:
        rij = {veld: waarde for veld, waarde in besluit.gegevens.items() if veld != "naast"}
        naast = tuple(self._zet(*paar) for paar in besluit.gegevens.get("naast", {}).items())
        na = None if besluit.soort == Besluitsoort.VERWIJDEREN else rij
        return replace(self._zet(besluit.inzet, na), naast=naast)

    def _wissel(self, besluit: Besluit) -> Planwissel:
        voor, na = self._plan(), dict(besluit.gegevens["plan"])
        self.inzetten = {**na, **{sleutel: None for sleutel in self.inzetten if sleutel not in na}}
        if besluit.inzet not in Terugweg.values and besluit.herkomst != Besluitherkomst.TERUG:
            self.geladen = na
        return Planwissel(besluit.inzet, voor, na)

    def _zet(self, inzet: str, na: dict[str, Any] | None) -> Wijziging:
        wijziging = Wijziging(inzet, self.inzetten.get(inzet), na)
        self.inzetten[inzet] = na
        return wijziging


class CasusversieQuerySet(models.QuerySet["Casusversie"]):
    def nieuwste(self, sleutel: str) -> Casusversie | None:
        """The version that new sessions of this case begin with; None when none was published."""
        return self.filter(sleutel=sleutel).order_by("pk").last()


class CasusversieManager(models.Manager.from_queryset(CasusversieQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> CasusversieQuerySet:
        """Without the document: it is read once per process, see ``casus_van_document``."""
        return super().get_queryset().defer("inhoud")


class Casusversie(models.Model):
    """A case as it was published: one document with everything the model needs to play it, never changed."""

    sleutel = models.SlugField(_("casus"), max_length=40)
    versie = models.CharField(_("versie"), max_length=20)
    modelversie = models.CharField(_("versie van het model"), max_length=20)
    naam = models.CharField(_("naam"), max_length=200)
    # Text and not a JSON column: PostgreSQL would sort the keys, and their order is that of the columns of the model.
    inhoud = models.TextField(_("inhoud als JSON"))
    sha256 = models.CharField(_("sha-256 van de inhoud"), max_length=64, db_index=True)
    gepubliceerd_op = models.DateTimeField(_("gepubliceerd op"), auto_now_add=True)

    objects = CasusversieManager()

    onveranderlijk = ("sleutel", "versie", "modelversie", "naam", "inhoud", "sha256", "gepubliceerd_op")

    class Meta:
        verbose_name = _("versie van een casus")
        verbose_name_plural = _("versies van casussen")
        ordering = ["sleutel", "-pk"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["sleutel", "versie"], name="casusversie_een_per_versie")
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.versie})"

    @property
    def casus(self) -> Casus:
        return casus_van_document(self.sha256)


@lru_cache(maxsize=32)
def casus_van_document(sha256: str) -> Casus:
    """The case of a published document, read once per process: by its hash, because what has that hash cannot change.

    Raises Casusversie.DoesNotExist, CasusOngeldig.
    """
    versie = Casusversie.objects.defer(None).filter(sha256=sha256).first()
    if versie is None:
        raise Casusversie.DoesNotExist
    return lees_document(json.loads(versie.inhoud))


class SessieQuerySet(models.QuerySet["Sessie"]):
    def van(self, gebruiker: Gebruiker) -> SessieQuerySet:
        """The sessions of one person: the only door to a session for that person."""
        return self.filter(gebruiker=gebruiker)

    def met_casusversie(self) -> SessieQuerySet:
        """With the version it is played in, but not the document: one query, however large that is."""
        return self.select_related("casusversie").defer("casusversie__inhoud")

    def open(self) -> SessieQuerySet:
        """Not handed in yet."""
        return self.filter(beoordeling__isnull=True)

    def beoordeeld(self) -> SessieQuerySet:
        return self.filter(beoordeling__isnull=False)

    def met_overzicht(self) -> SessieQuerySet:
        """With ``aantal_besluiten``, the judgement and what a trainer made of it, for lists."""
        return (
            self.met_casusversie()
            .select_related("beoordeling__nakijkverzoek__besluit")
            .annotate(aantal_besluiten=models.Count("besluiten"))
        )


class Sessiesoort(models.TextChoices):
    OEFENEN = "oefenen", _("oefenen")
    TOETS = "toets", _("toets")


class Sessie(models.Model):
    """One try at a case. What was decided stands in ``besluiten``; the plan is derived from them."""

    Soort = Sessiesoort

    sleutel = models.UUIDField(_("sleutel"), unique=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="sessies",
        verbose_name=_("gebruiker"),
    )
    soort = models.CharField(_("soort"), max_length=10, choices=Soort)
    casus = models.SlugField(_("casus"), max_length=40)
    casus_versie = models.CharField(_("versie van de casus"), max_length=20)
    model_versie = models.CharField(_("versie van het model"), max_length=20)
    # Empty only for sessions from before versions were kept.
    casusversie = models.ForeignKey(
        Casusversie,
        on_delete=models.PROTECT,
        null=True,
        related_name="sessies",
        verbose_name=_("versie van de casus"),
    )
    zaad = models.PositiveBigIntegerField(_("zaad"))
    begonnen_op = models.DateTimeField(_("begonnen op"), auto_now_add=True)

    objects = SessieQuerySet.as_manager()

    onveranderlijk = (
        "sleutel",
        "gebruiker",
        "soort",
        "casus",
        "casus_versie",
        "model_versie",
        "casusversie",
        "zaad",
        "begonnen_op",
    )

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")
        ordering = ["-begonnen_op"]
        constraints = [
            models.CheckConstraint(condition=Q(soort__in=Sessiesoort.values), name="sessie_soort_bestaat")
        ]

    def __str__(self) -> str:
        return f"{self.casus} · {self.gebruiker}"

    @property
    def is_beoordeeld(self) -> bool:
        return hasattr(self, "beoordeling")

    @property
    def eigen_casus(self) -> Casus | None:
        """The case in the version this session was begun with; None when that was before versions were kept."""
        return self.casusversie.casus if self.casusversie else None

    @property
    def is_speelbaar(self) -> bool:
        """Whether the version this session was begun with was kept, whatever came after it."""
        return self.casusversie_id is not None

    @property
    def casusnaam(self) -> str:
        if self.casusversie:
            return self.casusversie.naam
        try:
            return laad_casus(self.casus).naam
        except CasusOnbekend:
            return self.casus

    def nieuwere_versie(self) -> Casusversie | None:
        """The version that a new session would begin with, when that is another one."""
        nieuwste = Casusversie.objects.nieuwste(self.casus)
        return nieuwste if nieuwste and nieuwste.pk != self.casusversie_id else None

    def stand(self, tot: int | None = None) -> Stand:
        """Replay the decisions, all or up to and including number ``tot``, in one query."""
        opname = _Opname()
        besluiten = self.besluiten.order_by("nummer")
        for besluit in besluiten if tot is None else besluiten.filter(nummer__lte=tot):
            opname.verwerk(besluit)
        return opname.stand()

    def inzetten(self) -> Mapping[str, dict[str, Any]]:
        """The plan as it stands: inzet key → card, start, duration, intensity and areas, in order of adding."""
        return self.stand().inzetten

    def laatste_nummer(self) -> int:
        """The number of the last decision, 0 when there is none; forms carry it to notice a stale tab."""
        return self.besluiten.aggregate(hoogste=models.Max("nummer"))["hoogste"] or 0


class Besluitsoort(models.TextChoices):
    TOEVOEGEN = "toevoegen", _("maatregel toegevoegd")
    WIJZIGEN = "wijzigen", _("maatregel gewijzigd")
    VERWIJDEREN = "verwijderen", _("maatregel verwijderd")
    TERUGZETTEN = "terugzetten", _("ander plan teruggezet")
    BRON = "bron", _("bron bevraagd")
    ANTWOORD = "antwoord", _("dilemma beantwoord")
    VOORSPELLING = "voorspelling", _("voorspelling gedaan")
    RONDE = "ronde", _("ronde afgesloten")


EENMALIG = (Besluitsoort.BRON, Besluitsoort.ANTWOORD, Besluitsoort.VOORSPELLING, Besluitsoort.RONDE)
"""Done once and never undone; ``inzet`` says what it was about."""


class Besluitherkomst(models.TextChoices):
    ZELF = "zelf", _("zelf gedaan")
    TERUG = "terug", _("ongedaan gemaakt")
    OPNIEUW = "opnieuw", _("opnieuw gedaan")
    OVERGENOMEN = "overgenomen", _("overgenomen uit een eerdere sessie")


class Besluit(models.Model):
    """One decision, stored the moment it was made. The number decides who was first when two tabs compete."""

    Soort = Besluitsoort
    Herkomst = Besluitherkomst

    sessie = models.ForeignKey(
        Sessie, on_delete=models.CASCADE, related_name="besluiten", verbose_name=_("sessie")
    )
    nummer = models.PositiveIntegerField(_("nummer"))
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    herkomst = models.CharField(_("herkomst"), max_length=12, choices=Herkomst, default=Herkomst.ZELF)
    inzet = models.CharField(
        _("sleutel van de maatregel, het plan, de bron, de gebeurtenis of de ronde"), max_length=80
    )
    gegevens = models.JSONField(_("gegevens"), default=dict, blank=True)
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("sessie", "nummer", "soort", "herkomst", "inzet", "gegevens", "op")

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["sessie", "nummer"], name="besluit_een_per_nummer"),
            models.CheckConstraint(condition=Q(nummer__gte=1), name="besluit_nummer_vanaf_een"),
            models.CheckConstraint(condition=Q(soort__in=Besluitsoort.values), name="besluit_soort_bestaat"),
            models.CheckConstraint(
                condition=Q(herkomst__in=Besluitherkomst.values), name="besluit_herkomst_bestaat"
            ),
            *(
                models.UniqueConstraint(
                    fields=["sessie", "inzet"],
                    condition=Q(soort=soort.value),
                    name=f"besluit_{soort.value}_een_keer",
                )
                for soort in EENMALIG
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.get_soort_display()}"


class Beoordeling(models.Model):
    """The judgement of a session as it was computed: plan, judgement and their hash, never computed again."""

    sessie = models.OneToOneField(
        Sessie, on_delete=models.CASCADE, related_name="beoordeling", verbose_name=_("sessie")
    )
    plan = models.JSONField(_("plan"))
    oordeel = models.JSONField(_("oordeel"))
    sha256 = models.CharField(_("sha-256 van plan en oordeel"), max_length=64)
    geslaagd = models.BooleanField(_("geslaagd"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("sessie", "plan", "oordeel", "sha256", "geslaagd", "op")

    class Meta:
        verbose_name = _("beoordeling")
        verbose_name_plural = _("beoordelingen")

    def __str__(self) -> str:
        return f"{self.sessie}: {'geslaagd' if self.geslaagd else 'niet geslaagd'}"

    @property
    def gehaald(self) -> bool:
        """Passed by the judgement, or by a trainer who looked at it. Reads ``nakijkverzoek__besluit``."""
        besluit = getattr(getattr(self, "nakijkverzoek", None), "besluit", None)
        return self.geslaagd or (besluit is not None and besluit.uitkomst == Nakijkuitkomst.GESLAAGD)


class BewaardPlanQuerySet(models.QuerySet["BewaardPlan"]):
    def van(self, gebruiker: Gebruiker) -> BewaardPlanQuerySet:
        """What a person saved, the newest first."""
        return self.filter(gebruiker=gebruiker)

    def gedeeld_met(self, gebruiker: Gebruiker) -> BewaardPlanQuerySet:
        """What colleagues share now: author and reader both belong to the organisation it is shared in today."""
        van_lezer = Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker)
        delingen = (
            Plandeling.objects.geldend()
            .filter(plan=OuterRef("pk"), organisatie__in=van_lezer.values("organisatie"))
            .filter(
                Exists(
                    Lidmaatschap.objects.geldig().filter(
                        gebruiker=OuterRef("plan__gebruiker"), organisatie=OuterRef("organisatie")
                    )
                )
            )
        )
        return self.filter(Exists(delingen)).exclude(gebruiker=gebruiker)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> BewaardPlanQuerySet:
        """Own and shared plans: the only door to a saved plan. Twin: ``rechten.mag_plan_zien``."""
        return self.van(gebruiker) | self.gedeeld_met(gebruiker)


class BewaardPlan(models.Model):
    """One version of a plan, saved under a name and never changed; saving again makes the next version."""

    sleutel = models.UUIDField(_("sleutel"), unique=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="bewaarde_plannen",
        verbose_name=_("wie het bewaarde"),
    )
    casus = models.SlugField(_("casus"), max_length=40)
    casus_versie = models.CharField(_("versie van de casus"), max_length=20)
    model_versie = models.CharField(_("versie van het model"), max_length=20)
    naam = models.CharField(_("naam"), max_length=60)
    versie = models.PositiveIntegerField(_("versie"))
    reden = models.CharField(_("reden"), max_length=200)
    inzetten = models.JSONField(_("maatregelen"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = BewaardPlanQuerySet.as_manager()

    onveranderlijk = (
        "sleutel",
        "gebruiker",
        "casus",
        "casus_versie",
        "model_versie",
        "naam",
        "versie",
        "reden",
        "inzetten",
        "op",
    )

    class Meta:
        verbose_name = _("bewaard plan")
        verbose_name_plural = _("bewaarde plannen")
        ordering = ["-op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "casus", "naam", "versie"], name="bewaardplan_een_per_versie"
            ),
            models.CheckConstraint(condition=Q(versie__gte=1), name="bewaardplan_versie_vanaf_een"),
            models.CheckConstraint(condition=~Q(naam="") & ~Q(reden=""), name="bewaardplan_naam_en_reden"),
        ]

    def __str__(self) -> str:
        return _("%(naam)s, versie %(versie)d") % {"naam": self.naam, "versie": self.versie}

    def versies(self) -> BewaardPlanQuerySet:
        """Every version of this plan, the newest first."""
        return BewaardPlan.objects.filter(
            gebruiker=self.gebruiker_id, casus=self.casus, naam=self.naam
        ).order_by("-versie")


class PlandelingQuerySet(models.QuerySet["Plandeling"]):
    def geldend(self) -> PlandelingQuerySet:
        """The newest decision per plan and organisation, where that shares it."""
        laatste = Plandeling.objects.filter(
            plan=OuterRef("plan"), organisatie=OuterRef("organisatie")
        ).order_by("-pk")
        return self.filter(pk=Subquery(laatste.values("pk")[:1]), gedeeld=True)


class Plandeling(models.Model):
    """The author lets the people of one organisation see a saved plan, or takes that back; the newest line holds."""

    plan = models.ForeignKey(
        BewaardPlan, on_delete=models.CASCADE, related_name="delingen", verbose_name=_("plan")
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    gedeeld = models.BooleanField(_("gedeeld"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = PlandelingQuerySet.as_manager()

    onveranderlijk = ("plan", "organisatie", "gedeeld", "op")

    class Meta:
        verbose_name = _("deling van een plan")
        verbose_name_plural = _("delingen van plannen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.plan} · {self.organisatie}"


class Opmerkingsoort(models.TextChoices):
    TOEGELATEN = "toegelaten", _("trainer mag meekijken")
    INGETROKKEN = "ingetrokken", _("trainer mag niet meer meekijken")
    OPMERKING = "opmerking", _("opmerking van de trainer")


class OpmerkingQuerySet(models.QuerySet["Opmerking"]):
    def van_trainer(self) -> OpmerkingQuerySet:
        """What trainers wrote, with who they are, and without the permissions."""
        return self.filter(soort=Opmerkingsoort.OPMERKING).select_related("trainer")

    def toestemmingen(self) -> OpmerkingQuerySet:
        """What the trainee decided about looking along, the newest first; the newest one holds."""
        return self.exclude(soort=Opmerkingsoort.OPMERKING).order_by("-pk")


class Opmerking(models.Model):
    """One line in the history of looking along with a session: leave given or taken back by the trainee, or a
    remark of the trainer who had leave. Nobody looks along before the first line."""

    Soort = Opmerkingsoort

    sessie = models.ForeignKey(
        Sessie, on_delete=models.CASCADE, related_name="opmerkingen", verbose_name=_("sessie")
    )
    soort = models.CharField(_("soort"), max_length=12, choices=Soort)
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("trainer")
    )
    tekst = models.TextField(_("tekst"), blank=True)
    op = models.DateTimeField(_("op"), auto_now_add=True)

    objects = OpmerkingQuerySet.as_manager()

    onveranderlijk = ("sessie", "soort", "trainer", "tekst", "op")

    class Meta:
        verbose_name = _("opmerking")
        verbose_name_plural = _("opmerkingen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=Opmerkingsoort.values), name="opmerking_soort_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(soort=Opmerkingsoort.OPMERKING) ^ Q(tekst=""), name="opmerking_heeft_tekst"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sessie}: {self.get_soort_display()}"


class Nakijkverzoek(models.Model):
    """A person asks a trainer to look at a judgement (art. 22 AVG); once, and never refused."""

    beoordeling = models.OneToOneField(
        Beoordeling, on_delete=models.CASCADE, related_name="nakijkverzoek", verbose_name=_("beoordeling")
    )
    waarom = models.TextField(_("waarom"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("beoordeling", "waarom", "op")

    class Meta:
        verbose_name = _("verzoek om na te kijken")
        verbose_name_plural = _("verzoeken om na te kijken")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(waarom=""), name="nakijkverzoek_zegt_waarom")]

    def __str__(self) -> str:
        return str(self.beoordeling)


class Nakijkuitkomst(models.TextChoices):
    BLIJFT = "blijft", _("de uitslag blijft zoals hij is")
    GESLAAGD = "geslaagd", _("alsnog geslaagd")


class Nakijkbesluit(models.Model):
    """What the trainer decided, with the reason; it stands beside the judgement, which never changes."""

    Uitkomst = Nakijkuitkomst

    verzoek = models.OneToOneField(
        Nakijkverzoek, on_delete=models.CASCADE, related_name="besluit", verbose_name=_("verzoek")
    )
    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("trainer")
    )
    uitkomst = models.CharField(_("uitkomst"), max_length=10, choices=Nakijkuitkomst)
    tekst = models.TextField(_("tekst"))
    op = models.DateTimeField(_("op"), auto_now_add=True)

    onveranderlijk = ("verzoek", "trainer", "uitkomst", "tekst", "op")

    class Meta:
        verbose_name = _("besluit na nakijken")
        verbose_name_plural = _("besluiten na nakijken")
        constraints = [
            models.CheckConstraint(condition=~Q(tekst=""), name="nakijkbesluit_zegt_waarom"),
            models.CheckConstraint(
                condition=Q(uitkomst__in=Nakijkuitkomst.values), name="nakijkbesluit_uitkomst_bestaat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verzoek}: {self.get_uitkomst_display()}"


class Stuksoort(models.TextChoices):
    UITSLAG_PDF = "uitslag-pdf", _("Deze uitslag als pdf")
    AANPAK_DOCX = "aanpak-docx", _("Uw plan als concept plan van aanpak, om verder aan te werken (docx)")
    AANPAK_PDF = "aanpak-pdf", _("Uw plan als concept plan van aanpak, om te lezen (pdf)")


class Stuk(models.Model):
    """A document about a judgement that was asked for; it has its ``druk``, or none while the worker is busy."""

    Soort = Stuksoort

    beoordeling = models.ForeignKey(
        Beoordeling, on_delete=models.CASCADE, related_name="stukken", verbose_name=_("beoordeling")
    )
    soort = models.CharField(_("soort"), max_length=20, choices=Stuksoort)
    sjabloonversie = models.CharField(_("versie van het sjabloon"), max_length=20)
    gevraagd_op = models.DateTimeField(_("gevraagd op"), auto_now_add=True)

    onveranderlijk = ("beoordeling", "soort", "sjabloonversie", "gevraagd_op")

    class Meta:
        verbose_name = _("stuk")
        verbose_name_plural = _("stukken")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["beoordeling", "soort", "sjabloonversie"], name="stuk_een_per_soort_en_versie"
            ),
            models.CheckConstraint(condition=Q(soort__in=Stuksoort.values), name="stuk_soort_bestaat"),
        ]

    def __str__(self) -> str:
        return f"{self.beoordeling.sessie}: {self.soort}"


class Druk(models.Model):
    """A document as it was made, with its SHA-256; never made again."""

    stuk = models.OneToOneField(Stuk, on_delete=models.CASCADE, related_name="druk", verbose_name=_("stuk"))
    inhoud = models.BinaryField(_("inhoud"))
    sha256 = models.CharField(_("sha-256"), max_length=64)
    gemaakt_op = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    onveranderlijk = ("stuk", "inhoud", "sha256", "gemaakt_op")

    class Meta:
        verbose_name = _("druk")
        verbose_name_plural = _("drukken")

    def __str__(self) -> str:
        return self.sha256
