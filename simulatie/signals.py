from django.dispatch import Signal

sessie_beoordeeld = Signal()
"""A session was handed in and judged, or a trainer let it pass after all; carries ``sessie``.

Sent inside the transaction that stores the judgement, so that a receiver's row and the judgement exist together
or not at all. Receivers write rows, nothing else.
"""
