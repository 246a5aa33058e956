"""Test data, one module per package; the cast stands in ``tests/conftest.py``."""
