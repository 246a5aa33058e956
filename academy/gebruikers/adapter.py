"""What allauth says when it refuses something, in our own words: "u", what is wrong and what to do now."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

ONJUISTE_CODE = _(
    "Deze code klopt niet of is verlopen. Kijk of u de nieuwste code hebt, of vraag een nieuwe code aan."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dit account is uitgezet. Neem contact op met de academy."),
        "cannot_remove_primary_email": _(
            "Dit is uw hoofdadres. Kies eerst een ander hoofdadres; daarna kunt u dit adres weghalen."
        ),
        "duplicate_email": _("Dit e-mailadres staat al bij uw account."),
        "email_taken": _("Er is al een account met dit e-mailadres. Log in, of vul een ander adres in."),
        "incorrect_code": ONJUISTE_CODE,
        "invalid_login": _("Inloggen is niet gelukt. Vraag een nieuwe code aan."),
        "max_email_addresses": _("U kunt niet meer dan %d e-mailadressen toevoegen."),
        "too_many_login_attempts": _(
            "U hebt het te vaak geprobeerd. Wacht enkele minuten en probeer het opnieuw."
        ),
        "unknown_email": _("Dit e-mailadres hoort niet bij een account. Kijk of u het goed hebt getypt."),
        "unverified_primary_email": _("Bevestig eerst uw hoofdadres met de code die wij u mailen."),
        "select_only_one": _("Kies er één."),
        "same_as_current": _("Dit is al uw huidige gegeven. Vul iets anders in."),
        "rate_limited": _("U gaat te snel voor ons. Wacht enkele minuten en probeer het opnieuw."),
    }


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": _(
            "Uw account is beveiligd met een tweede stap. Zet die eerst uit als u een adres wilt toevoegen."
        ),
        "cannot_delete_authenticator": _("U kunt de tweede stap nu niet uitzetten."),
        "cannot_generate_recovery_codes": _(
            "Zet eerst een tweede stap aan. Daarna kunt u herstelcodes maken."
        ),
        "incorrect_code": _(
            "Deze code klopt niet of is al gebruikt. Typ de code die nu in uw app staat, of een herstelcode."
        ),
        "unverified_email": _("Bevestig eerst uw e-mailadres. Daarna kunt u een tweede stap aanzetten."),
    }
