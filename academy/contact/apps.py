from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "academy.contact"
    label = "contact"
    verbose_name = "Contact"
