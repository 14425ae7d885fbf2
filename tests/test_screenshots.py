"""The pictures of the README: each has a name of its own, is small, and needs a browser."""

from __future__ import annotations

import shutil
from io import BytesIO

from PIL import Image

from evals.__main__ import main
from evals.screenshots import SHOTS, _write


def test_without_chromium_one_sentence_says_what_to_do(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert main(["screenshots", str(tmp_path / "docs")]) == 1
    assert "apt-get install chromium" in capsys.readouterr().err
    assert not (tmp_path / "docs").exists()


def test_every_picture_has_a_name_of_its_own():
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)


def test_a_picture_keeps_its_size_and_loses_what_nobody_sees(tmp_path):
    drawn, file = BytesIO(), tmp_path / "a.png"
    Image.radial_gradient("L").convert("RGB").resize((640, 480)).save(drawn, "PNG")
    _write(drawn.getvalue(), file)
    with Image.open(file) as picture:
        assert picture.size == (640, 480)
    assert file.stat().st_size < 0.7 * len(drawn.getvalue())
