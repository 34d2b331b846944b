"""Dates as the pages of news sites write them, for `arnews.training.page_layouts`."""

from __future__ import annotations

import datetime
import random

__all__ = ["FORMS", "write_date"]

_MONTHS = {
    "eg": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "sy": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "tn": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "ma": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "en": "January February March April May June July August September October November December",
}
MONTHS = {name: [month.replace("_", " ") for month in row.split()] for name, row in _MONTHS.items()}
_DAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
_ENGLISH_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_HIJRI = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة".split("|")
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

FORMS = (
    "{wd} {d} {eg} {y}",
    "{wd}، {d} {eg} {y}",
    "{wd} , {d2} {eg} , {y}",
    "{wd} {d2} {eg} {y} | {t}",
    "{wd}، {d2} {eg} {y} {t12}",
    "{d} {eg}، {y}",
    "{d} {eg} {y} - {t}",
    "{eg} {d}, {y}",
    "{d} {sy} {y}",
    "{wd} {d2} {sy} {y} {t}",
    "{d} {sy}/ {eg} {y}",
    "{d} {sy}/{eg} {y} الساعة {t}",
    "{d} {eg}/{sy} {y}",
    "{d} {sy} ({eg}) {y}",
    "{wd} {d} {tn} {y}",
    "{d2} {tn} {y} - {t}",
    "{d} {ma} {y} - {t}",
    "{wd} {d} {ma} {y} - {t}",
    "{d2}/{m2}/{y}",
    "{d}/{m}/{y}",
    "{d2}-{m2}-{y}",
    "{d2}.{m2}.{y}",
    "{y}-{m2}-{d2}",
    "{y}/{m2}/{d2}",
    "{y}-{m2}-{d2} {t}:00",
    "{d2}-{m2}-{y} | {t}",
    "{d2}/{m2}/{y} {t12}",
    "{t} | {y}-{m2}-{d2}",
    "{t} - {d}/{m}/{y}",
    "{t12} {d} {eg} {y}",
    "{en} {d}, {y}",
    "{d} {en} {y}",
    "{EN}, {en} {d}, {y}",
    "{en3} {d2}, {y}",
    "{d2} {en3} {y} {t}",
    "{wd} {hd} {hm} {hy} هـ - {d} {eg} {y} م",
    "{hd} {hm} {hy}هـ الموافق {d} {eg} {y}م",
    "{wd} - {hd} {hm} {hy} هـ - {d2} {eg} {y} م",
    "{d} {eg} {y} م ، {hd} {hm} {hy} هـ",
    "{wd} {d} {eg} {y} في {t12}",
    "يوم {wd} {d2} / {m2} / {y}",
    "{wd} {d} {eg} {y}, {t} بتوقيت {city}",
    "{d} {eg} {y}, {t} GMT",
    "{wd} {d2}-{m2}-{y} {t}",
    "{y}-{m2}-{d2}T{t}:{s}+00:00",
    "{y}/{m2}/{d2} | {t}:{s}",
    "{wd} {hy}/{hmm}/{hd} هـ الموافق {y}/{m2}/{d2} م",
    "{wd}, {d2} {eg} {y} {t}",
    "{EN}, {d} {en} {y}",
    "[{d2}/{eg}/{y}]",
    "{d} - {eg} - {y}",
    "{d}{eg} {y}",
)


def write_date(day: datetime.date, form: int, rng: random.Random, *, digits: bool = False) -> str:
    """Write a day in one of `FORMS`; `digits` makes its digits Arabic-Indic."""
    from hijridate import Gregorian

    form_text = FORMS[form]
    hour, minute = rng.randint(0, 23), rng.randint(0, 59)
    names: dict[str, object] = {
        "wd": _DAYS[day.weekday()],
        "EN": _ENGLISH_DAYS[day.weekday()],
        "d": day.day,
        "d2": f"{day.day:02}",
        "m": day.month,
        "m2": f"{day.month:02}",
        "y": day.year,
        "t": f"{hour:02}:{minute:02}",
        "s": f"{rng.randint(0, 59):02}",
        "t12": f"{hour % 12 or 12}:{minute:02} {rng.choice(('ص', 'صباحا', 'صباحاً') if hour < 12 else ('م', 'مساء', 'مساءً'))}",
        "city": rng.choice(("القاهرة", "مكة المكرمة", "غرينتش", "الدوحة")),
        "en3": MONTHS["en"][day.month - 1][:3],
        **{name: months[day.month - 1] for name, months in MONTHS.items()},
    }
    if "{h" in form_text:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
        names.update(hd=hijri.day, hmm=f"{hijri.month:02}", hm=_HIJRI[hijri.month - 1], hy=hijri.year)
    text = form_text.format(**names)
    return text.translate(_DIGITS) if digits else text
