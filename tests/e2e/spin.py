"""Walks over the site from link to link, as one person, and tells which links lead nowhere."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from django.test import Client

# The CMS is Wagtail's, files and pictures are not pages, and signing out would end the walk.
BUITEN = re.compile(r"^/(beheer|media|static|account/logout)/")
LOGIN = "/account/login/code/?next="
MEESTE_PER_DEUR = 12
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
    """What was seen: address → HTML, and per class of fault the links that have it."""

    paginas: dict[str, str] = field(default_factory=dict)
    fouten: list[str] = field(default_factory=list)


def wandel(client: Client, beginnen: Iterable[str], bekend: Container[str] = ()) -> Wandeling:
    """Follow every link from these addresses on, but not into pages that are ``bekend`` from an earlier walk.

    A link is right when its page answers at once, after one redirect, or by asking to sign in; and when a
    ``#place`` in it exists there.
    """
    gezien = Wandeling()
    plekken: dict[str, set[str]] = {}
    per_deur: dict[str, int] = {}
    met_plek: list[tuple[Link, str, str]] = []
    wachtrij = deque(Link("het begin", adres) for adres in beginnen)
    gehad = {link.naar for link in wachtrij}
    while wachtrij:
        link = wachtrij.popleft()
        antwoord = client.get(link.naar)
        if antwoord.status_code in (301, 302) and not link.van.startswith("redirect"):
            doel = antwoord["Location"]
            if not doel.startswith(LOGIN) and doel not in gehad and doel not in bekend:
                gehad.add(doel)
                wachtrij.append(Link(f"redirect van {link.naar}", doel))
            continue
        if antwoord.status_code != 200:
            gezien.fouten.append(f"{link.van} → {link.naar}: {antwoord.status_code}")
            continue
        if not antwoord.headers.get("Content-Type", "").startswith("text/html"):
            continue
        deur = antwoord.resolver_match.view_name or ""
        per_deur[deur] = per_deur.get(deur, 0) + 1
        if deur != "wagtail_serve" and per_deur[deur] > MEESTE_PER_DEUR:
            continue
        html = antwoord.content.decode()
        gezien.paginas[link.naar] = html
        lezer = Lezer()
        lezer.feed(html)
        plekken[link.naar] = lezer.plekken
        for adres in lezer.naar:
            delen = urlsplit(urljoin(f"http://testserver{link.naar}", adres))
            if delen.scheme not in ("http", "https"):
                continue
            if delen.netloc not in ("testserver", *_eigen(client)):
                if delen.scheme != "https":
                    gezien.fouten.append(f"{link.van} → {adres}: niet over https")
                continue
            naar = delen.path + (f"?{delen.query}" if delen.query else "")
            if delen.fragment:
                met_plek.append((Link(link.naar, adres), naar, unquote(delen.fragment)))
            if naar not in gehad and naar not in bekend and not BUITEN.match(naar):
                gehad.add(naar)
                wachtrij.append(Link(link.naar, naar))
    gezien.fouten += [
        f"{link.van} → {link.naar}: geen #{plek} op die pagina"
        for link, naar, plek in met_plek
        if naar in plekken and plek not in plekken[naar]
    ]
    return gezien


def _eigen(client: Client) -> tuple[str, ...]:
    naam = client.defaults.get("SERVER_NAME", "testserver")
    poort = client.defaults.get("SERVER_PORT", "80")
    return (naam, f"{naam}:{poort}")
