from django.apps import AppConfig


class CertificatenConfig(AppConfig):
    name = "certificaten"
    verbose_name = "Certificaten"

    def ready(self) -> None:
        from certificaten import receivers  # noqa: F401, PLC0415 - signals connect once models are loaded
