"""Pytest plugin for CI (``-p tests.niets_overgeslagen``): a run in which a test was skipped has failed."""

from __future__ import annotations

import pytest


def pytest_sessionfinish(session: pytest.Session) -> None:
    verslag = session.config.pluginmanager.get_plugin("terminalreporter")
    if verslag and verslag.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        verslag.write_line("In CI mag geen test worden overgeslagen.", red=True)
