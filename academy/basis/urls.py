from django.urls import path

from academy.basis import views

urlpatterns = [
    path("deelbeeld/<int:pk>-<slug:merk>.png", views.deelbeeld, name="deelbeeld"),
]
