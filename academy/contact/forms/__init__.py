"""What people fill in: visitors on the contact page, and academy staff in the CMS."""

from academy.contact.forms.beheer import (
    AntwoordForm,
    BehandelForm,
    CijfersForm,
    ControleForm,
    PersoonForm,
)
from academy.contact.forms.publiek import KORTSTE_INVULTIJD_SECONDEN, ContactForm, nieuw_bewijs

__all__ = [
    "KORTSTE_INVULTIJD_SECONDEN",
    "AntwoordForm",
    "BehandelForm",
    "CijfersForm",
    "ContactForm",
    "ControleForm",
    "PersoonForm",
    "nieuw_bewijs",
]
