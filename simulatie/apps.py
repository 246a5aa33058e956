from django.apps import AppConfig


class SimulatieConfig(AppConfig):
    name = "simulatie"
    verbose_name = "Simulatie"
