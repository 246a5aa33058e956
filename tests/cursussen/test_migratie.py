"""From before modules and programmes to now and one step back: nobody loses a lesson, an answer or a certificate."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page, Site

from academy.basis.feiten import plaats_wachters
from certificaten.models import Certificaat
from cursussen.acties.inschrijvingen import schrijf_in
from cursussen.acties.versies import leg_versie_vast
from cursussen.acties.voortgang import vink_les_af
from cursussen.models import CursusPagina, CursusVersie, Inschrijving
from tests.factories.certificaten import CertificaatFactory, CertificeringFactory, rond_cursus_af
from tests.factories.cursussen import CursusPaginaFactory, InschrijvingFactory
from tests.factories.gebruikers import GebruikerFactory

VOOR = [("cursussen", "0003_uitvoering"), ("certificaten", "0002_initial")]
NA = [("cursussen", "0004_structuur"), ("certificaten", "0003_studielast_leergang")]


@pytest.mark.langzaam
@pytest.mark.django_db(transaction=True)
def test_een_gevulde_database_gaat_heen_en_terug() -> None:
    """Filled through the actions, taken one step back to what it was before, then forward as a real one goes."""
    _zorg_voor_een_site()
    try:
        _heen_en_terug()
    finally:
        _ga_naar(NA)
        for naam in ("cursussen", "certificaten"):
            plaats_wachters(apps.get_app_config(naam), using="default")


def _zorg_voor_een_site() -> None:
    """What Wagtail's first migrations put in, and a test that empties the database takes out."""
    ContentType.objects.clear_cache()
    Locale.objects.get_or_create(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    if not Site.objects.exists():
        wortel = Page.add_root(title="Root", slug="root")
        begin = wortel.add_child(instance=Page(title="Begin", slug="home"))
        Site.objects.create(hostname="localhost", root_page=begin, is_default_site=True)


def _heen_en_terug() -> None:
    aisha, karel = GebruikerFactory(), GebruikerFactory()
    certificering = CertificeringFactory(cursus=CursusPaginaFactory(title="Umami", casus=""))
    cursus = certificering.cursus
    cursus.save_revision()
    bezig = InschrijvingFactory(gebruiker=aisha, versie=cursus.versies.get())
    vink_les_af(inschrijving=bezig, les=bezig.versie.lessen[0]["sleutel"])
    certificaat = CertificaatFactory(cyclus=rond_cursus_af(karel, cursus).cyclus)

    oud = _ga_naar(VOOR)
    assert list(oud.get_model("certificaten", "Certificering").objects.values_list("studieduur_uren")) == [
        (1,)
    ]
    pagina = oud.get_model("cursussen", "CursusPagina").objects.get()
    assert pagina.studieduur_minuten == 120
    assert set(oud.get_model("cursussen", "LesPagina").objects.values_list("duur_minuten", flat=True)) == {20}
    # What authors had typed, and a version as it was frozen then.
    oud.get_model("cursussen", "CursusPagina").objects.update(studieduur_minuten=150)
    oud.get_model("cursussen", "LesPagina").objects.update(duur_minuten=25)
    _bevries_zoals_toen(oud)

    _ga_naar(NA)

    cursus = CursusPagina.objects.get()
    assert (cursus.studieduur_minuten, [les.minuten for les in cursus.lessen()]) == (150, [25, 25])
    concept = cursus.get_latest_revision_as_object()
    concept.full_clean()  # the reason is there, so an editor goes on without an error
    aisha_na = Inschrijving.objects.met_voortgang().get(pk=bezig.pk)
    assert [(rij.titel, rij.open) for rij in aisha_na.voortgang.modules] == [("", True)]
    assert (aisha_na.voortgang.gedaan, aisha_na.voortgang.totaal) == (1, 3)
    karel_na = Inschrijving.objects.met_voortgang().get(gebruiker=karel)
    assert karel_na.voortgang.afgerond_op is not None
    assert Certificaat.objects.get().feiten == certificaat.feiten
    assert schrijf_in(gebruiker=aisha, cursus=cursus) == bezig
    assert leg_versie_vast(cursus=cursus, door=None).studieduur_minuten == 150


def _bevries_zoals_toen(oud: Any) -> None:
    """A version in the shape of before, in place of the one that today's action made."""
    tabel = CursusVersie._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f'DROP TRIGGER IF EXISTS "{tabel}_onveranderlijk"')
        else:
            cursor.execute(f'ALTER TABLE "{tabel}" DISABLE TRIGGER USER')
    for versie in oud.get_model("cursussen", "CursusVersie").objects.all():
        inhoud = versie.inhoud
        modules = inhoud.pop("modules")
        for nieuw in ("voorwaarden", "opfrisser_van", "studieduur_reden"):
            del inhoud[nieuw]
        inhoud["lessen"] = [
            {naam: waarde for naam, waarde in les.items() if naam != "optioneel"}
            for module in modules
            for les in module["lessen"]
        ]
        versie.save(update_fields=["inhoud"])
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE "{tabel}" ENABLE TRIGGER USER')


def _ga_naar(doel: list[tuple[str, str]]) -> Any:
    uitvoerder = MigrationExecutor(connection)
    uitvoerder.migrate(doel)
    return MigrationExecutor(connection).loader.project_state(doel).apps
