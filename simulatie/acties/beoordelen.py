"""Handing in: judge a plan once, and store what was judged with its judgement."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from simulatie.acties.beurt import neem_op_slot, speelbare_casus
from simulatie.acties.geweigerd import Geweigerd, SessieGesloten, VerouderdTabblad
from simulatie.kern import Casus, Plan, beoordeel
from simulatie.models import Beoordeling, Sessie
from simulatie.signals import sessie_beoordeeld
from simulatie.spel.verloop import is_uitgespeeld


def dien_in(*, sessie: Sessie, verwacht_nummer: int | None = None) -> Beoordeling:
    """Judge the plan of a session and close the session; a second time returns the first judgement.

    A test is judged with the events of its own seed, when all its rounds have been played: doing nothing for years is a
    choice. Raises Geweigerd before that, and in practice for an empty plan; CasusVernieuwd; and VerouderdTabblad when
    the plan is not the one of ``verwacht_nummer`` (that the trainee confirmed) or changed while it was being judged.
    """
    if eerder := Beoordeling.objects.filter(sessie=sessie).first():
        return eerder
    casus = speelbare_casus(sessie)
    stand = sessie.stand()
    if verwacht_nummer not in (None, stand.nummer):
        raise VerouderdTabblad
    toets = sessie.soort == Sessie.Soort.TOETS
    if toets and not is_uitgespeeld(casus, stand):
        raise Geweigerd(_("Uw toets is nog niet klaar. Speel eerst alle rondes; daarna dient u in."))
    if not toets and not stand.inzetten:
        raise Geweigerd(_("Uw plan is nog leeg. Voeg eerst een maatregel toe en dien het plan dan in."))
    # Judging takes a second of computing: outside the lock, so that nobody else waits for it.
    oordeel = _als_json(beoordeel(casus, stand.plan, zaad=sessie.zaad if toets else None).als_dict())
    return _sla_op(sessie, stand.nummer, plan_zoals_beoordeeld(casus, stand.plan), oordeel)


def plan_zoals_beoordeeld(casus: Casus, plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON, with the names it had, so that a later version of the case changes nothing."""
    kaarten = {inzet.kaart: casus.kaarten[inzet.kaart] for inzet in plan.inzetten}
    return plan.als_dict() | {
        "casus": {"sleutel": casus.sleutel, "naam": casus.naam, "versie": casus.versie},
        "kaarten": {
            code: {"kort": kaart.kort, "naam": kaart.naam, "principe": kaart.principe}
            for code, kaart in kaarten.items()
        },
        "deelgebieden": {gebied.sleutel: gebied.naam for gebied in casus.deelgebieden},
    }


def vingerafdruk(plan: dict[str, Any], oordeel: dict[str, Any]) -> str:
    """SHA-256 over plan and judgement as canonical JSON (sorted keys, no spaces, UTF-8)."""
    tekst = json.dumps(
        {"plan": plan, "oordeel": oordeel}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(tekst.encode()).hexdigest()


def _als_json(oordeel: dict[str, Any]) -> dict[str, Any]:
    """As it comes back from the database: PostgreSQL knows no minus zero, and the hash must stay true."""
    return json.loads(json.dumps(oordeel), parse_float=lambda tekst: float(tekst) + 0.0)


@transaction.atomic
def _sla_op(sessie: Sessie, nummer: int, plan: dict[str, Any], oordeel: dict[str, Any]) -> Beoordeling:
    try:
        stand = neem_op_slot(sessie)
    except SessieGesloten:
        return Beoordeling.objects.get(sessie=sessie)
    if stand.nummer != nummer:
        raise VerouderdTabblad
    beoordeling = Beoordeling.objects.create(
        sessie=sessie,
        plan=plan,
        oordeel=oordeel,
        sha256=vingerafdruk(plan, oordeel),
        geslaagd=oordeel["geslaagd"],
    )
    sessie_beoordeeld.send(sender=Sessie, sessie=sessie)
    return beoordeling
