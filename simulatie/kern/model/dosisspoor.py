"""The graphs of the equations of the doses (`dosisformules`), whatever prints them."""

from collections.abc import Callable, Sequence
from typing import Any

from simulatie.kern.gegevens.coefficienten import Coefficienten
from simulatie.kern.gegevens.kaart import STROMEN
from simulatie.kern.model import dosisformules as formule
from simulatie.kern.model.spoor import MAAND, STAND, Speurder, Spoor, spoor_van

# What comes out of an equation by name, of symbols for its arguments and for the coefficients.
Vergelijking = Callable[[dict[str, Any], Coefficienten], dict[str, Any]]
GRONDSTROMEN = ("onderzoek", "regie", "zoet")


def volg(
    q: Coefficienten, invoer: Sequence[str], vergelijking: Vergelijking, stand: Sequence[str] = ()
) -> Spoor:
    """The graph of an equation of single numbers. invoer, stand: its arguments by name."""
    speurder = Speurder(q, 1)
    symbolen = {naam: speurder.invoer(STAND, naam, breed=False) for naam in stand}
    symbolen |= {naam: speurder.invoer(MAAND, naam, breed=False) for naam in invoer}
    uit = vergelijking(symbolen, speurder.coefficienten())
    return spoor_van(speurder, dict.fromkeys(stand, False), dict.fromkeys(invoer, False), uit)


def volg_grond(q: Coefficienten, gebieden: int) -> Spoor:
    """The graph of a month of `grond_erna`, the same whatever the deelgebieden."""
    stand = ("beeld", "samen", "contact")

    def erna(x: dict[str, Any], q: Coefficienten) -> dict[str, Any]:
        stromen = {naam: x[naam] for naam in GRONDSTROMEN}
        uit = formule.grond_erna(x["beeld"], x["samen"], x["contact"], stromen, q)
        return dict(zip(stand, uit, strict=True))

    return volg(q, GRONDSTROMEN, erna, stand)


def volg_dosisformules(q: Coefficienten) -> dict[str, Spoor]:
    """The graph of every equation of `dosisformules` by its name; those of one flow as name_flow."""
    gewoon: dict[str, tuple[str, Vergelijking]] = {
        "deel_van_de_inzet": ("mate", lambda x, q: {"deel": formule.deel_van_de_inzet(x["mate"], q)}),
        "werk": ("loopt werkt deel", lambda x, q: {"werk": formule.werk(**x)}),
        "er_is": ("beschikbaar gevraagd", lambda x, q: {"deel": formule.er_is(**x)}),
        "kosten": (
            "per_maand eenmalig deel maanden nieuw",
            lambda x, q: {"bedrag": formule.kosten(**x)},
        ),
        "opgebouwd": ("maand werkdag opbouw werkt mate", lambda x, q: {"kracht": formule.opgebouwd(**x)}),
        "concentratie": ("aandeel", lambda x, q: {"sterker": formule.concentratie(x["aandeel"], q)}),
        "zonder": ("factor mist", lambda x, q: {"over": formule.zonder(**x)}),
        "effect_en_last": (
            "kracht over",
            lambda x, q: dict(zip(("effect", "last"), formule.effect_en_last(**x), strict=True)),
        ),
        "opstarttekort": ("werk", lambda x, q: {"tekort": formule.opstarttekort(x["werk"], q)}),
        "fundamenttekort": ("grond", lambda x, q: {"tekort": formule.fundamenttekort(x["grond"], q)}),
        "nawerking": ("maand werkdag duur", lambda x, q: {"nog": formule.nawerking(**x)}),
        "kwaliteit": ("tekort nog", lambda x, q: {"kwaliteit": formule.kwaliteit(**x)}),
        "fundament": ("beeld samen contact", lambda x, q: formule.fundament(**x, q=q)),
    }
    sporen = {naam: volg(q, invoer.split(), vergelijking) for naam, (invoer, vergelijking) in gewoon.items()}
    sporen["grond_erna"] = volg_grond(q, 1)
    sporen |= {f"grondstroom_{stroom}": _volg_grondstroom(stroom, q) for stroom in GRONDSTROMEN}
    return sporen | {f"doses_van_{stroom}": _volg_doses(stroom, q) for stroom in STROMEN}


def _volg_grondstroom(stroom: str, q: Coefficienten) -> Spoor:
    return volg(q, ("som",), lambda x, q: {"dosis": formule.grondstroom(stroom, x["som"], q)})


def _volg_doses(stroom: str, q: Coefficienten) -> Spoor:
    if formule.telt(stroom) == "gewogen":
        return volg(
            q, ("hoeveel", "goed"), lambda x, q: formule.doses_van(stroom, x["hoeveel"], x["goed"], q)
        )
    return volg(q, ("hoeveel",), lambda x, q: formule.doses_van(stroom, x["hoeveel"], None, q))
