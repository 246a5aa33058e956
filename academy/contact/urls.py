from django.urls import path

from academy.contact import views

urlpatterns = [
    path("contact/bedankt/", views.bedankt, name="contact_bedankt"),
]
