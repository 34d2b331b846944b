import itertools

import numpy as np
import pytest

from arnews.entities.decoding import TAGS, decode, log_softmax, viterbi

RNG = np.random.default_rng(0)


def legal(tags):
    return all(
        not TAGS[tag].startswith("I") or (before and TAGS[before][2:] == TAGS[tag][2:])
        for before, tag in itertools.pairwise([0, *tags])
    )


def one_hot(names, sure=0.9):
    probs = np.full((len(names), 7), (1 - sure) / 6, np.float32)
    probs[range(len(names)), [TAGS.index(name) for name in names]] = sure
    return np.log(probs)


def cost(tags):
    """1 for a name right behind one of its label, 1.5 behind another."""
    steps = [(TAGS[a][2:], TAGS[b]) for a, b in itertools.pairwise(tags)]
    return sum(1.0 if before == tag[2:] else 1.5 for before, tag in steps if before and tag.startswith("B"))


@pytest.mark.parametrize("seed", range(20))
def test_viterbi_returns_the_best_of_all_legal_sequences(seed):
    log_probs = log_softmax(np.random.default_rng(seed).normal(0, 2, (4, 7)).astype(np.float32))
    every = [tags for tags in itertools.product(range(7), repeat=4) if legal(tags)]
    best = max(every, key=lambda tags: log_probs[range(4), tags].sum() - cost(tags))
    assert tuple(viterbi(log_probs)) == best


def test_one_name_is_not_cut_in_two_by_a_small_lead():
    log_probs = one_hot(["B-PER", "B-PER"])
    log_probs[1] = np.log(np.array([0.04, 0.5, 0.42, 0.01, 0.01, 0.01, 0.01]))
    assert viterbi(log_probs).tolist() == [1, 2]
    log_probs[1] = np.log(np.array([0.04, 0.8, 0.12, 0.01, 0.01, 0.01, 0.01]))
    assert viterbi(log_probs).tolist() == [1, 1]


def test_viterbi_leaves_a_legal_best_alone():
    log_probs = one_hot(["B-PER", "I-PER", "O", "B-LOC"])
    assert viterbi(log_probs).tolist() == [1, 2, 0, 3]


def test_an_empty_line_has_no_tags():
    assert decode(np.zeros((0, 7), np.float32)) == []


def test_names_are_read_from_tags():
    found = decode(one_hot(["B-PER", "I-PER", "B-PER", "O", "B-ORG"]))
    assert [name[:3] for name in found] == [(0, 2, 0), (2, 3, 0), (4, 5, 2)]


def test_an_orphan_inside_tag_opens_no_name_of_its_own_kind_twice():
    found = decode(one_hot(["O", "I-LOC", "I-LOC"]))
    assert len(found) == 1
    assert found[0].label == 1


def test_a_sure_name_scores_higher():
    assert decode(one_hot(["B-PER"], 0.99))[0].score > decode(one_hot(["B-PER"], 0.6))[0].score


def test_doubt_about_the_word_behind_lowers_the_score():
    alone = one_hot(["B-PER", "O"])
    doubtful = alone.copy()
    doubtful[1] = np.log(np.array([0.5, 0.01, 0.45, 0.01, 0.01, 0.01, 0.01]))
    assert decode(doubtful)[0].score < decode(alone)[0].score


def test_log_softmax_sums_to_one():
    logits = RNG.normal(0, 30, (5, 7)).astype(np.float32)
    np.testing.assert_allclose(np.exp(log_softmax(logits)).sum(-1), 1, rtol=1e-5)
