import random

import numpy as np
import pytest
import torch

from arnews.entities.decoding import TAGS
from arnews.entities.pieces import Pieces
from arnews.training import encoder_examples
from arnews.training.encoder import Network, random_weights
from arnews.training.encoder_examples import IGNORE, collate, encode, shuffled, topic_shares
from arnews.training.encoder_graph import build, dequantised
from arnews.training.encoder_noise import names_of, vary
from arnews.training.entity_corpora import Example, parse_marked

LETTERS = sorted(set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"))


@pytest.fixture(scope="module")
def pieces():
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁", *LETTERS, *("▁" + letter for letter in LETTERS), "."]
    return Pieces(names, np.full(len(names), -3.0, np.float32))


def item(text, pieces, **options):
    settings = {"limit": 60, "whole_tokens": False, "topics": (), **options}
    return encode(parse_marked(text), pieces, **settings)


# marked text | tags of its words | letters cut at the names
ROWS = """
زار [PER عمرو دياب] غزة   | O B-PER I-PER O | 0
وصل ب[LOC حلوان]         | O B-LOC | 1
عاد لل[LOC عراق]         | O B-LOC | 2
ول[LOC لبنان] رأي        | B-LOC O | 2
وصل [?LOC بيروت]         | O - | 0
في[LOC مصر]أداء          | - |
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_marks_become_tags_and_cuts(row, pieces):
    text, tags, cuts = (part.strip() for part in row.split("|"))
    [found] = item(text, pieces)
    assert ["-" if tag == IGNORE else TAGS[tag] for tag in found.tags] == tags.split()
    assert [str(cut) for cut in found.cuts if cut != IGNORE] == cuts.split()


def test_cuts_are_unknown_where_whole_tokens_are_marked(pieces):
    [found] = item("وصل [LOC بحلوان]", pieces, whole_tokens=True)
    assert set(found.cuts.tolist()) == {IGNORE}


def test_a_long_text_is_cut_outside_its_names(pieces):
    found = item(" ".join(["قال [PER عمرو دياب علي]"] * 12), pieces, limit=30)
    assert len(found) > 1
    assert all(TAGS[one.tags[0]][0] in "OB" for one in found)
    assert sum(len(one.tags) for one in found) == 48
    assert max(len(one.ids) for one in found) <= 32


def test_topics_are_shared():
    assert topic_shares(()) is None
    assert topic_shares(("sport",)).max() == 1
    assert sorted(topic_shares(("sport", "society", "health")))[-3:] == pytest.approx([0.15, 0.15, 0.7])
    assert topic_shares(("none",)) == pytest.approx([0.1] * 10)


def test_batches_hold_every_item_once(pieces):
    items = [one for text in ["نعم", "زار [PER عمرو] غزة", "لا لا لا"] * 9 for one in item(text, pieces)]
    groups = shuffled(items, 40, random.Random(0))
    assert sorted(row for group in groups for row in group) == list(range(len(items)))
    batch = collate([items[row] for row in groups[0]])
    assert batch.ids.shape[1] % 4 == 0
    assert len(batch.line) == len(batch.column) == len(batch.tags) == len(batch.cuts)


@pytest.mark.parametrize("seed", range(40))
def test_varied_texts_keep_their_names(seed):
    example = Example(parse_marked("قال [PER أحمد شوقى] إن الرحلة إلى [LOC العراق] فى [LOC أغسطس]."), "g")
    parts = vary(example, random.Random(seed))
    assert [part.label for part in parts if part.label] == ["PER", "LOC", "LOC"]
    for part in parts:
        if part.label:
            assert part.text.startswith(("أحمد", "احمد", "العراق", "عراق", "أغسطس", "اغسطس"))


def test_variation_is_seeded():
    example = Example(parse_marked("قال [PER أحمد] في [LOC مصر]."), "g")
    assert vary(example, random.Random(3)) == vary(example, random.Random(3))


@pytest.mark.parametrize(("width", "int8"), [(16, False), (128, True)])
def test_the_graph_answers_like_the_network(pieces, width, int8):
    import onnxruntime

    weights = random_weights(len(pieces), layers=2, width=width, inner=2 * width)
    network = Network(weights, heads=2).eval()
    ids = np.array([[0, 7, 8, 9, 2], [0, 5, 2, 1, 1]], np.int64)
    with torch.no_grad():
        states, _ = network(torch.from_numpy(ids))
        wanted = network.tag(states).numpy()
    session = onnxruntime.InferenceSession(build(network.weights(lists=False), heads=2, int8=int8))
    tags, _ = session.run(("tags", "cuts"), {"ids": ids.astype(np.int32)})
    np.testing.assert_allclose(tags[0], wanted[0], atol=0.05)  # the embeddings are int8
    np.testing.assert_allclose(tags[1, :3], wanted[1, :3], atol=0.05)


@pytest.mark.parametrize("int8", [False, True])
def test_weights_come_back_from_the_graph(pieces, int8):
    weights = random_weights(len(pieces), width=128, inner=256)
    back = dequantised(build(weights, heads=2, int8=int8))
    assert back.keys() == weights.keys()
    for name, value in weights.items():
        np.testing.assert_allclose(back[name], value, atol=0.02, err_msg=name)


def test_fewer_layers_are_the_lower_ones(pieces):
    weights = random_weights(len(pieces), layers=3)
    kept = Network(weights, heads=2, layers=2).weights(lists=False)
    assert max(int(name.split(".")[1]) for name in kept if name.startswith("layers.")) == 1
    np.testing.assert_array_equal(kept["layers.1.fi.weight"], weights["layers.1.fi.weight"])


def test_padding_changes_no_state(pieces):
    network = Network(random_weights(len(pieces)), heads=2).eval()
    with torch.no_grad():
        alone, _ = network(torch.tensor([[0, 7, 8, 2]]))
        padded, _ = network(torch.tensor([[0, 7, 8, 2, 1, 1], [0, 7, 8, 9, 9, 2]]))
    torch.testing.assert_close(alone[0], padded[0, :4], atol=1e-5, rtol=1e-4)


def test_the_topics_of_the_taxonomy_are_the_topics_of_the_head():
    from arnews.taxonomy import TOPICS
    from arnews.training.encoder import N_TOPICS

    assert len(TOPICS) == N_TOPICS
    assert encoder_examples.topic_shares(("politics",)).shape == (N_TOPICS,)


def test_lists_of_names_reach_the_graph(pieces):
    import onnxruntime

    from arnews.entities.gazetteer import MARKS, Gazetteer

    lists = Gazetteer.collect([("عمرو", "PER")])
    [found] = item("زار عمرو", pieces, gazetteer=lists)
    batch = collate([found])
    assert batch.marks[0, found.first[1]].sum() == 1
    weights = random_weights(len(pieces)) | {"gaz.weight": np.full((16, MARKS), 0.3, np.float32)}
    weights["gaz.weight"][::2] = -1
    network = Network(weights, heads=2).eval()
    with torch.no_grad():
        states, _ = network(torch.from_numpy(batch.ids), torch.from_numpy(batch.marks))
        wanted = network.tag(states).numpy()
    session = onnxruntime.InferenceSession(build(network.weights(lists=True), heads=2))
    feed = {"ids": batch.ids.astype(np.int32), "marks": batch.marks}
    answered = session.run(("tags",), feed)[0]
    size = len(found.ids)
    np.testing.assert_allclose(answered[0, :size], wanted[0, :size], atol=0.05)
    unmarked = session.run(("tags",), feed | {"marks": batch.marks * 0})[0]
    assert np.abs(unmarked - answered).max() > 0.01


def test_marks_are_dropped_from_a_share_of_the_items(pieces):
    from arnews.entities.gazetteer import Gazetteer
    from arnews.training.encoder_fit import without_lists

    items = item("زار عمرو", pieces, gazetteer=Gazetteer.collect([("عمرو", "PER")])) * 200
    kept = sum(one.marks.any() for one in without_lists(items, 0.5, random.Random(0)))
    assert 60 < kept < 140


def test_other_names_take_the_place_of_some():
    example = Example(parse_marked("قال [PER أحمد] إن و[PER سلمى] في [LOC بيروت]"), "g")
    names = names_of([example, Example(parse_marked("[PER عمرو] و[?PER زيد]"), "h")])
    assert names == {"LOC": ["بيروت"], "PER": ["أحمد", "سلمى", "عمرو"]}
    seen = {
        tuple(part.text for part in vary(example, random.Random(seed), names, 1.0) if part.label) for seed in range(60)
    }
    assert {found[0] for found in seen} >= {"عمرو", "سلمى"}
    assert all("سلم" in found[1] for found in seen)  # behind a proclitic nothing is put


def test_members_answer_together_by_the_mean_of_their_log_probabilities(pieces):
    import onnxruntime

    first, second = (random_weights(len(pieces), layers=layers, seed=layers) for layers in (1, 2))
    second["emb.weight"] = first["emb.weight"]
    graph = build(first, second, heads=2, shares=[0.75, 0.25])
    ids = {"ids": np.array([[0, 7, 8, 9, 2]], np.int32)}

    def answer(graph):
        tags = torch.from_numpy(onnxruntime.InferenceSession(graph).run(("tags",), ids)[0])
        return torch.log_softmax(tags, -1).numpy()

    wanted = 0.75 * answer(build(first, heads=2)) + 0.25 * answer(build(second, heads=2))
    found = onnxruntime.InferenceSession(graph).run(("tags",), ids)[0]
    np.testing.assert_allclose(found, wanted, atol=1e-4)
    assert dequantised(graph).keys() == first.keys()
