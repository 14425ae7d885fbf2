"""Invented pairs and question sets, as the commands of `assistant/training` read them."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

# (French, English, Arabic) of things that can be said of each other.
THINGS = [
    ("la fonderie", "the foundry", "المسبك"),
    ("le moulin", "the mill", "الطاحونة"),
    ("la câblerie", "the cable works", "مصنع الكابلات"),
    ("l'aciérie", "the steel plant", "مصنع الصلب"),
    ("le port", "the harbour", "الميناء"),
    ("l'école", "the school", "المدرسة"),
]
DEEDS = [
    ("embauche des ouvriers", "hires workers", "يوظف العمال"),
    ("ferme en août", "closes in August", "يغلق في غشت"),
    ("exporte des pièces", "exports parts", "يصدر القطع"),
    ("brûle du charbon", "burns coal", "يحرق الفحم"),
    ("attend un navire", "awaits a ship", "ينتظر سفينة"),
    ("achète du cuivre", "buys copper", "يشتري النحاس"),
]


def sentences() -> list[tuple[str, str, str]]:
    return [tuple(f"{thing[i]} {deed[i]}." for i in range(3)) for thing in THINGS for deed in DEEDS]


def write_pairs_folder(folder: Path) -> Path:
    """Write fr-en, ar-en and ar-fr pairs of every sentence, some of them twice."""
    folder.mkdir()
    said = sentences() * 2
    random.Random(5).shuffle(said)
    for name, first, second in (("fr-en", 0, 1), ("ar-en", 2, 1), ("ar-fr", 2, 0)):
        lines = "".join(f"{one[first]}\t{one[second]}\n" for one in said)
        with lzma.open(folder / f"toy.{name}.tsv.xz", "wt", encoding="utf-8") as file:
            file.write(lines)
    return folder


def write_question_set(folder: Path) -> Path:
    """Write a set whose train questions can be learned, and whose others hold the word `dev`."""
    folder.mkdir()
    rows = []
    for french, english, _ in sentences():
        asked = {"question": f"Que fait-on ? {french}", "context": f"{english} {french}"}
        rows.append(asked | {"title": "Toy", "answerable": True, "split": "train"})
    rows.append(rows[0] | {"question": "unanswerable", "answerable": False})
    rows += [rows[0] | {"question": f"{split}split", "split": split} for split in ("dev", "test")]
    with lzma.open(folder / "toy.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return folder
