import pytest

from arnews.doc import LABELS
from arnews.entities import resolve
from arnews.training.entity_corpora import parse_marked

# A text with marked names | short name → fullest form, for every name that has one
CASES = """
التقى [PER بشار الأسد] الوفد. وقال [PER الأسد] إنه متفائل. | الأسد → بشار الأسد
قال [PER نتنياهو] ثم عاد [PER بنيامين نتنياهو] | نتنياهو → بنيامين نتنياهو
[PER بنيامين نتنياهو] يرد، و[PER نتانياهو] يهدد | نتانياهو → بنيامين نتنياهو
[ORG منظمة الطيران] ([ORG إيكاو]) تدعو. و[ORG إيكاو] تحذر | إيكاو → منظمة الطيران ; إيكاو → منظمة الطيران
[ORG وزارة الأوقاف] تعلن و[ORG الأوقاف] توضح | الأوقاف → وزارة الأوقاف
[ORG الاتحاد المصري لكرة القدم] يجتمع. [ORG اتحاد الكرة] يقرر | اتحاد الكرة → الاتحاد المصري لكرة القدم
زار [LOC مكة المكرمة] ثم غادر [LOC مكة] | مكة → مكة المكرمة
حط في [LOC مطار القاهرة] وسط [LOC القاهرة] |
نهر [LOC النيل] قرب [ORG جامعة النيل] |
[PER أحمد علي] و[PER محمد علي] ثم تحدث [PER علي] | علي → محمد علي
وصل [PER محمد علي] ثم تحدث [PER محمد علي] |
[LOC الجمهورية اليمنية] وفي [LOC اليمن] | اليمن → الجمهورية اليمنية
فاز [PER عبد ربه منصور] ثم قال [PER عبدربه منصور] | عبدربه منصور → عبد ربه منصور
"""


def marked(text):
    mentions, start, plain = [], 0, ""
    for part in parse_marked(text):
        if part.label:
            mentions.append((start, start + len(part.text), LABELS.index(part.label)))
        plain, start = plain + part.text, start + len(part.text)
    return plain, mentions


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_short_names_get_the_fullest_form(case):
    source, _, wanted = case.partition("|")
    text, mentions = marked(source.strip())
    rows = resolve(text, mentions)
    forms = [text[start:end] for start, end, _ in mentions]
    found = [f"{forms[i]} → {forms[row]}" for i, row in enumerate(rows) if forms[row] != forms[i]]
    assert found == [pair.strip() for pair in wanted.split(";") if pair.strip()]


def test_no_name_is_no_work():
    assert resolve("لا أسماء هنا", []) == []


def test_rows_stay_in_range_for_names_of_signs_only():
    assert resolve("... !!!", [(0, 3, 2), (4, 7, 2)]) == [0, 1]
