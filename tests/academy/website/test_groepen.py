"""The groups of the CMS after a migrate."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from academy.gebruikers.models import Gebruiker
from academy.gebruikers.rechten import GROEP_ACADEMIE, GROEP_TRAINERS
from academy.website.acties.groepen import geef_groepen_rechten
from tests.factories.cursussen import CursusPaginaFactory
from tests.factories.website import InhoudPaginaFactory

pytestmark = pytest.mark.django_db


def rechten(groep: str) -> set[str]:
    return set(Group.objects.get(name=groep).permissions.values_list("codename", flat=True))


def test_na_migrate_bestaan_de_groepen_met_hun_rechten(db: None) -> None:
    assert rechten(GROEP_TRAINERS) >= {"access_admin", "change_certificering"}
    assert rechten(GROEP_ACADEMIE) - rechten(GROEP_TRAINERS) >= {"change_instellingen", "publish_getuigenis"}


@pytest.mark.parametrize(
    ("wie", "cursus_mag", "site_mag"), [("bram", True, False), ("esther", True, True), ("daan", False, False)]
)
def test_trainers_schrijven_onder_opleidingen_en_de_academie_overal(
    request: pytest.FixtureRequest, wie: str, cursus_mag: bool, site_mag: bool
) -> None:
    persoon: Gebruiker = request.getfixturevalue(wie)
    cursus, elders = CursusPaginaFactory(), InhoudPaginaFactory()
    geef_groepen_rechten()

    for pagina, mag in ((cursus, cursus_mag), (elders, site_mag)):
        toets = Page.objects.get(pk=pagina.pk).permissions_for_user(persoon)
        assert (toets.can_edit(), toets.can_publish(), toets.can_add_subpage()) == (mag, mag, mag)


def test_nog_een_keer_verandert_niets(db: None) -> None:
    CursusPaginaFactory()
    geef_groepen_rechten()

    def stand() -> tuple[int, int, set[str], set[str]]:
        return (
            GroupPagePermission.objects.count(),
            GroupCollectionPermission.objects.count(),
            rechten(GROEP_TRAINERS),
            rechten(GROEP_ACADEMIE),
        )

    eerst = stand()
    geef_groepen_rechten()

    assert stand() == eerst


def test_een_opleidingenpagina_uit_het_beheer_is_meteen_van_de_trainers(bram: Gebruiker) -> None:
    opleidingen = CursusPaginaFactory().get_parent().specific
    assert not Page.objects.get(pk=opleidingen.pk).permissions_for_user(bram).can_add_subpage()

    opleidingen.save_revision().publish()

    vers = Gebruiker.objects.get(pk=bram.pk)
    assert Page.objects.get(pk=opleidingen.pk).permissions_for_user(vers).can_add_subpage()
