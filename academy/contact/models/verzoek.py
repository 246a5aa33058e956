"""A request and its history."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.basis.models import Bericht
from academy.contact.models.inrichting import Onderwerp


class ContactverzoekQuerySet(models.QuerySet["Contactverzoek"]):
    def open(self) -> ContactverzoekQuerySet:
        """What still asks for work."""
        return self.filter(status__in=Contactverzoek.OPEN)

    def te_laat(self, op: date | None = None) -> ContactverzoekQuerySet:
        """Open, without any reaction, and past the day that was promised."""
        reacties = Behandelstap.objects.filter(verzoek=OuterRef("pk"), reactie=True)
        return self.open().filter(~models.Exists(reacties), uiterlijk_op__lt=op or timezone.localdate())

    def recent(self, sinds: datetime) -> ContactverzoekQuerySet:
        """Arrived since a moment and not thrown away: what the limits on robots count."""
        return self.filter(ontvangen_op__gte=sinds).exclude(status=Contactverzoek.Status.SPAM)

    def van_persoon(self, email: str) -> ContactverzoekQuerySet:
        return self.filter(email__iexact=email.strip())

    def met_tijden(self) -> ContactverzoekQuerySet:
        """With ``eerste_reactie_op`` (an answer, a call, or closing), and ``laatst_op``: when it got its status."""
        stappen = Behandelstap.objects.filter(verzoek=OuterRef("pk"))
        reacties = stappen.filter(Q(reactie=True) | Q(status=Contactverzoek.Status.AFGEROND))
        laatste = stappen.filter(status=OuterRef("status")).order_by("-op")
        return self.annotate(
            eerste_reactie_op=Subquery(reacties.order_by("op").values("op")[:1]),
            laatst_op=Coalesce(Subquery(laatste.values("op")[:1]), "ontvangen_op"),
        )

    def verlopen(self, status: str, voor: datetime) -> ContactverzoekQuerySet:
        """What has had this status since before a moment."""
        return self.met_tijden().filter(status=status, laatst_op__lt=voor)  # type: ignore[misc]


class Contactverzoek(models.Model):
    """A question as it came in. What the sender wrote never changes; status and owner do, with a trace."""

    class Status(models.TextChoices):
        NIEUW = "nieuw", _("nieuw")
        TE_CONTROLEREN = "te_controleren", _("te controleren")
        IN_BEHANDELING = "in_behandeling", _("in behandeling")
        AFGEROND = "afgerond", _("afgerond")
        SPAM = "spam", _("spam")

    OPEN = (Status.NIEUW, Status.TE_CONTROLEREN, Status.IN_BEHANDELING)

    formulier_sleutel = models.UUIDField(
        _("sleutel van de inzending"),
        unique=True,
        editable=False,
        help_text=_("Hetzelfde formulier twee keer verstuurd telt één keer."),
    )
    kenmerk = models.CharField(_("kenmerk"), max_length=9, db_index=True, editable=False)
    naam = models.CharField(_("naam"), max_length=120)
    organisatie = models.CharField(_("organisatie"), max_length=160, blank=True)
    email = models.EmailField(_("e-mailadres"))
    telefoon = models.CharField(_("telefoon"), max_length=30, blank=True)
    onderwerp = models.ForeignKey(
        Onderwerp, on_delete=models.PROTECT, related_name="verzoeken", verbose_name=_("onderwerp")
    )
    bericht = models.TextField(_("bericht"), max_length=5000)
    toestemming_op = models.DateTimeField(_("toestemming gegeven op"))
    ontvangen_op = models.DateTimeField(_("ontvangen op"), auto_now_add=True, db_index=True)
    uiterlijk_op = models.DateField(
        _("reactie uiterlijk op"), help_text=_("Wat wij de afzender beloofden, in werkdagen geteld.")
    )
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.NIEUW)
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contactverzoeken",
        verbose_name=_("eigenaar"),
    )
    # To notice robots only: which form was used, and a keyed hash of the sender's network, emptied within days.
    formulier = models.UUIDField(_("formulier"), null=True, editable=False, db_index=True)
    herkomst = models.CharField(_("herkomst"), max_length=32, blank=True, editable=False, db_index=True)

    objects = ContactverzoekQuerySet.as_manager()

    onveranderlijk = (
        "formulier_sleutel",
        "kenmerk",
        "naam",
        "organisatie",
        "email",
        "telefoon",
        "onderwerp",
        "bericht",
        "toestemming_op",
        "ontvangen_op",
        "uiterlijk_op",
    )

    class Meta:
        verbose_name = _("contactverzoek")
        verbose_name_plural = _("contactverzoeken")
        ordering = ["-ontvangen_op"]
        permissions = [
            ("wis_contactverzoek", "Kan gegevens van één persoon uitvoeren en verzoeken verwijderen")
        ]

    def __str__(self) -> str:
        return f"{self.naam}: {self.onderwerp}"

    @property
    def is_te_laat(self) -> bool:
        """For rows of :meth:`ContactverzoekQuerySet.met_tijden`; the twin of ``te_laat``."""
        return (
            self.status in self.OPEN
            and self.eerste_reactie_op is None  # type: ignore[attr-defined]
            and self.uiterlijk_op < timezone.localdate()
        )


class Behandelstap(models.Model):
    """One line in the history of a request: a change of status or owner, a note, or an answer that was sent."""

    verzoek = models.ForeignKey(
        Contactverzoek, on_delete=models.CASCADE, related_name="stappen", verbose_name=_("verzoek")
    )
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("door"),
    )
    automatisch = models.BooleanField(
        _("automatisch"), default=False, help_text=_("De website deed dit zelf, geen persoon.")
    )
    op = models.DateTimeField(_("op"), auto_now_add=True)
    status = models.CharField(
        _("nieuwe status"), max_length=20, choices=Contactverzoek.Status, blank=True, default=""
    )
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nieuwe eigenaar"),
    )
    notitie = models.TextField(_("notitie"), blank=True, max_length=5000)
    reactie = models.BooleanField(
        _("de afzender kreeg een reactie"),
        default=False,
        help_text=_("Per e-mail, telefoon of in een gesprek."),
    )
    antwoord_aan = models.EmailField(_("antwoord aan"), blank=True)
    antwoord_onderwerp = models.CharField(_("onderwerp van het antwoord"), max_length=200, blank=True)
    antwoord_tekst = models.TextField(_("tekst van het antwoord"), blank=True)
    bericht = models.OneToOneField(
        Bericht,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bericht in de uitbak"),
    )

    onveranderlijk = (
        "verzoek",
        "automatisch",
        "op",
        "status",
        "notitie",
        "reactie",
        "antwoord_aan",
        "antwoord_onderwerp",
        "antwoord_tekst",
    )

    class Meta:
        verbose_name = _("behandelstap")
        verbose_name_plural = _("behandelstappen")
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="") | Q(eigenaar__isnull=False) | ~Q(notitie="") | Q(reactie=True),
                name="behandelstap_zegt_iets",
            ),
            models.CheckConstraint(
                condition=Q(antwoord_aan="", antwoord_onderwerp="", antwoord_tekst="")
                | (~Q(antwoord_aan="") & ~Q(antwoord_onderwerp="") & ~Q(antwoord_tekst="") & Q(reactie=True)),
                name="behandelstap_antwoord_is_heel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verzoek} · {self.op:%d-%m-%Y %H:%M}"
