from django.urls import path

from academy.basis import views

urlpatterns = [
    path("favicon.ico", views.favicon, name="favicon"),
    path("apple-touch-icon.png", views.apple_touch_icon, name="apple_touch_icon"),
    path("apple-touch-icon-precomposed.png", views.apple_touch_icon),
    path("pictogram/<slug:naam>.png", views.pictogram, name="pictogram"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("deelbeeld/<int:pk>-<slug:merk>.png", views.deelbeeld, name="deelbeeld"),
]
