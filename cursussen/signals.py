from django.dispatch import Signal

cursus_afgerond = Signal()
"""All parts of a course are done; carries ``inschrijving``.

Sent inside the transaction that stores the last completion. Receivers write rows, nothing else.
"""
