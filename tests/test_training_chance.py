"""The trees of the chance: fitted to what they are given, and read as they were written."""

import numpy as np
import pytest

from assistant.questions import chance
from assistant.questions.chance import INPUTS
from assistant.training.chance import fit_chance

OWN = INPUTS.index("own")


def rows(count, seed):
    """Rows where `own` alone tells how likely a sentence answers."""
    drawn = np.random.default_rng(seed)
    told = drawn.uniform(size=(count, len(INPUTS)))
    return told, drawn.uniform(size=count) < told[:, OWN]


@pytest.fixture
def fitted(monkeypatch):
    told, right = rows(4000, seed=1)
    kept = fit_chance(told, right, [1.0] * len(right))
    monkeypatch.setattr(chance, "_shipped", lambda: chance.trees_of(kept))
    return kept


def test_the_chance_is_that_of_the_rows_it_was_fitted_on(fitted):
    told, right = rows(4000, seed=2)
    told_chances = chance.chances(told)
    for low in (0.0, 0.25, 0.5, 0.75):
        some = (told_chances >= low) & (told_chances < low + 0.25)
        assert abs(right[some].mean() - told_chances[some].mean()) < 0.06


def test_more_of_what_speaks_for_a_sentence_never_lowers_its_chance(fitted):
    told, _ = rows(50, seed=3)
    more = told.copy()
    more[:, OWN] += 0.3
    assert (chance.chances(more) >= chance.chances(told) - 1e-9).all()


def test_rows_that_count_for_nothing_teach_nothing():
    told, right = rows(500, seed=4)
    both = np.vstack([told, told])
    counts = [1.0] * 500 + [0.0] * 500
    alone = fit_chance(told, right, [1.0] * 500)
    beside = fit_chance(both, np.concatenate([right, ~right]), counts)
    assert abs(alone["base"] - beside["base"]) < 1e-4
