from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from academy.basis.models import Bericht
from academy.gebruikers.models import Gebruiker
from certificaten.acties.afdrukken import druk_af
from certificaten.acties.intrekken import trek_in
from certificaten.models import Certificaat, Verificatie
from tests.factories.certificaten import CertificaatFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificaat(aisha: Gebruiker) -> Certificaat:
    certificaat = CertificaatFactory(gebruiker=aisha)
    druk_af(certificaat_id=certificaat.pk)
    return certificaat


def test_intrekken_verandert_certificaat_en_register_samen_en_zegt_waarom(
    certificaat: Certificaat, esther: Gebruiker
) -> None:
    trek_in(certificaat=certificaat, door=esther, reden="  Toets\n niet zelf gemaakt ")
    ingetrokken, verificatie = Certificaat.objects.get(), Verificatie.objects.get()
    assert (ingetrokken.intrekking_reden, ingetrokken.ingetrokken_door) == ("Toets niet zelf gemaakt", esther)
    assert ingetrokken.ingetrokken_op == verificatie.ingetrokken_op
    assert ingetrokken.status() == verificatie.status() == Certificaat.Status.INGETROKKEN
    bericht = Bericht.objects.get(sleutel=f"certificaat-ingetrokken:{certificaat.code}")
    assert bericht.aan == ["aisha@leerdonk.nl"]
    assert "Toets niet zelf gemaakt" in bericht.tekst.splitlines()


def test_nog_eens_intrekken_laat_de_eerste_beslissing_staan(
    certificaat: Certificaat, esther: Gebruiker
) -> None:
    eerste = trek_in(certificaat=certificaat, door=esther, reden="Eerste reden")
    tweede = trek_in(certificaat=certificaat, door=esther, reden="Andere reden")
    assert (tweede.intrekking_reden, tweede.ingetrokken_op) == ("Eerste reden", eerste.ingetrokken_op)
    assert Bericht.objects.filter(sleutel__startswith="certificaat-ingetrokken").count() == 1


@pytest.mark.parametrize(
    ("wie", "mag"), [("esther", True), ("bram", False), ("aisha", False), ("carla", False), ("daan", False)]
)
def test_alleen_de_academie_trekt_in(
    request: pytest.FixtureRequest, certificaat: Certificaat, wie: str, mag: bool
) -> None:
    door = request.getfixturevalue(wie)
    if mag:
        trek_in(certificaat=certificaat, door=door, reden="Vergissing")
    else:
        with pytest.raises(PermissionDenied):
            trek_in(certificaat=certificaat, door=door, reden="Vergissing")
    verwacht = Certificaat.Status.INGETROKKEN if mag else Certificaat.Status.GELDIG
    assert (Certificaat.objects.get().status(), Verificatie.objects.get().status()) == (verwacht, verwacht)


@pytest.mark.parametrize("reden", ["", "  \n ", "x" * 251])
def test_zonder_goede_reden_verandert_er_niets(
    certificaat: Certificaat, esther: Gebruiker, reden: str
) -> None:
    with pytest.raises(ValidationError):
        trek_in(certificaat=certificaat, door=esther, reden=reden)
    assert Certificaat.objects.get().status() == Certificaat.Status.GELDIG
    assert Verificatie.objects.get().status() == Certificaat.Status.GELDIG
