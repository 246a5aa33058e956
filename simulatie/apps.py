from django.apps import AppConfig


class SimulatieConfig(AppConfig):
    name = "simulatie"
    verbose_name = "Simulatie"

    def ready(self) -> None:
        from simulatie import tasks  # noqa: F401, PLC0415 - the work registers once models are loaded
