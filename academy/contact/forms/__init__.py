"""What people fill in: visitors on the contact page, and academy staff in the CMS."""

from academy.contact.forms.beheer import (
    BehandelForm,
    CijfersForm,
    ControleForm,
    PersoonForm,
    VerzoekAntwoordForm,
)
from academy.contact.forms.publiek import KORTSTE_INVULTIJD_SECONDEN, ContactForm, nieuw_bewijs

__all__ = [
    "KORTSTE_INVULTIJD_SECONDEN",
    "BehandelForm",
    "CijfersForm",
    "ContactForm",
    "ControleForm",
    "PersoonForm",
    "VerzoekAntwoordForm",
    "nieuw_bewijs",
]
