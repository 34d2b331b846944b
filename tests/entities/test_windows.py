import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews.entities.windows import batches, cut, owners


@given(st.lists(st.integers(1, 16), max_size=120), st.integers(20, 60), st.integers(0, 9))
def test_windows_keep_every_word_once_and_fit(sizes, limit, overlap):
    windows = cut(sizes, limit, overlap)
    kept = [word for window in windows for word in range(window.keep_first, window.keep_last)]
    assert kept == list(range(len(sizes)))
    for window in windows:
        assert window.first <= window.keep_first <= window.keep_last <= window.last
        assert sum(sizes[window.first : window.last]) <= limit


def test_a_line_that_fits_is_one_window():
    assert cut([2, 3], limit=5, overlap=2) == [(0, 2, 0, 2)]


def test_a_seam_lies_in_the_middle_of_the_overlap():
    first, second = cut([1] * 10, limit=6, overlap=2)
    assert first.keep_last == second.keep_first == 5


def test_a_word_larger_than_a_window_is_still_read():
    assert [window[:2] for window in cut([1, 99, 1], limit=10, overlap=2)] == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("budget", [1, 10, 1000])
def test_batches_hold_every_row_once_and_like_sizes_together(budget):
    sizes = [5, 1, 9, 3, 3, 20]
    found = list(batches(sizes, budget))
    assert sorted(row for batch in found for row in batch) == list(range(6))
    assert [sizes[row] for batch in found for row in batch] == sorted(sizes)
    assert all(len(batch) == 1 or len(batch) * max(sizes[r] for r in batch) <= budget for batch in found)


def test_pieces_are_padded_and_first_pieces_are_known():
    ids, first = owners([[(7, 8), (9,)], [(5,)]])
    assert ids.tolist() == [[0, 7, 8, 9, 2, 1, 1, 1], [0, 5, 2, 1, 1, 1, 1, 1]]
    assert [columns.tolist() for columns in first] == [[1, 3], [1]]
