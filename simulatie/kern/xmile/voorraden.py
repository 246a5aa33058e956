"""What every stock is called, what it counts and what it means."""

from collections.abc import Mapping

from simulatie.kern.gegevens.kaart import SOORTEN

# Name, unit and meaning of every stock, in the order of `toestand`.
VOORRADEN: Mapping[str, tuple[str, str, str]] = {
    "criminele_greep": (
        "Criminele greep",
        "index 0-100",
        "Hoe sterk het netwerk het gebied in de hand heeft: geld, intimidatie en werving.",
    ),
    "woonfraude": (
        "Woonfraude",
        "% van de woningen of plaatsen",
        "Woningen of plaatsen die voor iets anders of door de verkeerde mensen worden gebruikt.",
    ),
    "overlast": ("Overlast", "index 0-100", "Overlast die echt gebeurt, gemeld of niet."),
    "kwetsbaar": (
        "Kwetsbare huishoudens",
        "% van de huishoudens",
        "Huishoudens in nood zonder passende hulp.",
    ),
    "angst": ("Angst", "index 0-100", "Hoeveel mensen zwijgen omdat ze bang zijn."),
    "vertrouwen": ("Vertrouwen", "% 0-100", "Vertrouwen in de gemeente en de corporatie."),
    "samenredzaamheid": (
        "Samenredzaamheid",
        "index 0-100",
        "Hoe graag mensen iets voor elkaar doen, ook buiten de eigen familie.",
    ),
    "leegstand": ("Leegstand", "% van de woningen of plaatsen", "Woningen of plaatsen die leegstaan."),
    "fysieke_kwaliteit": ("Fysieke kwaliteit", "index 0-100", "De staat van de woningen en de straat."),
    "informatiebeeld": (
        "Informatiebeeld",
        "% 0-100",
        "Hoe volledig en hoe vers het beeld is dat de partners delen.",
    ),
    "samenwerking": (
        "Samenwerking",
        "0-1",
        "Hoe goed de partners samenwerken, met afspraken en een vast team.",
    ),
    "buurgebied": ("Druk in het buurgebied", "index 0-100", "Criminele druk in het gebied ernaast."),
    "juridisch_risico": (
        "Juridisch risico",
        "index 0-100",
        "Zwakke dossiers en onterecht gedeelde gegevens. Boven de grens volgt een stop.",
    ),
    "draagkracht": (
        "Draagkracht",
        "index 0-100",
        "Energie van team en bestuur. Onder de grens werkt alles half.",
    ),
    "uitstroomplekken": (
        "Uitstroomplekken",
        "% van de woningen of plaatsen",
        "Vrije plekken elders voor wie moet vertrekken.",
    ),
    "medewerking": ("Medewerking van eigenaren", "0-1", "Hoeveel eigenaren meedoen."),
    "geholpen": ("Geholpen huishoudens", "% van de huishoudens", "Huishoudens die nu steun krijgen."),
    "verankering": ("Verankering", "0-1", "Hoe lang zoet en zout er samen al zijn."),
    "gewenning": ("Gewenning", "0-1", "Hoe ver het netwerk gewend is aan hard optreden."),
    "vrijgekomen": (
        "Vrijgekomen greep",
        "indexpunten",
        "Greep die is weggehaald en waarvan de plek nog leegstaat.",
    ),
    "jeugd": ("Jeugd", "0-1", "Wat het werk met jongeren tot nu toe heeft opgebouwd."),
    "zoet_vorig": ("Zoet van vorige maand", "0-1", "Hoeveel steun er een maand geleden was gevraagd."),
    **{
        f"zaken_{soort}": (
            f"Open zaken: {wat}",
            "deel, 0-1",
            "Deel van de zaken van deze soort dat nog open is.",
        )
        for soort, wat in SOORTEN.items()
    },
    "verharding": (
        "Verharding",
        "deel",
        "Zaken die gesloten zijn terwijl niemand screende: daar heeft het netwerk van geleerd.",
    ),
    "stil": ("Stop", "maanden", "Hoeveel maanden zuur en bitter nog stilliggen."),
}
