"""Walks over the site from link to link, as one person, and tells which links lead nowhere."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from django.test import Client

# The CMS is Wagtail's, and signing out would end the walk.
BUITEN = re.compile(r"^/(beheer|account/logout)/")
LOGIN = "/account/login/code/?next="
MEESTE_PER_DEUR = 4
"""Pages behind one name of ``urls.py`` that are read: the mini-case alone has dozens that differ in one word."""


class Link(NamedTuple):
    van: str
    naar: str


class Lezer(HTMLParser):
    """Every address on a page, and every place on it that an address can point at."""

    def __init__(self) -> None:
        super().__init__()
        self.naar: list[str] = []
        self.plekken: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        waarden = {naam: waarde or "" for naam, waarde in attrs}
        if "id" in waarden:
            self.plekken.add(waarden["id"])
        adres = waarden.get("href" if tag in ("a", "area", "link") else "src")
        if adres is not None:
            self.naar.append(adres)


@dataclass
class Wandeling:
    """One walk: what was seen (address → HTML, address → places on it) and what was wrong."""

    client: Client
    bekend: Container[str]
    paginas: dict[str, str] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)
    plekken: dict[str, set[str]] = field(default_factory=dict)
    wachtrij: deque[Link] = field(default_factory=deque)
    gehad: set[str] = field(default_factory=set)
    per_deur: Counter[str] = field(default_factory=Counter)

    def ga_naar(self, link: Link) -> None:
        if link.naar not in self.gehad and link.naar not in self.bekend and not BUITEN.match(link.naar):
            self.gehad.add(link.naar)
            self.wachtrij.append(link)

    def bezoek(self, link: Link) -> None:
        antwoord = self.client.get(link.naar)
        antwoord.close()
        if antwoord.status_code in (301, 302) and not link.van.startswith("een redirect"):
            if not antwoord["Location"].startswith(LOGIN):
                self.ga_naar(Link(f"een redirect van {link.naar}", antwoord["Location"]))
        elif antwoord.status_code != 200:
            self.fouten.append(f"{link.van} → {link.naar}: {antwoord.status_code}")
        elif antwoord.headers.get("Content-Type", "").startswith("text/html"):
            deur = antwoord.resolver_match.view_name or ""
            self.per_deur[deur] += 1
            if deur == "wagtail_serve" or self.per_deur[deur] <= MEESTE_PER_DEUR:
                self.lees(link.naar, antwoord)

    def lees(self, adres: str, antwoord: Any) -> None:
        beleid = antwoord.headers.get("Content-Security-Policy", "")
        if not beleid or "unsafe" in beleid:
            self.fouten.append(f"{adres}: beleid {beleid!r}")
        lezer = Lezer()
        self.paginas[adres] = antwoord.content.decode()
        lezer.feed(self.paginas[adres])
        self.plekken[adres] = lezer.plekken
        for naar in lezer.naar:
            self.volg(Link(adres, naar))

    def volg(self, link: Link) -> None:
        eigen = self.client.defaults.get("SERVER_NAME", "testserver")
        delen = urlsplit(urljoin(f"http://{eigen}{link.van}", link.naar))
        if delen.scheme in ("http", "https") and delen.hostname == eigen:
            self.ga_naar(Link(link.van, delen.path + (f"?{delen.query}" if delen.query else "")))
        elif delen.scheme == "http":
            self.fouten.append(f"{link.van} → {link.naar}: niet over https")

    def zoek_plekken(self) -> None:
        """After the walk, when every page that can be pointed at was read."""
        for van, html in self.paginas.items():
            lezer = Lezer()
            lezer.feed(html)
            for adres in lezer.naar:
                delen = urlsplit(urljoin(f"http://eigen{van}", adres))
                naar = delen.path + (f"?{delen.query}" if delen.query else "")
                if delen.fragment and unquote(delen.fragment) not in self.plekken.get(
                    naar, {unquote(delen.fragment)}
                ):
                    self.fouten.append(f"{van} → {adres}: geen #{delen.fragment} op die pagina")


def wandel(client: Client, beginnen: Iterable[str], bekend: Container[str] = ()) -> Wandeling:
    """Follow every link from these addresses on, but not into pages that are ``bekend`` from an earlier walk.

    A link is right when its page answers at once, after one redirect, or by asking to sign in; and when a
    ``#place`` in it exists there.
    """
    wandeling = Wandeling(client, bekend)
    for adres in beginnen:
        wandeling.ga_naar(Link("het begin", adres))
    while wandeling.wachtrij:
        wandeling.bezoek(wandeling.wachtrij.popleft())
    wandeling.zoek_plekken()
    return wandeling
