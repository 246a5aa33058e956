from django.apps import AppConfig


class SimulatieConfig(AppConfig):
    name = "simulatie"
    verbose_name = "Simulatie"

    def ready(self) -> None:
        from simulatie import receivers, tasks  # noqa: F401, PLC0415 - both register once models are loaded
