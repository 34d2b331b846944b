"""The label sets of arnews, with their Arabic names, definitions and aliases."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from arnews.normalize import fold

__all__ = ["ENTITIES", "TOPICS", "Label", "resolve"]


class Label(NamedTuple):
    """A label and what people call it.

    Attributes
    ----------
    key : str
        The name that models and files use.
    arabic : str
        Arabic name.
    definition, arabic_definition : str
        What belongs to it, in a sentence.
    aliases, arabic_aliases : tuple of str
        Other names, such as the sections of newspapers.
    """

    key: str
    arabic: str
    definition: str
    arabic_definition: str
    aliases: tuple[str, ...] = ()
    arabic_aliases: tuple[str, ...] = ()


_TOPICS = (
    Label(
        "politics",
        "سياسة",
        "Rulers, governments, parliaments, elections, diplomacy, protests, war, armed groups and terrorism.",
        "الحكام والحكومات والبرلمانات والانتخابات والدبلوماسية والاحتجاجات والحروب والجماعات المسلحة والإرهاب.",
        ("political", "world", "international", "war", "conflict", "diplomacy", "government", "middle east"),
        ("سياسي", "سياسية", "أخبار سياسية", "دولي", "دولية", "عربي ودولي", "العالم", "شؤون دولية", "حرب"),
    ),
    Label(
        "economy",
        "اقتصاد",
        "Markets, prices, currencies, banks, companies, energy, trade, budgets, property, tourism as an industry.",
        "الأسواق والأسعار والعملات والمصارف والشركات والطاقة والتجارة والموازنات والعقار وصناعة السياحة.",
        ("business", "finance", "money", "markets", "economics", "economic", "energy"),
        ("اقتصادي", "اقتصادية", "مال وأعمال", "أسواق", "بورصة", "أعمال", "مال"),
    ),
    Label(
        "sport",
        "رياضة",
        "Matches, clubs, players, federations and transfers.",
        "المباريات والأندية واللاعبون والاتحادات والانتقالات.",
        ("sports", "football", "soccer"),
        ("رياضي", "رياضية", "كرة القدم", "ملاعب", "كورة"),
    ),
    Label(
        "culture",
        "ثقافة وفن",
        "Films, series, music, theatre, books, arts, museums, archaeology, media, and artists with their affairs.",
        "الأفلام والمسلسلات والموسيقى والمسرح والكتب والفنون والمتاحف والآثار والإعلام وأخبار الفنانين.",
        ("arts", "art", "entertainment", "celebrities", "media", "books", "culture and arts"),
        ("ثقافة", "فن", "فنون", "منوعات فنية", "مشاهير", "ثقافة وفنون", "إعلام", "آداب"),
    ),
    Label(
        "science_tech",
        "علوم وتقنية",
        "Research, space, nature and climate as studied, phones, software, networks, AI, cyber security, games.",
        "البحث العلمي والفضاء ودراسة الطبيعة والمناخ والهواتف والبرمجيات والشبكات والذكاء الاصطناعي والألعاب.",
        ("science", "technology", "tech", "space", "sci-tech", "science and technology"),
        ("علوم", "تقنية", "تكنولوجيا", "علم", "فضاء", "علوم وتكنولوجيا", "اتصالات"),
    ),
    Label(
        "health",
        "صحة",
        "Diseases, epidemics, treatment, hospitals and their staff, drugs, nutrition, mental health.",
        "الأمراض والأوبئة والعلاج والمستشفيات والعاملون فيها والأدوية والتغذية والصحة النفسية.",
        ("medical", "medicine", "healthcare", "wellness"),
        ("طب", "صحي", "صحية", "طبية", "صحة وطب"),
    ),
    Label(
        "religion",
        "دين",
        "Hajj and umra, mosques and churches as places of faith, scholars, fatwas, scripture, religious feasts.",
        "الحج والعمرة والمساجد والكنائس بوصفها دور عبادة والعلماء والفتاوى والنصوص المقدسة والأعياد الدينية.",
        ("islam", "faith", "religious"),
        ("إسلام", "ديني", "دينية", "إسلاميات", "فتاوى", "دين وحياة"),
    ),
    Label(
        "society",
        "مجتمع ومحليات",
        "Schools and universities, municipal services, transport, weather, charity, deaths, local honours.",
        "المدارس والجامعات والخدمات البلدية والنقل والطقس والعمل الخيري والوفيات والتكريم والشأن المحلي.",
        ("local", "community", "education", "social", "regions"),
        ("محليات", "مجتمع", "تعليم", "أخبار المناطق", "محلي", "اجتماعي"),
    ),
    Label(
        "lifestyle",
        "منوعات وأسلوب حياة",
        "Fashion, cooking, home, family, travel tips, horoscopes, pets, oddities with nobody hurt.",
        "الأزياء والطبخ والمنزل والأسرة ونصائح السفر والأبراج والحيوانات الأليفة والطرائف.",
        ("variety", "travel", "food", "style", "family", "women", "miscellaneous"),
        ("منوعات", "أسرة", "سياحة وسفر", "المرأة", "أسلوب حياة", "لايف ستايل"),
    ),
    Label(
        "incidents",
        "حوادث",
        "Accidents, fires, drownings, ordinary crime and its courts, drug seizures, natural disasters.",
        "الحوادث والحرائق والغرق والجرائم العادية ومحاكمها وضبط المخدرات والكوارث الطبيعية.",
        ("crime", "accidents", "disasters", "police", "courts"),
        ("قضايا", "جرائم", "كوارث", "حوادث وقضايا", "جريمة", "أمن ومحاكم"),
    ),
)

_ENTITIES = (
    Label(
        "PER",
        "شخص",
        "People, by name.",
        "أسماء الأشخاص.",
        ("person", "people", "pers"),
        ("أشخاص", "أسماء أشخاص", "اسم شخص"),
    ),
    Label(
        "LOC",
        "مكان",
        "Places: countries, cities, regions, seas, streets, buildings as places.",
        "الأماكن: الدول والمدن والمناطق والبحار والشوارع والمباني بوصفها أماكن.",
        ("location", "place", "gpe"),
        ("أماكن", "موقع", "مواقع"),
    ),
    Label(
        "ORG",
        "منظمة",
        "Organisations: ministries, parties, companies, clubs, media, armed groups.",
        "المنظمات: الوزارات والأحزاب والشركات والأندية ووسائل الإعلام والجماعات المسلحة.",
        ("organisation", "organization", "company"),
        ("منظمات", "مؤسسة", "هيئة", "جهة"),
    ),
)

TOPICS: dict[str, Label] = {label.key: label for label in _TOPICS}
"""The ten topics by key."""

ENTITIES: dict[str, Label] = {label.key: label for label in _ENTITIES}
"""The three kinds of entities by key."""


def resolve(name: str) -> str:
    """Return the key of a topic or of a kind of entity, from its key, its Arabic name, or an alias.

    Letter case, the spelling of hamza and teh marbuta, and ``_ - &`` against spaces do not matter.

    Raises
    ------
    KeyError
        When no label is called that; the message lists the keys.

    Examples
    --------
    >>> resolve("Sports"), resolve("محليات"), resolve("مال و أعمال"), resolve("science & tech"), resolve("person")
    ('sport', 'society', 'economy', 'science_tech', 'PER')
    """
    key = _names().get(_plain(name))
    if key is None:
        raise KeyError(f"no label is called {name!r}; the keys are {', '.join([*TOPICS, *ENTITIES])}")
    return key


@cache
def _names() -> dict[str, str]:
    table: dict[str, str] = {}
    for label in (*_TOPICS, *_ENTITIES):
        for name in (label.key, label.arabic, *label.aliases, *label.arabic_aliases):
            table.setdefault(_plain(name), label.key)
    return table


def _plain(name: str) -> str:
    joined = fold(name).casefold().replace("&", " and ").replace("_", " ").replace("-", " ")
    kept = [word.removeprefix("و").removeprefix("ال") for word in joined.split() if word not in {"and", "و"}]
    return " ".join(kept)
