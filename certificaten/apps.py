from django.apps import AppConfig


class CertificatenConfig(AppConfig):
    name = "certificaten"
    verbose_name = "Certificaten"

    def ready(self) -> None:
        from certificaten import receivers, tasks  # noqa: F401, PLC0415 - signals and work register once models are loaded
