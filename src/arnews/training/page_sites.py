"""Made-up news sites: each is a fixed template that all of its pages share.

A site fixes what a real one fixes: its name in several forms, menu, wording of its labels, how it writes dates and
bylines, which blocks stand above and below the article and in which order, and how its pages come out as text.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from arnews.training.page_dates import FORMS
from arnews.training.page_words import CITIES, COUNTRIES, expand, person, phrase

__all__ = ["Site", "make_site"]

_KINDS = ("صحيفة", "جريدة", "موقع", "شبكة", "وكالة", "بوابة", "قناة", "مجلة", "مؤسسة", "راديو")
_NOUNS = """الأفق المدى النهضة الراية الشروق الفجر الصباح المساء الوطن المستقبل الحقيقة الرأي البلاد البيان النهار الديار اللواء الجمهورية العهد
الأيام الشعب الميثاق الثورة السفير الحياة الرسالة القدس المنار الكرامة الغد الدستور السبيل الخبر الحدث المصدر الرصيف المنبر الصدى النبأ الشاهد البرق الجزيرة_الثالثة
اليقين الأصالة الاتحاد الرؤية الأنوار الواحة النخبة الساحة الميدان البديل الرواق الضفة الجنوب الشمال الساحل الصحراء الفرات دجلة النيل بردى الأرز عكا سبأ
حضرموت تهامة نجد تطوان الأوراس قرطاج أكسيل صدى زاد نون مدار""".split()
_TAILS = (
    "نيوز",
    "اليوم",
    "أونلاين",
    "برس",
    "الإخبارية",
    "الإلكترونية",
    "24",
    "TV",
    "ميديا",
    "بلس",
    "العربي",
    "نت",
    "تايمز",
    "بوست",
    "الدولية",
    "العربية",
    "الجديد",
    "الآن",
)
_LATIN = "Al Ofoq,Al Mada,Sada,Nabaa,Rassif,Manbar,Horizon,Le Matin Arabe,Media 24,Akhbar Plus,Zad,Madar,Sahel,Oasis,Levant".split(
    ","
)
_SECTIONS = """أخبار سياسة اقتصاد رياضة ثقافة منوعات صحة تكنولوجيا حوادث عربي_ودولي محليات آراء فيديو صور مجتمع فن علوم سيارات تقارير مقالات المرأة كاريكاتير
بودكاست محافظات تعليم أسواق بيئة دين_ودنيا ملاعب شؤون_عربية إعلانات_مبوبة وظائف نبض_الشارع زوايا كتّابنا مرصد إنفوغراف قضايا تحقيقات سفر مطبخ شباب
خدمات بث_مباشر الأرشيف أبراج خارج_الحدود جهات سلطة_ومجتمع ميركاتو هي كواليس مال_وأعمال عقارات طاقة ذاكرة دراسات حوارات برلمان أمن_وقضاء عدالة
تربية_وتعليم جاليات الملحق_الأدبي ستوديو منبر_القراء السلطة_الرابعة عالم_الرياضة فضاء_حر قصص_إنسانية مونديال سوشيال_ميديا طب_وحياة نفط_وغاز""".split()
_HEADS = (
    "الرئيسية",
    "الرئيسية",
    "الرئيسية",
    "الصفحة الرئيسية",
    "الأولى",
    "الاستقبال",
    "الصفحة الأولى",
    "Home",
    "Accueil",
)
_TOPS = (
    "cookies login today name slogan menu staff weather money prayer ticker social banner edition featured related writerlist"
).split()
_BOTTOMS = (
    "tags share agency bio related most latest comments newsletter about poll sponsored prevnext "
    "programmes weather money writerlist featured"
).split()
_HEADER_ORDERS = (
    (
        "t_d_b|t_d_b|t_b_d|d_t_b|t_d|d_t|b_t_d|s_t_d_b|k_t_d_b|t_l_d_b|t_l_b_d|t_c_d_b|t_d_c_b|c_t_d_b|t_b_d_"
        "c|d_t_c_b|t_bd|t_db|t_d_o|o_t_d|t_o_d_b|t_h_d|t_h_b_d|d_s_t|t_b_c|t_u_d|t_d_u|t_d_u_b_h|k_t_l_d_h|t|"
        "t_b|t_h_c_d|d_b_t|t_sd|t_sd_b|t_bsd|t_kd|t_x_h|t_o|t_d_x|t_k_d_x|b_d_t|s_t_b_d|t_d_h_b|t_v|t_b_v|v_t"
        "_b|t_d_e|t_e_d_b|t_g_d|t_g_b_d|k_t_g_d_b|t_g_d_c|t_g_c_b_d|g_t_d_b|g_t_g_d_h|t_b_d_c_h|t_d_h_c|t_d_b_h_c|t_c_c_b_d|t_b_d_x_h_c"
    )
    .replace("_", " ")
    .split("|")
)
"""Parts of the head in order; `arnews.training.page_head` has a method for each."""


@dataclass
class Site:
    """One made-up site; see `make_site`."""

    name: str
    spellings: tuple[str, ...]
    owner: str
    domain: str
    latin: str
    slogan: str
    city: str
    country: str
    menu: list[str]
    tops: list[str]
    bottoms: list[str]
    order: str
    date_form: int
    header_form: int
    side_form: int
    digits: bool
    words: dict[str, str]
    rare: dict[str, float]
    text_form: str
    indents: dict[str, int]
    bullet: str
    sloppy: frozenset[str]
    byline: str
    footer: list[str] = field(default_factory=list)
    copyright: str = ""

    def vary(self, text: str) -> str:
        """Spell as this site spells: without hamzas, with ه for ة, without marks."""
        if "hamza" in self.sloppy:
            text = text.translate(str.maketrans("أإآ", "ااا"))
        if "marks" in self.sloppy:
            text = "".join(letter for letter in text if not "\u064b" <= letter <= "\u0652")
        if "ha" in self.sloppy:
            text = " ".join(word[:-1] + "ه" if word.endswith("ة") else word for word in text.split(" "))
        if "ya" in self.sloppy:
            text = " ".join(word[:-1] + "ى" if word.endswith("ي") else word for word in text.split(" "))
        return text


def _name(rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """Return a name and its other spellings: with its kind, with its tail."""
    noun = rng.choice(_NOUNS).replace("_", " ")
    kind = rng.choice(_KINDS)
    roll = rng.random()
    if roll < 0.08:
        return rng.choice(_LATIN), (noun,)
    if roll < 0.3:
        return noun, (f"{kind} {noun}",)
    if roll < 0.62:
        tail = rng.choice(_TAILS)
        bare = (
            noun.removeprefix("ال") if tail in ("نيوز", "برس", "24", "بوست", "ميديا") and rng.random() < 0.6 else noun
        )
        return f"{bare} {tail}", (noun, f"{kind} {bare} {tail}")
    if roll < 0.85:
        return f"{kind} {noun}", (noun,)
    if roll < 0.93:
        return f"{noun} {rng.choice(COUNTRIES)}", (noun,)
    other = rng.choice(_NOUNS).replace("_", " ")
    return f"{noun} و{other}", (noun,)


def _menu(rng: random.Random) -> list[str]:
    menu = [section.replace("_", " ") for section in rng.sample(_SECTIONS, rng.randint(4, 26))]
    if rng.random() < 0.35:
        menu = [
            rng.choice((entry, entry, f"{entry} {rng.choice(('اليوم', 'الآن', 'بلا حدود', 'العالم'))}"))
            for entry in menu
        ]
    if rng.random() < 0.3:
        menu += rng.sample(CITIES, rng.randint(2, 6))
    if rng.random() < 0.3:
        menu = ["ال" + entry if " " not in entry and not entry.startswith("ال") else entry for entry in menu]
    return [rng.choice(_HEADS), *menu] if rng.random() < 0.85 else menu


_LABELS = ("related", "inline", "most", "latest", "tags", "comments", "ticker", "updatelabel")
_TEXT_FORMS = ("flat",) * 8 + ("block",) * 6 + ("blank",) * 3 + ("bodyblank",) * 3 + ("joined",) * 2


def make_site(rng: random.Random) -> Site:
    """Make a site: everything that its pages share."""
    name, spellings = _name(rng)
    latin = rng.choice(_LATIN)
    city, country = rng.choice(CITIES), rng.choice(COUNTRIES)
    owner = rng.choice((name, name, name, *spellings))
    menu = _menu(rng)
    names = {"site": name, "city": city, "country": country, "owner": owner, "year": rng.randint(1990, 2015)}
    words = {
        kind: phrase(rng, "most" if kind == "latest" else kind, section=rng.choice(menu), **names) for kind in _LABELS
    }
    words["published"] = rng.choice(
        (
            "",
            "",
            "",
            "",
            "نشر في ",
            "نُشر ",
            "تاريخ النشر: ",
            "نشر بتاريخ ",
            "تم النشر في ",
            "بتاريخ ",
            "أضيف في ",
            "التاريخ: ",
            "نشرت في: ",
            "حرر بتاريخ ",
            "النشر: ",
            "تاريخ الخبر : ",
            "آخر نشر ",
            "Published: ",
            "الإدراج: ",
        )
    )
    tops = [
        top
        for top in _TOPS
        if rng.random()
        < {
            "menu": 0.88,
            "today": 0.5,
            "name": 0.45,
            "ticker": 0.5,
            "featured": 0.3,
            "related": 0.07,
            "writerlist": 0.09,
        }.get(top, 0.14)
    ]
    if rng.random() < 0.5:
        rng.shuffle(tops)
    bottoms = [
        bottom
        for bottom in _BOTTOMS
        if rng.random()
        < {
            "share": 0.55,
            "tags": 0.45,
            "related": 0.6,
            "most": 0.6,
            "comments": 0.5,
            "latest": 0.4,
            "featured": 0.35,
        }.get(bottom, 0.13)
    ]
    if rng.random() < 0.6:
        rng.shuffle(bottoms)
    form = rng.randrange(len(FORMS))
    order = rng.choice(_HEADER_ORDERS)
    if rng.random() < 0.25:
        order = " ".join(rng.sample(order.split(), len(order.split())))
    site = Site(
        name=name,
        spellings=spellings,
        owner=owner,
        latin=latin,
        city=city,
        country=country,
        menu=menu,
        tops=tops,
        bottoms=bottoms,
        domain=f"{rng.choice(('www.', '', ''))}{latin.lower().replace(' ', '')}.{rng.choice(('com', 'net', 'info', 'org', 'ma', 'dz', 'jo', 'sa', 'com.eg'))}",
        slogan=expand(
            rng, "[صوت|نبض|عين|كلمة|مرآة] [الناس|الشارع|الحقيقة|الوطن|الجماهير][ والحدث||.. أولا بأول| قبل الجميع]"
        ),
        order=order,
        date_form=form,
        header_form=rng.randrange(len(FORMS)) if rng.random() < 0.6 else form,
        side_form=form if rng.random() < 0.7 else rng.randrange(len(FORMS)),
        digits=rng.random() < 0.14,
        words=words,
        rare={
            key: rng.random()
            for key in (
                "caption",
                "inlines",
                "ads",
                "counter",
                "share",
                "lead",
                "repeat",
                "breadcrumb",
                "numbers",
                "sidedates",
                "sections",
                "teasers",
                "sub",
                "update",
                "midcaption",
                "bottomname",
                "dateline",
                "suffix",
                "pre",
                "sidemenu",
                "player",
                "shorthead",
                "code",
                "papers",
                "realshort",
                "after",
                "appeal",
                "closing",
            )
        },
        text_form=rng.choice(_TEXT_FORMS),
        indents={role: rng.choice((0, 4, 6, 8, 10, 12, 14)) for role in ("other", "body", "headline", "title", "date")},
        bullet=rng.choice(("* ", "* ", "• ", "- ", "+ ", "· ", "")),
        sloppy=frozenset(
            key for key, share in (("hamza", 0.22), ("marks", 0.4), ("ha", 0.06), ("ya", 0.08)) if rng.random() < share
        ),
        byline=rng.choice(_BYLINES),
    )
    site.footer = list(dict.fromkeys(phrase(rng, "footer") for _ in range(rng.randint(0, 8))))
    site.copyright = _copyright(rng, owner)
    return site


_BYLINES = """محرر {s}~{s} - متابعات~فريق التحرير~كتب[ت|] {n}~كتب[ت|]: {n}~كتب[ت|] - {n}~كتب[ت|]: {n}:~بقلم: {n}~بقلم {n}~
بقلم/ {n}~{n}~{n}~{n}~{n} - {c}~{n} ــ {c}~{n} | {c}~{c} - {n}~{c}: {n}~{c} ـ {n}~{n} ({c})~إعداد: {n}~
إعداد وتحرير: {n}~تحرير: {n}~حوار: {n}~حاوره: {n}~أجرى الحوار: {n}~تحقيق: {n}~تحقيق - {n}~تقرير: {n}~
تقرير {n}~مراسل[نا|تنا|] [في {c}|]: {n}~متابعة: {n}~ترجمة: {n}~الكاتب: {n}~{n}//{r}~{n}//{r}~{n}، {r}~
{n} - مراسل{s}~{s} - {n}~{s}: {n}~{s} ({c})~{s} - {c}~بواسطة {n}~بواسطة: {n}~By {n}~by: {n}~نشر بواسطة: {n}~
أضيف بواسطة {n}~المحرر: {n}~خاص - {s}~{n} / {s}~{n}//{m}~د. {n}~أ.د {n}~| كتب[ت|] {n} |~كتب[ت|] {n} ({c})~{c} - «{s}» - {n} -~{s} - {c} - {n}~
{c} «{s}»: {n}~{s}- {n}~{n} @{m}~Author, {n}//Role, {s}~تحرير من طرف {n}~{n}~{n}~{n}~{c}: {n}~{n} – {c}~{n} | {s}~المحرر {n}""".replace(
    "\n", ""
).split("~")


def _copyright(rng: random.Random, owner: str) -> str:
    roll = rng.random()
    if roll < 0.2:
        return phrase(rng, "split_copyright", year=rng.randint(2012, 2026)) + "\n" + owner
    return phrase(rng, "copyright", owner=owner, year=rng.randint(2012, 2026)) if roll < 0.8 else ""


def make_person(rng: random.Random) -> str:
    """Make the name of a writer."""
    return person(rng)


def paper(rng: random.Random) -> str:
    """Make the name of an outlet."""
    return _name(rng)[0]
