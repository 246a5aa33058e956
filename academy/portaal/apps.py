from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "academy.portaal"
    label = "portaal"
    verbose_name = "Portaal voor organisaties"
