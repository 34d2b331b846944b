import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews.entities.calibration import Calibration, calibration_error


def overconfident(n=3000):
    rng = np.random.default_rng(1)
    scores = rng.uniform(0, 1, n)
    return scores, rng.uniform(0, 1, n) < scores**2


def test_calibration_mends_scores_that_are_too_high():
    scores, hits = overconfident()
    fitted = Calibration.fit(scores[::2], hits[::2])
    before, after = calibration_error(scores[1::2], hits[1::2]), calibration_error(fitted(scores[1::2]), hits[1::2])
    assert after < 0.05 < before


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200))
def test_the_map_never_falls_and_stays_a_probability(pairs):
    scores = np.array([score for score, _ in pairs])
    fitted = Calibration.fit(scores, np.array([hit for _, hit in pairs]), bins=5)
    values = fitted(np.linspace(0, 1, 50))
    assert np.all(np.diff(values) >= -1e-12)
    assert values.min() >= 0
    assert values.max() <= 1


def test_few_names_leave_the_scores_alone():
    assert Calibration.fit(np.array([0.3]), np.array([True]))(np.array([0.3])).tolist() == [0.3]


def test_the_error_is_the_mean_gap_of_the_bins():
    assert calibration_error(np.array([0.95, 0.95]), np.array([True, False])) == pytest.approx(0.45)
    assert calibration_error(np.array([]), np.array([], bool)) == 0.0
