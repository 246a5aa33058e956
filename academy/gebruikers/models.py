"""Who: people, the organisations they work for, and from when to when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes people by e-mail address; there is no user name."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **velden: object) -> Gebruiker:
        """Make a person. A password is not kept: every account opens by a code in the mail or a passkey."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        gebruiker = self.model(email=self.normalize_email(email).lower(), **velden)
        gebruiker.set_unusable_password()
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str | None = None, **velden: object) -> Gebruiker:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **velden)

    def get_by_natural_key(self, username: str | None) -> Gebruiker:
        return self.get(email__iexact=username)


class Gebruiker(AbstractUser):  # type: ignore[django-manager-missing]
    """A person; the e-mail address is the login. The name is split the Dutch way."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mailadres"), unique=True)
    first_name = models.CharField(_("voornaam"), max_length=80, blank=True)
    tussenvoegsel = models.CharField(_("tussenvoegsel"), max_length=20, blank=True)
    last_name = models.CharField(_("achternaam"), max_length=120, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = GebruikerManager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["last_name", "first_name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="gebruiker_email_zonder_hoofdletters")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """First name, tussenvoegsel and last name, without double spaces."""
        return " ".join(deel for deel in (self.first_name, self.tussenvoegsel, self.last_name) if deel)

    @cached_property
    def groepsnamen(self) -> frozenset[str]:
        """Names of the groups; remembered as long as this object, as Django remembers permissions: one request."""
        return frozenset(self.groups.values_list("name", flat=True))

    def check_password(self, raw_password: str | None) -> bool:
        """No password ever opens an account, whatever a shell or an import may have put in the column."""
        return False

    def has_usable_password(self) -> bool:
        return False


class Organisatie(models.Model):
    """A municipality, housing corporation, police unit or care organisation."""

    class Soort(models.TextChoices):
        GEMEENTE = "gemeente", _("gemeente")
        CORPORATIE = "corporatie", _("woningcorporatie")
        POLITIE = "politie", _("politie")
        ZORG = "zorg", _("zorg en welzijn")
        ANDERS = "anders", _("anders")

    naam = models.CharField(_("naam"), max_length=160, unique=True)
    soort = models.CharField(_("soort"), max_length=20, choices=Soort)
    leidinggevenden_zien_voortgang = models.BooleanField(
        _("leidinggevenden zien voortgang"),
        default=True,
        help_text=_("Uit: beheerders van deze organisatie zien geen lijst van hun mensen."),
    )

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    def geldig(self, op: date | None = None) -> LidmaatschapQuerySet:
        """Memberships in force on a day; today when none is given."""
        dag = op or timezone.localdate()
        return self.filter(Q(tot__isnull=True) | Q(tot__gt=dag), van__lte=dag)

    def beherend(self) -> LidmaatschapQuerySet:
        return self.filter(rol=Lidmaatschap.Rol.BEHEERDER)

    def van_organisatie(self, organisatie: Organisatie) -> LidmaatschapQuerySet:
        return self.filter(organisatie=organisatie)


class Lidmaatschap(models.Model):
    """A person belongs to an organisation from a day (inclusive) to a day (exclusive)."""

    class Rol(models.TextChoices):
        MEDEWERKER = "medewerker", _("medewerker")
        BEHEERDER = "beheerder", _("beheerder")

    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="lidmaatschappen",
        verbose_name=_("gebruiker"),
    )
    organisatie = models.ForeignKey(
        Organisatie, on_delete=models.PROTECT, related_name="lidmaatschappen", verbose_name=_("organisatie")
    )
    rol = models.CharField(_("rol"), max_length=20, choices=Rol, default=Rol.MEDEWERKER)
    van = models.DateField(_("van"), default=timezone.localdate)
    tot = models.DateField(_("tot"), null=True, blank=True)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        ordering = ["-van"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")),
                name="lidmaatschap_tot_na_van",
                violation_error_message=_("De einddatum ligt niet na de begindatum. Kies een latere dag."),
            ),
            models.UniqueConstraint(
                fields=["gebruiker", "organisatie"],
                condition=Q(tot__isnull=True),
                name="lidmaatschap_een_open_per_organisatie",
                violation_error_message=_("Deze persoon hoort al bij deze organisatie."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} · {self.organisatie}"
