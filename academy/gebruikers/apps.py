from django.apps import AppConfig


class GebruikersConfig(AppConfig):
    name = "academy.gebruikers"
    label = "gebruikers"
    verbose_name = "Gebruikers en organisaties"
