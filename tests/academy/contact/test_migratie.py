"""Requests from before topics were data keep their topic, and get a reference and a last day."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from academy.contact.acties.robots import kenmerk_van

VOOR = [("contact", "0002_initial")]
NA = [("contact", "0003_onderwerpen_antwoorden_bewaren")]
WOENSDAG_VOOR_PASEN = datetime(2026, 4, 1, 10, tzinfo=UTC)


@pytest.mark.langzaam
@pytest.mark.django_db(transaction=True)
def test_bestaande_verzoeken_houden_hun_onderwerp_heen_en_terug() -> None:
    oud = _ga_naar(VOOR).get_model("contact", "Contactverzoek")
    for sleutel in ("kennismaking", "opleidingen", "casuistiek", "anders"):
        oud.objects.create(
            formulier_sleutel=uuid.uuid5(uuid.NAMESPACE_DNS, sleutel),
            naam=sleutel,
            email="rosa@elders.example",
            onderwerp=sleutel,
            bericht="Past dit?",
            toestemming_op=WOENSDAG_VOOR_PASEN,
        )
    oud.objects.update(ontvangen_op=WOENSDAG_VOOR_PASEN)

    nieuw = _ga_naar(NA).get_model("contact", "Contactverzoek")

    assert list(nieuw.objects.order_by("pk").values_list("naam", "onderwerp__naam", "uiterlijk_op")) == [
        ("kennismaking", "Kennismaking", date(2026, 4, 8)),
        ("opleidingen", "Opleidingen", date(2026, 4, 8)),
        ("casuistiek", "Casuïstiek", date(2026, 4, 8)),
        ("anders", "Anders", date(2026, 4, 8)),
    ]
    for verzoek in nieuw.objects.all():
        assert verzoek.kenmerk == kenmerk_van(verzoek.formulier_sleutel)

    oud = _ga_naar(VOOR).get_model("contact", "Contactverzoek")
    assert all(verzoek.onderwerp == verzoek.naam for verzoek in oud.objects.all())
    _ga_naar(NA)


def _ga_naar(doel: list[tuple[str, str]]):
    uitvoerder = MigrationExecutor(connection)
    uitvoerder.migrate(doel)
    return MigrationExecutor(connection).loader.project_state(doel).apps
