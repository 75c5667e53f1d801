"""The sectors that organisations work in, under the priority areas of the Global Framework for Climate Services.

Source: WMO, Implementation Plan of the Global Framework for Climate Services (2014): agriculture and food security,
disaster risk reduction, energy, health and water. What lies in none of them stands under `other`.
"""

from dataclasses import dataclass

AREAS: dict[str, dict[str, str]] = {
    "agriculture": {"en": "agriculture and food security", "fr": "agriculture et sécurité alimentaire",
                    "sw": "kilimo na usalama wa chakula", "es": "agricultura y seguridad alimentaria"},
    "disasters": {"en": "disaster risk reduction", "fr": "réduction des risques de catastrophe",
                  "sw": "kupunguza hatari za maafa", "es": "reducción del riesgo de desastres"},
    "energy": {"en": "energy", "fr": "énergie", "sw": "nishati", "es": "energía"},
    "health": {"en": "health", "fr": "santé", "sw": "afya", "es": "salud"},
    "water": {"en": "water", "fr": "eau", "sw": "maji", "es": "agua"},
    "other": {"en": "other", "fr": "autres", "sw": "nyingine", "es": "otros"},
}  # fmt: skip


@dataclass(frozen=True)
class Sector:
    """What an organisation lives by or looks after; `area` is its priority area, a code of `AREAS`."""

    code: str
    area: str
    label: dict[str, str]


SECTORS: dict[str, Sector] = {
    one.code: one
    for one in (
        Sector("crops", "agriculture", {"en": "crops", "fr": "cultures", "sw": "mazao", "es": "cultivos"}),
        Sector("livestock", "agriculture", {"en": "livestock and dairy", "fr": "élevage et lait",
                                            "sw": "mifugo na maziwa", "es": "ganadería y leche"}),
        Sector("fisheries", "agriculture", {"en": "fisheries", "fr": "pêche", "sw": "uvuvi", "es": "pesca"}),
        Sector("forests", "agriculture", {"en": "forests", "fr": "forêts", "sw": "misitu", "es": "bosques"}),
        Sector("disasters", "disasters", {"en": "disaster preparedness", "fr": "préparation aux catastrophes",
                                          "sw": "kujiandaa na maafa", "es": "preparación ante desastres"}),
        Sector("energy", "energy", {"en": "energy", "fr": "énergie", "sw": "nishati", "es": "energía"}),
        Sector("health", "health", {"en": "health", "fr": "santé", "sw": "afya", "es": "salud"}),
        Sector("water", "water", {"en": "water supply and rivers", "fr": "approvisionnement en eau et rivières",
                                  "sw": "ugavi wa maji na mito", "es": "abastecimiento de agua y ríos"}),
        Sector("roads_and_buildings", "other", {"en": "roads, bridges and buildings",
                                                "fr": "routes, ponts et bâtiments",
                                                "sw": "barabara, madaraja na majengo",
                                                "es": "carreteras, puentes y edificios"}),
        Sector("other", "other", {"en": "something else", "fr": "autre chose", "sw": "kitu kingine",
                                  "es": "otra cosa"}),
    )
}  # fmt: skip

NOT_SAID = {"en": "not said", "fr": "non précisé", "sw": "haijatajwa", "es": "no indicado"}
