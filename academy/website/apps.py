from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "academy.website"
    label = "website"
    verbose_name = "Website"

    def ready(self) -> None:
        # Signals connect once models are loaded; a snippet known before migrate gets its rights in that migrate.
        from academy.website import receivers, wagtail_hooks  # noqa: F401, PLC0415
