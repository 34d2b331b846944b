"""What a piece of a word says: Buckwalter's tags as CAMeL's features, and CAMeL's as Universal Dependencies'.

Every table of this file is closed: a tag that is not listed adds nothing, so a new release of the lexicon's
tables can lose a feature but never break a word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from arnews.morphology.tables import Entry

__all__ = ["POS_TO_UPOS", "UPOS", "prefix_feats", "stem_feats", "suffix_feats", "ud_feats"]

UPOS = ("NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM", "PRON", "DET", "ADP", "CCONJ", "SCONJ", "PART",
        "INTJ", "AUX", "PUNCT", "SYM", "X")  # fmt: skip
"""Tags in the order in which their numbers are stored."""

# CAMeL's part of speech -> the tag it has where nothing was learned.
POS_TO_UPOS = {
    "noun": "NOUN", "noun_prop": "PROPN", "noun_num": "NUM", "noun_quant": "DET", "adj": "ADJ", "adj_comp": "ADJ",
    "adj_num": "ADJ", "verb": "VERB", "verb_pseudo": "VERB", "verb_nom": "VERB", "adv": "ADV", "adv_interrog": "ADV",
    "adv_rel": "ADV", "pron": "PRON", "pron_dem": "PRON", "pron_rel": "PRON", "pron_interrog": "PRON",
    "prep": "ADP", "conj": "CCONJ", "conj_sub": "SCONJ", "part": "PART", "part_neg": "PART", "part_fut": "PART",
    "part_verb": "PART", "part_interrog": "PART", "part_voc": "PART", "part_focus": "PART", "part_det": "DET",
    "interj": "INTJ", "abbrev": "X", "foreign": "X", "punc": "PUNCT", "digit": "NUM",
}  # fmt: skip

# Tags of function words and of stems that carry a <pos> field.
_STEM_POS = {
    "ADJ": "adj", "NOUN": "noun", "NOUN_PROP": "noun_prop", "ADV": "adv", "PREP": "prep", "CONJ": "conj",
    "INTERJ": "interj", "ABBREV": "abbrev", "NEG_PART": "part_neg", "INTERROG_PART": "part_interrog",
    "INTERROG": "part_interrog", "FUNC_WORD": "part", "PART": "part", "REL_PRON": "pron_rel", "FUT_PART": "part_fut",
    "VERB_PERFECT": "verb", "VERB_IMPERFECT": "verb", "NUMERIC_COMMA": "punc", "EMPHATIC_PARTICLE": "part",
    "DET": "part_det",
}  # fmt: skip

# Words whose tag in the tables is too coarse, by bare lemma.
_BARE_POS = {
    "أن": "conj_sub", "إن": "verb_pseudo", "كأن": "verb_pseudo", "لكن": "conj", "ليت": "verb_pseudo",
    "لعل": "verb_pseudo", "عل": "verb_pseudo", "إذ": "conj_sub", "إذا": "conj_sub", "لو": "conj_sub",
    "كي": "conj_sub", "لأن": "conj_sub", "حيث": "conj_sub", "بينما": "conj_sub", "عندما": "conj_sub",
    "كما": "conj_sub", "بعدما": "conj_sub", "فيما": "conj_sub", "حتى": "prep", "قد": "part_verb",
    "لقد": "part_verb", "سوف": "part_fut", "يا": "part_voc", "أيها": "part_voc", "كل": "noun_quant",
    "بعض": "noun_quant", "جميع": "noun_quant", "كافة": "noun_quant", "معظم": "noun_quant",
}  # fmt: skip
_NUMBERS = frozenset(
    "واحد إثنان ٱثنان اثنان ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرون ثلاثون "
    "أربعون خمسون ستون سبعون ثمانون تسعون مئة مائة ألف مليون مليار تريليون بليون".split()
)
_GENDER = {"M": "m", "F": "f"}
_NUMBER = {"S": "s", "D": "d", "P": "p"}
_PROCLITIC = {
    ("وَ", "CONJ"): ("prc2", "wa_conj"), ("فَ", "CONJ"): ("prc2", "fa_conj"), ("بِ", "PREP"): ("prc1", "bi_prep"),
    ("كَ", "PREP"): ("prc1", "ka_prep"), ("لِ", "PREP"): ("prc1", "li_prep"), ("سَ", "FUT"): ("prc1", "sa_fut"),
    ("لِ", "SUBJUNC"): ("prc1", "li_sub"), ("لَ", "EMPHATIC_PARTICLE"): ("prc1", "la_emph"),
    ("لَ", "RESULT_CLAUSE_PARTICLE"): ("prc1", "la_rc"), ("ال", "DET"): ("prc0", "Al_det"),
    ("أَ", "QUES_PREFIX"): ("prc3", "Aa_ques"),
}  # fmt: skip
_VERB_NA = {"prc0": "na", "stt": "na", "cas": "na", "rat": "na"}
_NOUN_NA = {"per": "na", "asp": "na", "vox": "na", "mod": "na"}
_WORD_NA = _NOUN_NA | dict.fromkeys(("gen", "num", "stt", "cas", "form_gen", "form_num", "rat"), "na")
_CLITIC_ZERO = {"prc3": "0", "prc2": "0", "prc1": "0", "prc0": "0", "enc0": "0"}


def _agreement(code: str) -> dict[str, str]:
    """Return per, gen and num of a code such as 3MS, 2D, 1P or FP."""
    feats: dict[str, str] = {}
    for letter in code:
        if letter in "123":
            feats["per"] = letter
        elif letter in _GENDER:
            feats["gen"] = _GENDER[letter]
        elif letter in _NUMBER:
            feats["num"] = _NUMBER[letter]
    return feats


def prefix_feats(entry: Entry) -> dict[str, str]:
    """Return the features that a prefix sets on the whole word."""
    feats: dict[str, str] = {}
    for piece in entry.tags:
        if piece in _PROCLITIC:
            name, value = _PROCLITIC[piece]
            feats[name] = value
            if value == "Al_det":
                feats["stt"] = "d"
        elif piece[1].startswith("IV"):
            feats |= {"asp": "i", "mod": "u", "gen": "m", **_agreement(piece[1][2:])}
    return feats


def suffix_feats(entry: Entry) -> dict[str, str]:
    """Return the features that a suffix sets on the whole word."""
    feats: dict[str, str] = {}
    for _, tag in entry.tags:
        head, _, rest = tag.partition(":")
        if head.startswith("NSUFF_"):
            feats |= _nominal(head)
        elif head.startswith("CASE_"):
            feats["cas"] = head[-3].lower()
            feats["stt"] = "i" if "INDEF" in head else "c"
        elif head.startswith("POSS_PRON_"):
            feats |= {"enc0": head[10:].lower() + "_poss", "stt": "c"}
        elif head.startswith("PRON_"):
            feats["enc0"] = head[5:].lower() + "_pron"
        elif head.endswith("SUFF_DO"):
            feats["enc0"] = rest.lower() + "_dobj"
        elif head.endswith("SUFF_SUBJ"):
            feats |= _subject(head, rest)
    return feats


def _nominal(tag: str) -> dict[str, str]:
    parts = tag.split("_")
    feats = {"gen": "f" if "FEM" in parts else "m", "num": "s"}
    if "PL" in parts:
        feats["num"] = "p"
    elif "DU" in parts:
        feats["num"] = "d"
    if "NOM" in parts:
        feats["cas"] = "n"
    elif "ACC" in parts:
        feats["cas"] = "a"
    if "INDEF" in parts:
        feats["stt"] = "i"
    elif "POSS" in parts:
        feats["stt"] = "c"
    return feats | {"form_gen": feats["gen"], "form_num": feats["num"]}


def _subject(head: str, rest: str) -> dict[str, str]:
    code, _, mood = rest.partition("_MOOD:")
    feats = {"gen": "m", **_agreement(code)} if head.startswith("PV") else _agreement(code)
    feats["asp"] = {"P": "p", "I": "i", "C": "c"}[head[0]]
    if head.startswith("PV"):
        feats["mod"] = "i"
    elif mood:
        feats["mod"] = "i" if mood == "I" else "s"
    return feats


def _stem_pos(entry: Entry, bare_lemma: str) -> str:
    if bare_lemma in _BARE_POS and entry.cat.startswith(("FW", "PV")) and entry.tags:
        return _BARE_POS[bare_lemma]
    nominal = entry.cat.startswith("N")
    if nominal and bare_lemma in _NUMBERS and not entry.gloss[:1].isupper():
        return "noun_num"
    pos = _tagged_pos([tag for _, tag in entry.tags])
    if not pos and nominal:
        pos = "noun_prop" if entry.cat == "Nprop" or entry.gloss[:1].isupper() else "noun"
    elif not pos:
        pos = "verb" if entry.cat.startswith(("PV", "IV", "CV")) else "part"
    return pos


def _tagged_pos(tags: Sequence[str]) -> str:
    """Return the part of speech that the tags of a stem say, of the first piece that is no mere clitic."""
    if tags and tags[0] == "QUES_PREFIX":
        tags = tags[1:]
    for place, tag in enumerate(tags):
        if tag.startswith("DEM_PRON"):
            return "pron_dem"
        if tag.startswith("PRON_"):
            return _STEM_POS.get(tags[0], "pron") if place else "pron"
        if tag in _STEM_POS and not (tag in ("PREP", "CONJ", "DET", "EMPHATIC_PARTICLE") and len(tags) > 1):
            return _STEM_POS[tag]
    return _STEM_POS.get(tags[0], "") if tags else ""


def _comparative(entry: Entry, bare: str) -> bool:
    return entry.cat.startswith("Nel") or (len(bare) == 4 and bare[0] == "أ" and entry.gloss.startswith("more"))


def stem_feats(entry: Entry, bare: str, bare_lemma: str) -> dict[str, str]:
    """Return the features of a stem before an affix changes them; `bare` and `bare_lemma` without vowel signs."""
    pos = _stem_pos(entry, bare_lemma)
    if pos in ("adj", "noun") and _comparative(entry, bare):
        pos = "adj_comp"
    feats = {"pos": pos, **_CLITIC_ZERO}
    if pos == "verb" and entry.cat[0] != "F":
        feats |= {**_VERB_NA, "asp": entry.cat[0].lower() if entry.cat[0] in "PIC" else "p", "mod": "i", "per": "3",
                  "gen": "m", "num": "s", "form_gen": "m", "form_num": "s"}  # fmt: skip
        feats["vox"] = "p" if "Pass" in entry.cat else "a"
    elif pos.startswith(("noun", "adj")):
        rational = "i" if pos in ("noun", "noun_prop") else "n"
        feats |= _NOUN_NA | {"stt": "u", "cas": "u", "rat": rational} | _form(entry, bare, bare_lemma)
    else:
        feats |= _WORD_NA
        if pos != "pron" and not pos.startswith("noun"):
            feats["prc0"] = "0" if entry.cat.startswith("FW-WaBi") else "na"
        feats |= _clitics_within(entry)
        if pos.startswith("pron"):
            feats |= _pronoun(entry)
    return feats


def _form(entry: Entry, bare: str, bare_lemma: str) -> dict[str, str]:
    """Guess gender and number of a bare stem: another shape than its lemma's is a broken plural."""
    gender = "f" if bare.endswith(("ة", "اء", "ى")) else "m"
    same = _trunk(bare) == _trunk(bare_lemma)
    number = "s" if same or len(bare) < 4 or entry.cat.startswith(("Nall", "N-ap", "N/ap")) else "p"
    return {"gen": gender, "num": number, "form_gen": gender, "form_num": number}


def _trunk(bare: str) -> str:
    """Return `bare` without the letters that a stem changes before an ending (مستوى, مستوا; بناء, بنائ)."""
    return bare.rstrip("اىيةءئؤت") or bare


def _clitics_within(entry: Entry) -> dict[str, str]:
    feats: dict[str, str] = {}
    for piece in entry.tags if len(entry.tags) > 1 else ():
        if piece in _PROCLITIC:
            name, value = _PROCLITIC[piece]
            feats[name] = value
        elif piece[1].startswith("PRON_") and entry.tags[0][1] != "QUES_PREFIX":
            feats["enc0"] = piece[1][5:].lower() + "_pron"
        elif piece[1].startswith("POSS_PRON_"):
            feats["enc0"] = piece[1][10:].lower() + "_poss"
    return feats


def _pronoun(entry: Entry) -> dict[str, str]:
    code = next((tag.rsplit("_", 1)[1] for _, tag in entry.tags if tag.startswith(("PRON_", "DEM_PRON_"))), "")
    feats = _agreement(code)
    return feats | {f"form_{name}": feats[name] for name in ("gen", "num") if name in feats}


_UD = {
    ("per", "1"): ("Person", "1"), ("per", "2"): ("Person", "2"), ("per", "3"): ("Person", "3"),
    ("gen", "m"): ("Gender", "Masc"), ("gen", "f"): ("Gender", "Fem"),
    ("num", "s"): ("Number", "Sing"), ("num", "d"): ("Number", "Dual"), ("num", "p"): ("Number", "Plur"),
    ("cas", "n"): ("Case", "Nom"), ("cas", "a"): ("Case", "Acc"), ("cas", "g"): ("Case", "Gen"),
    ("stt", "d"): ("Definite", "Def"), ("stt", "i"): ("Definite", "Ind"), ("stt", "c"): ("Definite", "Cons"),
    ("vox", "a"): ("Voice", "Act"), ("vox", "p"): ("Voice", "Pass"),
    ("asp", "p"): ("Aspect", "Perf"), ("asp", "i"): ("Aspect", "Imp"),
    ("asp", "c"): ("Mood", "Imp"), ("mod", "s"): ("Mood", "Sub"), ("mod", "j"): ("Mood", "Jus"),
}  # fmt: skip


def ud_feats(feats: Mapping[str, str], upos: str) -> tuple[tuple[str, str], ...]:
    """Return CAMeL's features in Universal Dependencies' names, sorted.

    Examples
    --------
    >>> ud_feats({"gen": "f", "num": "s", "stt": "d", "per": "na"}, "NOUN")
    (('Definite', 'Def'), ('Gender', 'Fem'), ('Number', 'Sing'))
    """
    found = dict(_UD[item] for item in feats.items() if item in _UD)
    if upos == "VERB" and feats.get("asp") == "i" and feats.get("mod") == "i":
        found["Mood"] = "Ind"
    if upos in ("ADJ",) and feats.get("pos") == "adj_comp":
        found["Degree"] = "Cmp"
    if upos == "PRON":
        kind = {"pron": "Prs", "pron_dem": "Dem", "pron_rel": "Rel", "pron_interrog": "Int"}.get(feats.get("pos", ""))
        if kind:
            found["PronType"] = kind
    if feats.get("pos") == "part_neg":
        found["Polarity"] = "Neg"
    return tuple(sorted(found.items()))
