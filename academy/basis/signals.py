from django.dispatch import Signal

opdracht_wacht = Signal()
"""A row of work is committed and due; carries ``opdracht_id``."""
