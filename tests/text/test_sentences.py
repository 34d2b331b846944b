from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews.text import layout, split_sentences

# A bar stands where a sentence ends and the next begins; ⏎ is a line break.
PARTITIONS = """
وصل الوفد صباحا.| وبدأت المحادثات ظهرا.
هل يعود اللاعب؟| لا أحد يعرف!| ننتظر.
خرج غاضبا؟!| ثم عاد.
العنوان الأول⏎|الفقرة الأولى بلا نقطة⏎|الثانية.
السعر 3.5 دولار.| وفاز 2-1 عند 7:30.
بلغت النسبة ٣.٥ في المئة.
قال د. سامي حداد إن الأمر انتهى.
صرح م. كريم ود. ليلى أمس.
ذكرت وكالة أ.ش.أ الخبر.
وقال جون إف. كينيدي كلمته.
اتهم "ع.أ .م" بالسرقة.
انخفضت شعبية الحزب في المدينة إلى النصف.. و35% من السكان لم يسمعوا به بعد.
بثت إم. بي. سي المقابلة.
زوروا www.example.com اليوم.
راسلنا على a.b@mail.example.org فورا.
قال: «انتهى الأمر.»| ثم غادر.
قال: "انتهى الأمر."| ثم غادر.
سأل: «هل تأتي؟ |أنا هنا».
كيف حدث هذا؟، سأل المذيع.
انتهت المسابقة.|وركض الجميع.
برشلونة يتفوق.. ريال مدريد يتعادل
اليوم.. المصريون بالخارج يصوتون
انتظر الجمهور طويلا أمام أبواب الملعب الكبير..| ودخل اللاعبون بعد ذلك إلى أرض الملعب تحت المطر.
لم يجب الوزير عن أسئلة الصحفيين في القاعة..| فهل يجيب غدا؟
يرى الخبراء أن الأسعار سترتفع كثيرا.. حتى لو تدخل البنك المركزي في السوق بقوة.
كلمة، ثم كلمة؛ ثم كلمة: نهاية.
"""


@pytest.mark.parametrize("row", PARTITIONS.strip().splitlines())
def test_sentences_partition_the_text(row: str) -> None:
    row = row.replace("⏎", "\n")
    text, expected = row.replace("|", ""), [part.strip() for part in row.split("|")]
    assert [text[start:end] for start, end in split_sentences(text)] == expected


@given(st.text(st.sampled_from('اب ..!؟…\n\r"«»()،د1a\u200f'), max_size=60) | st.text(st.characters(), max_size=40))
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    edges = spans.reshape(-1).tolist()
    assert edges == sorted(edges)
    outside = "".join(text[a:b] for a, b in zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True))
    assert not outside.strip()
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in spans)


@given(st.text(st.characters(), max_size=60))
def test_every_token_lies_in_one_sentence(text: str) -> None:
    made = layout(text)
    ranges = made.sent_tokens.reshape(-1).tolist()
    assert ranges[1::2] == [*ranges[2::2], len(made.tokens)][: len(ranges) // 2]
    for (start, end), (first, last) in zip(made.sents.tolist(), made.sent_tokens.tolist(), strict=True):
        assert all(start <= a and b <= end for a, b in made.tokens[first:last].tolist())


@pytest.mark.parametrize("piece", ['."', "..", "؟ )", "د.", "\n", ".. كلمة "])
def test_repeated_marks_take_linear_time_and_lose_nothing(piece: str) -> None:
    text = piece * 30_000
    spans = split_sentences(text)
    assert "".join(text[s:e] for s, e in spans).replace(" ", "") == "".join(text.split()).replace(" ", "")
