from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "academy.website"
    label = "website"
    verbose_name = "Website"
