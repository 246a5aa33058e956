from django.apps import AppConfig


class CursussenConfig(AppConfig):
    name = "cursussen"
    verbose_name = "Cursussen"

    def ready(self) -> None:
        from cursussen import receivers  # noqa: F401, PLC0415 - signals connect once models are loaded
