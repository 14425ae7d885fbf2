"""The fit finds what it is given to find, and only what differs within a question ranks."""

import numpy as np

from assistant.training.ranking import first_right, fit_ranking


def questions(count, seed=0):
    """Questions of six sentences; the one with the largest first feature answers.

    The second feature is the same all over a question, and high where it is easy.
    """
    drawn = np.random.default_rng(seed)
    asked = []
    for _ in range(count):
        telling = drawn.normal(size=6)
        easy = drawn.normal()
        right = int(telling.argmax())
        asked.append([((telling[n], easy), n == right) for n in range(6)])
    return asked


def test_the_ranking_puts_right_sentences_first_on_questions_it_never_saw():
    weights = fit_ranking(questions(200), [1.0] * 200)
    right = first_right(questions(100, seed=1), weights)
    assert sum(right) >= 95


def test_what_is_the_same_for_a_whole_question_does_not_rank():
    weights = fit_ranking(questions(200), [1.0] * 200)
    assert abs(weights[1]) < 0.05 * abs(weights[0])


def test_questions_without_a_right_sentence_teach_the_ranking_nothing():
    asked = questions(50)
    lost = [[(features, False) for features, _ in candidates] for candidates in questions(50, 2)]
    weights = fit_ranking(asked, [1.0] * 50)
    assert np.allclose(weights, fit_ranking([*asked, *lost], [1.0] * 100), atol=1e-6)


def test_a_question_counted_twice_is_as_good_as_two():
    asked = questions(30)
    twice = fit_ranking([*asked, *asked], [1.0] * 60)
    assert np.allclose(fit_ranking(asked, [2.0] * 30), twice, atol=1e-4)
