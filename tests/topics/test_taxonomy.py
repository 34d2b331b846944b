"""Names of topics and entities."""

import re

import pytest

from arnews.taxonomy import ENTITIES, TOPICS, resolve

LABELS = [*TOPICS.values(), *ENTITIES.values()]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.key)
def test_every_name_of_a_label_resolves_to_it(label):
    for name in (label.key, label.arabic, *label.aliases, *label.arabic_aliases):
        assert resolve(name) == label.key, name
        assert resolve(name.upper()) == label.key, name


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label.key)
def test_labels_have_names_and_definitions_in_both_languages(label):
    assert re.search("[ء-ي]", label.arabic)
    assert re.search("[ء-ي]", label.arabic_definition)
    assert re.match("[A-Z]", label.definition)
    assert label.aliases
    assert label.arabic_aliases


def test_the_ten_topics_and_three_kinds_of_entities():
    assert " ".join(TOPICS) == (
        "politics economy sport culture science_tech health religion society lifestyle incidents"
    )
    assert " ".join(ENTITIES) == "PER LOC ORG"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("business", "economy"),
        ("Sci-Tech", "science_tech"),
        ("tech", "science_tech"),
        ("world", "politics"),
        ("الرياضة", "sport"),
        ("صحه", "health"),
        ("ثقافة و فن", "culture"),
        ("منظمات", "ORG"),
    ],
)
def test_sections_of_newspapers_resolve(name, key):
    assert resolve(name) == key


@pytest.mark.parametrize("name", ["", "environment", "بيئة"])
def test_unknown_names_list_the_keys(name):
    with pytest.raises(KeyError, match=r"no label is called .*politics, economy"):
        resolve(name)
