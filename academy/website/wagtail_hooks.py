from wagtail.snippets.models import register_snippet

from academy.website.viewsets import GetuigenisViewSet

register_snippet(GetuigenisViewSet)
