"""What nobody waits for gives way to people who ask."""

from __future__ import annotations

import threading

from serving import serving, settings_in, three

from assistant.schema import Question
from assistant.service.crowd import Crowd
from assistant.ui.suggestions import answered


def test_it_is_quiet_when_the_last_question_is_answered():
    crowd = Crowd()
    assert crowd.quiet()
    with crowd.answering():
        with crowd.answering():
            assert not crowd.quiet()
        assert not crowd.quiet(0.01)
    assert crowd.quiet()


def test_who_waits_is_told_as_soon_as_it_is_quiet():
    crowd, heard = Crowd(), threading.Event()
    with crowd.answering():
        waiting = threading.Thread(target=lambda: crowd.quiet(20) and heard.set())
        waiting.start()
        assert not heard.wait(0.05)
    assert heard.wait(10)
    waiting.join()


def test_a_question_counts_while_it_is_answered_and_no_longer(tmp_path):
    service = serving(settings_in(tmp_path))
    three(service)
    steps = service.stream(Question("Quelle presse la forge a-t-elle mise en service ?"))
    next(steps)
    assert not service.crowd.quiet()
    assert answered(service, ["Que pouvez-vous faire ?"], (), most=1, tries=1) == []
    assert list(steps)[-1]["answer"]
    assert service.crowd.quiet()
    assert answered(service, ["Que pouvez-vous faire ?"], (), most=1, tries=1)
    stopped = service.stream(Question("Quelle presse ?"))
    next(stopped)
    stopped.close()
    assert service.crowd.quiet(), "what is stopped counts no longer"
    service.close()
