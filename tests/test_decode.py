"""Bytes to text, whatever encoding a text or page comes in."""

from __future__ import annotations

import codecs

import pytest

from assistant.documents.decode import decode, repair_mojibake
from assistant.errors import UnreadableText

FRENCH = "L’année où les fondeurs ont doublé : « à Settat, c'était l'été », 3 000 € près du cœur."
ARABIC = "أعلنت الشركة عن إنشاء مصنع جديد للسباكة في مدينة سطات، وقال المدير إن الطاقة ستتضاعف."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_reads_french(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "", "a.txt") == FRENCH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1256", "iso8859-6"])
def test_reads_arabic(encoding: str) -> None:
    assert decode(ARABIC.encode(encoding), "", "a.txt") == ARABIC


def test_a_declaration_helps_and_a_wrong_one_does_not_harm() -> None:
    page = f'<meta charset="windows-1256"><p>{ARABIC}</p>'
    assert ARABIC in decode(page.encode("cp1256"), "", "a.html")
    assert ARABIC in decode(page.encode("utf-8"), "text/html; charset=iso-8859-1", "a.html")
    assert decode(FRENCH.encode("cp1252"), "text/html; charset=rot13", "a.html") == FRENCH


def test_repairs_utf8_that_was_read_as_windows_1252() -> None:
    broken = FRENCH.encode().decode("cp1252", errors="replace")

    assert repair_mojibake("l'annÃ©e Ã\xa0 Settat") == "l'année à Settat"
    assert "doublé" in repair_mojibake(broken)
    assert repair_mojibake("CAFÉ © 2019, ÂGE") == "CAFÉ © 2019, ÂGE"


def test_a_few_foreign_bytes_do_not_change_the_rest() -> None:
    data = (FRENCH * 5).encode() + b"\n\xa9 2019"

    assert decode(data, "", "a.txt") == FRENCH * 5 + "\n© 2019"
    assert decode(FRENCH.encode()[:-1] + codecs.BOM_UTF8[:2], "", "a.txt").startswith(FRENCH[:-1])


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 200])
def test_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableText):
        decode(data, "", "a.txt")
