from django.apps import AppConfig
from django.db.models.signals import post_migrate


class BasisConfig(AppConfig):
    name = "academy.basis"
    label = "basis"
    verbose_name = "Basis"

    def ready(self) -> None:
        from academy.basis import checks, receivers  # noqa: F401, PLC0415 - registering needs loaded models
        from academy.basis.feiten import plaats_wachters  # noqa: PLC0415

        post_migrate.connect(plaats_wachters, dispatch_uid="basis.plaats_wachters")
