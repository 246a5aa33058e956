from django.urls import path

from academy.contact.views import publiek

urlpatterns = [
    path("contact/bedankt/", publiek.bedankt, name="contact_bedankt"),
]
