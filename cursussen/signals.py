from django.dispatch import Signal

cursus_afgerond = Signal()
"""All parts of a course are done; carries ``inschrijving``.

Sent inside the transaction that stores the last completion. Receivers write rows, nothing else.
"""

leergang_afgerond = Signal()
"""All courses of a programme are done; carries ``afronding``, a ``Leergangafronding``.

Sent inside the transaction that stores it. Receivers write rows, nothing else.
"""
