"""The inspection of pages finds what it is meant to find, and lets a good page pass."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pytest
from playwright.sync_api import Browser

from tests.e2e.keuring import bewaak, keur

GOED = '<html lang="nl"><title>Goed</title><main><h1>Goed</h1>{}</main></html>'


@pytest.mark.parametrize(
    ("erbij", "klacht"),
    [
        ("<p>Alles in orde.</p>", None),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ('<p style="color: #bbb">Bleek.</p>', "color-contrast"),
        (
            "<style>@media (prefers-color-scheme: dark) { p { color: #444; background: #000 } }</style><p>Zwart.</p>",
            "color-contrast",
        ),
        ('<p style="inline-size: 400px">Breed.</p>', "px te breed"),
        ("<script>throw new Error('stuk')</script>", "stuk"),
        ('<img alt="Van elders" src="http://127.0.0.1:9/spion.gif">', "another origin: http://127.0.0.1:9"),
    ],
    ids=["goed", "zonder alt", "bleek", "bleek in het donker", "te breed", "fout in script", "van elders"],
)
def test_de_keuring_vindt(chromium: Browser, erbij: str, klacht: str | None) -> None:
    verwacht: AbstractContextManager[object] = nullcontext()
    if klacht:
        verwacht = pytest.raises(AssertionError, match=klacht)
    with chromium.new_context(color_scheme="light") as context:
        bewaak(context, oorsprong="http://localhost", javascript=True)
        pagina = context.new_page()
        pagina.set_content(GOED.format(erbij))
        with verwacht:
            keur(pagina)
