"""The style sheet is whole: a rule that is not closed takes all that follow with it."""

from assistant.ui.frame import asset


def test_every_rule_is_closed() -> None:
    depth = 0
    for number, line in enumerate(asset("style.css").split("\n"), start=1):
        depth += line.count("{") - line.count("}")
        assert depth >= 0, f"line {number} closes what nobody opened"
        assert depth == 0 or not line.startswith("/*"), f"line {number} begins inside a rule"
    assert depth == 0
