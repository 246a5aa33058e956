"""Facts are only ever added: the database itself refuses to change a column that holds one.

A model names its frozen columns in ``onveranderlijk``. After every migrate a trigger per table is (re)placed,
because SQLite drops triggers whenever Django rebuilds a table. Deleting stays possible: erasure is a right.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.db import connections, models


def modellen_met_feiten() -> Iterator[tuple[type[models.Model], tuple[str, ...]]]:
    """Every model with frozen columns, with the names of those columns in the database."""
    for model in apps.get_models():
        velden = getattr(model, "onveranderlijk", ())
        if velden:
            kolommen = {veld.name: veld.column or "" for veld in model._meta.concrete_fields}
            yield model, tuple(kolommen[veld] for veld in velden)


def wachter_sql(model: type[models.Model], kolommen: tuple[str, ...], soort: str) -> list[str]:
    """SQL that places the guard of one table for a database of this kind (sqlite or postgresql)."""
    tabel = model._meta.db_table
    naam = f"{tabel}_onveranderlijk"
    lijst = ", ".join(f'"{kolom}"' for kolom in kolommen)
    melding = f"{tabel}: a fact cannot be changed, only added"
    if soort == "sqlite":
        anders = " OR ".join(f'OLD."{kolom}" IS NOT NEW."{kolom}"' for kolom in kolommen)
        return [
            f'DROP TRIGGER IF EXISTS "{naam}"',
            f'CREATE TRIGGER "{naam}" BEFORE UPDATE OF {lijst} ON "{tabel}" WHEN {anders} '
            f"BEGIN SELECT RAISE(ABORT, '{melding}'); END",
        ]
    anders = " OR ".join(f'OLD."{kolom}" IS DISTINCT FROM NEW."{kolom}"' for kolom in kolommen)
    return [
        f'CREATE OR REPLACE FUNCTION "{naam}"() RETURNS trigger LANGUAGE plpgsql AS $$ '
        f"BEGIN RAISE EXCEPTION '{melding}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f'CREATE OR REPLACE TRIGGER "{naam}" BEFORE UPDATE OF {lijst} ON "{tabel}" '
        f'FOR EACH ROW WHEN ({anders}) EXECUTE FUNCTION "{naam}"()',
    ]


def plaats_wachters(sender: AppConfig, using: str, **kwargs: object) -> None:
    """Place the guards of one app; connected to ``post_migrate``."""
    connection = connections[using]
    bestaand = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model, kolommen in modellen_met_feiten():
            if model._meta.app_config is sender and model._meta.db_table in bestaand:
                for opdracht in wachter_sql(model, kolommen, connection.vendor):
                    cursor.execute(opdracht)
