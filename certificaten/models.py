"""From a completed course to a certificate that anyone can check, and that outlives the account.

Certificering (rule) → Cyclus (a person's turn) → Certificaat (frozen facts) → Afdruk (PDF and its hash)
→ Verificatie (register without account).
"""

from __future__ import annotations

import secrets
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import is_academie
from certificaten.pdf import onbekende_tekens

CODE_ALFABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTE = 26


def nieuwe_code() -> str:
    """A code nobody can guess: 128 bits, 26 signs of Crockford's base 32 in capitals (no I, L, O, U)."""
    getal = secrets.randbits(128)
    tekens = []
    for _plaats in range(CODE_LENGTE):
        getal, rest = divmod(getal, len(CODE_ALFABET))
        tekens.append(CODE_ALFABET[rest])
    return "".join(tekens)


def schoon_code(getypt: str) -> str:
    """The code somebody meant: capitals, no spaces or dashes, and the look-alikes I, L and O read as 1, 1 and 0."""
    tekens = "".join(teken for teken in getypt.upper() if teken.isalnum())
    return tekens.translate(str.maketrans("ILO", "110"))


def leesbare_code(code: str) -> str:
    """The code in groups of four, as it is printed and read aloud."""
    return "-".join(code[begin : begin + 4] for begin in range(0, len(code), 4))


def valideer_drukbaar(tekst: str) -> None:
    """Refuse signs that our fonts cannot print, before a certificate is promised.

    Raises:
        ValidationError: names the signs.
    """
    if vreemd := onbekende_tekens(tekst):
        raise ValidationError(
            _("Wij kunnen dit niet drukken: %(tekens)s. Gebruik Latijnse letters."),
            code="onbekend_teken",
            params={"tekens": " ".join(vreemd)},
        )


class Certificering(models.Model):
    """The rule: which course or programme gives which certificate, valid for how long."""

    cursus = models.OneToOneField(
        "cursussen.CursusPagina",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificering",
        verbose_name=_("cursus"),
    )
    leergang = models.OneToOneField(
        "cursussen.LeergangPagina",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="certificering",
        verbose_name=_("leergang"),
        help_text=_("In plaats van een cursus."),
    )
    titel = models.CharField(_("titel op het certificaat"), max_length=160, validators=[valideer_drukbaar])
    geldig_maanden = models.PositiveSmallIntegerField(
        _("geldig (maanden)"), default=36, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    registratienummer = models.CharField(
        _("registratienummer"), max_length=60, blank=True, validators=[valideer_drukbaar]
    )

    onveranderlijk = ("cursus", "leergang")

    class Meta:
        verbose_name = _("certificering")
        verbose_name_plural = _("certificeringen")
        ordering = ["titel"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_maanden__gte=1), name="certificering_geldig_minstens_een"
            ),
            models.CheckConstraint(
                condition=Q(cursus__isnull=True, leergang__isnull=False)
                | Q(cursus__isnull=False, leergang__isnull=True),
                name="certificering_van_een_cursus_of_leergang",
                violation_error_message=_("Kies een cursus of een leergang, niet allebei."),
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def clean(self) -> None:
        super().clean()
        if self.cursus and self.cursus.opfrisser_van:
            raise ValidationError(
                {
                    "cursus": _("Deze cursus is een opfrisser: wie haar afrondt, vernieuwt ‘%(cursus)s’.")
                    % {"cursus": self.cursus.opfrisser_van.title}
                }
            )

    @property
    def waarvoor(self) -> str:
        """Title of the course or programme."""
        return str(self.cursus or self.leergang)


class CyclusQuerySet(models.QuerySet["Cyclus"]):
    def van(self, gebruiker: Gebruiker) -> CyclusQuerySet:
        return self.filter(gebruiker=gebruiker)

    def wacht_op_naam(self) -> CyclusQuerySet:
        """Earned, but the person has not confirmed the name yet; with the certification, in one query."""
        return self.filter(certificaat__isnull=True).select_related("certificering")


class Cyclus(models.Model):
    """One turn of a person at a certification. Doing it again adds a turn and resets nothing."""

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cycli", verbose_name=_("gebruiker")
    )
    certificering = models.ForeignKey(
        Certificering, on_delete=models.PROTECT, related_name="cycli", verbose_name=_("certificering")
    )
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    inschrijving = models.OneToOneField(
        "cursussen.Inschrijving",
        on_delete=models.PROTECT,
        null=True,
        related_name="cyclus",
        verbose_name=_("inschrijving"),
    )
    leergangafronding = models.OneToOneField(
        "cursussen.Leergangafronding",
        on_delete=models.PROTECT,
        null=True,
        related_name="cyclus",
        verbose_name=_("afronding van een leergang"),
    )
    behaald_op = models.DateTimeField(_("behaald op"), default=timezone.now)

    objects = CyclusQuerySet.as_manager()

    onveranderlijk = (
        "gebruiker",
        "certificering",
        "nummer",
        "inschrijving",
        "leergangafronding",
        "behaald_op",
    )

    class Meta:
        verbose_name = _("cyclus")
        verbose_name_plural = _("cycli")
        ordering = ["-behaald_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "certificering", "nummer"], name="cyclus_een_per_nummer"
            ),
            models.CheckConstraint(
                condition=Q(inschrijving__isnull=True, leergangafronding__isnull=False)
                | Q(inschrijving__isnull=False, leergangafronding__isnull=True),
                name="cyclus_rust_op_een_afronding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} · {self.certificering} · {self.nummer}"


class CertificaatQuerySet(models.QuerySet["Certificaat"]):
    def van(self, gebruiker: Gebruiker) -> CertificaatQuerySet:
        return self.filter(cyclus__gebruiker=gebruiker)

    def zichtbaar_voor(self, gebruiker: Gebruiker) -> CertificaatQuerySet:
        """Your own, or all of them for academy staff; the twin of ``rechten.mag_bekijken``."""
        return self if is_academie(gebruiker) else self.van(gebruiker)

    def geldig(self, op: date | None = None) -> CertificaatQuerySet:
        return self.met_status(Certificaat.Status.GELDIG, op)

    def met_status(self, status: str, op: date | None = None) -> CertificaatQuerySet:
        """Those whose ``status()`` on a day is this one; the twin of that method for lists."""
        dag = op or timezone.localdate()
        over = self.filter(ingetrokken_op__isnull=True, vervangen_door__isnull=True)
        return {
            Certificaat.Status.INGETROKKEN: self.filter(ingetrokken_op__isnull=False),
            Certificaat.Status.VERVANGEN: self.filter(
                ingetrokken_op__isnull=True, vervangen_door__isnull=False
            ),
            Certificaat.Status.VERLOPEN: over.filter(geldig_tot__lt=dag),
            Certificaat.Status.GELDIG: over.filter(geldig_tot__gte=dag),
        }[Certificaat.Status(status)]

    def met_stand(self) -> CertificaatQuerySet:
        """With what a list shows: ``is_gedrukt``, and everything ``status()`` asks for, in one query."""
        return self.select_related("vervangen_door").annotate(
            is_gedrukt=Exists(Afdruk.objects.filter(certificaat=OuterRef("pk")))
        )


class Certificaat(models.Model):
    """What was promised, frozen: name, title, dates and the facts they rest on."""

    class Status(models.TextChoices):
        GELDIG = "geldig", _("geldig")
        VERLOPEN = "verlopen", _("verlopen")
        VERVANGEN = "vervangen", _("vervangen")
        INGETROKKEN = "ingetrokken", _("ingetrokken")

    cyclus = models.OneToOneField(
        Cyclus, on_delete=models.PROTECT, related_name="certificaat", verbose_name=_("cyclus")
    )
    code = models.CharField(_("code"), max_length=26, unique=True, default=nieuwe_code, editable=False)
    naam = models.CharField(_("naam"), max_length=240)
    titel = models.CharField(_("titel"), max_length=160)
    behaald_op = models.DateField(_("behaald op"))
    geldig_tot = models.DateField(_("geldig tot en met"))
    feiten = models.JSONField(_("feiten"))
    sjabloonversie = models.CharField(_("versie van het sjabloon"), max_length=20)
    aangevraagd_op = models.DateTimeField(_("aangevraagd op"), auto_now_add=True)
    ingetrokken_op = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ingetrokken door"),
    )
    intrekking_reden = models.CharField(_("reden van intrekking"), max_length=250, blank=True)
    vervangt = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vervangen_door",
        verbose_name=_("vervangt"),
    )

    objects = CertificaatQuerySet.as_manager()

    is_gedrukt: bool
    """Whether the PDF exists; only on rows read through ``met_stand()``."""

    onveranderlijk = (
        "cyclus",
        "code",
        "naam",
        "titel",
        "behaald_op",
        "geldig_tot",
        "feiten",
        "sjabloonversie",
        "aangevraagd_op",
        "vervangt",
    )

    class Meta:
        verbose_name = _("certificaat")
        verbose_name_plural = _("certificaten")
        ordering = ["-behaald_op"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot__gt=F("behaald_op")), name="certificaat_geldig_na_behaald"
            ),
            models.CheckConstraint(condition=~Q(naam=""), name="certificaat_heeft_naam"),
            models.CheckConstraint(
                condition=Q(ingetrokken_op__isnull=True) | ~Q(intrekking_reden=""),
                name="certificaat_intrekking_met_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel} · {self.naam}"

    @property
    def leesbare_code(self) -> str:
        return leesbare_code(self.code)

    def status(self, op: date | None = None) -> Status:
        """Withdrawn before replaced before expired before valid, on a day (today when none is given)."""
        return _status(
            ingetrokken=self.ingetrokken_op is not None,
            vervangen=hasattr(self, "vervangen_door"),
            geldig_tot=self.geldig_tot,
            op=op,
        )


def _status(*, ingetrokken: bool, vervangen: bool, geldig_tot: date, op: date | None) -> Certificaat.Status:
    if ingetrokken:
        return Certificaat.Status.INGETROKKEN
    if vervangen:
        return Certificaat.Status.VERVANGEN
    if geldig_tot < (op or timezone.localdate()):
        return Certificaat.Status.VERLOPEN
    return Certificaat.Status.GELDIG


class Afdruk(models.Model):
    """The PDF as it was made, with its SHA-256. There is one, or none while the worker is busy."""

    certificaat = models.OneToOneField(
        Certificaat, on_delete=models.CASCADE, related_name="afdruk", verbose_name=_("certificaat")
    )
    pdf = models.BinaryField(_("pdf"))
    sha256 = models.CharField(_("sha-256"), max_length=64)
    gemaakt_op = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    onveranderlijk = ("certificaat", "pdf", "sha256", "gemaakt_op")

    class Meta:
        verbose_name = _("afdruk")
        verbose_name_plural = _("afdrukken")

    def __str__(self) -> str:
        return self.sha256


class Verificatie(models.Model):
    """The public register: enough to check a certificate, kept apart so that it survives the account.

    No foreign keys on purpose. At erasure the name is emptied; code and hash stay.
    """

    code = models.CharField(_("code"), max_length=26, unique=True)
    naam = models.CharField(_("naam zoals uitgegeven"), max_length=240, blank=True)
    titel = models.CharField(_("titel"), max_length=160)
    behaald_op = models.DateField(_("behaald op"))
    geldig_tot = models.DateField(_("geldig tot en met"))
    regels = models.JSONField(
        _("regels zoals gedrukt"), default=list, help_text=_("per regel het kopje en de tekst")
    )
    sha256 = models.CharField(_("sha-256 van de PDF"), max_length=64)
    ingetrokken_op = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)
    vervangen_op = models.DateTimeField(_("vervangen op"), null=True, blank=True)

    onveranderlijk = ("code", "titel", "behaald_op", "geldig_tot", "regels", "sha256")

    class Meta:
        verbose_name = _("verificatie")
        verbose_name_plural = _("verificatieregister")

    def __str__(self) -> str:
        return self.code

    @property
    def leesbare_code(self) -> str:
        return leesbare_code(self.code)

    def status(self, op: date | None = None) -> Certificaat.Status:
        """Withdrawn before replaced before expired before valid, on a day (today when none is given)."""
        return _status(
            ingetrokken=self.ingetrokken_op is not None,
            vervangen=self.vervangen_op is not None,
            geldig_tot=self.geldig_tot,
            op=op,
        )
