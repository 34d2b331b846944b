"""From margins to probabilities."""

import numpy as np
import pytest

from arnews.topics.calibration import expected_calibration_error, fit_bias, fit_sharpness, softmax


def margins_of(seed, bias):
    random = np.random.default_rng(seed)
    best = random.integers(0, 3, 600)
    margins = random.normal(size=(600, 3)) * 0.3
    margins[np.arange(600), best] += 1
    return margins - np.array(bias), np.eye(3, dtype=bool)[best]


def test_bias_gives_back_what_a_class_was_robbed_of():
    margins, accepted = margins_of(0, [0.6, 0, 0])
    bias = fit_bias(margins, accepted)
    assert bias.sum() == pytest.approx(0, abs=1e-9)
    assert bias[0] > max(bias[1:]) + 0.3
    hits = [accepted[np.arange(600), (margins + add).argmax(axis=1)].mean() for add in (0, bias)]
    assert hits[1] > hits[0] + 0.02


def test_fair_margins_are_left_nearly_alone():
    margins, accepted = margins_of(1, [0, 0, 0])
    assert np.abs(fit_bias(margins, accepted)).max() < 0.15


def test_sharpness_makes_confidence_honest():
    margins, accepted = margins_of(2, [0.3, 0, 0])
    scores = softmax(margins, fit_sharpness(margins, accepted))
    hits = accepted[np.arange(600), margins.argmax(axis=1)]
    assert expected_calibration_error(scores.max(axis=1), hits) < 0.06
