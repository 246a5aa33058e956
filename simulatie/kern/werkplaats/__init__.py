"""Where the model is made and weighed; no web process imports it, only publishing asks its quality gate."""

from simulatie.kern.werkplaats.keur import keur_casus

__all__ = ["keur_casus"]
