"""Make the two binary pages of the set, byte for byte the same each time: a report and a study.

Run `python -m evals.make_documents` after a change of the text below; both files are committed.
"""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).resolve().parent / "documents"
REPORT = "note-conjoncture-2025.docx"
STUDY = "etude-energie-fonderie.pdf"

BRANCHES = (
    ("Branche", "Chiffre d'affaires (MDH)", "Exportations (MDH)", "Effectifs"),
    ("Fonderie", "1.930", "1.240", "4.865"),
    ("Chaudronnerie", "1.115", "860", "3.270"),
    ("Mécanique de précision", "640", "415", "1.575"),
    ("Câblage", "2.260", "1.980", "4.600"),
)

STUDY_PAGES = (
    (
        "Étude sur l'énergie dans les fonderies du Tadrart",
        "",
        "Énergéia Conseil, novembre 2022",
        "",
        "Cette étude porte sur douze fonderies auditées entre mars et septembre",
        "2022. Elle a été commandée par la FIDEMEC et payée par la Région.",
        "",
        "1. Ce que consomme une fonderie",
        "",
        "En moyenne, les douze sites consomment 0,92 mégawattheure par tonne de",
        "métal coulé. Le meilleur atelier descend à 0,66 mégawattheure par tonne.",
        "Les fours de maintien, qui restent allumés la nuit, pèsent pour 38 % de",
        "la facture d'électri-",
        "cité.",
        "",
        "2. Ce que l'on peut gagner",
        "",
        "L'étude fixe un objectif de 0,70 mégawattheure par tonne en 2027. Pour y",
        "arriver, les douze sites doivent investir ensemble 58 millions de dirhams.",
    ),
    (
        "Le temps de retour moyen est de quatre ans et demi. Les économies",
        "attendues s'élèvent à 13 millions de dirhams par an.",
        "",
        "3. Trois mesures d'abord",
        "",
        "Les auditeurs recommandent d'éteindre les fours de maintien la nuit,",
        "de récupérer la chaleur des fumées et de mesurer la consommation de",
        "chaque four. La première mesure ne coûte presque rien.",
        "",
        "L'étude ne dit rien du solaire, qui fera l'objet d'un autre rapport.",
    ),
)


def main() -> None:
    """Write both files into `evals/documents`."""
    (HERE / REPORT).write_bytes(_report())
    (HERE / STUDY).write_bytes(_study())


def _report() -> bytes:
    document = docx.Document()
    properties = document.core_properties
    properties.title = "Note de conjoncture, premier semestre 2025"
    properties.author = "Observatoire de la FIDEMEC"
    properties.created = properties.modified = datetime(2025, 9, 8, tzinfo=UTC)
    document.add_heading("Note de conjoncture, premier semestre 2025", level=0)
    document.add_paragraph("Observatoire de la FIDEMEC. Publié le 8 septembre 2025.")
    document.add_heading("L'essentiel", level=1)
    document.add_paragraph(
        "Fin juin 2025, les quatre branches suivies par l'observatoire employaient "
        "14.310 personnes, soit 3,1 % de plus qu'un an plus tôt. Les exportations du "
        "premier semestre ont atteint 4.495 millions de dirhams."
    )
    document.add_paragraph(
        "Le câblage reste la première branche exportatrice. La mécanique de précision "
        "est la seule branche en recul, avec une baisse de 2,4 % de son chiffre d'affaires."
    )
    document.add_heading("Les branches en chiffres", level=1)
    table = document.add_table(rows=0, cols=len(BRANCHES[0]))
    for row in BRANCHES:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    document.add_heading("Perspectives", level=1)
    document.add_paragraph(
        "L'observatoire prévoit une croissance de 2 % des effectifs au second semestre "
        "2025. Cette prévision suppose que le prix de l'électricité reste stable."
    )
    buffer = BytesIO()
    document.save(buffer)
    return _without_clock(buffer.getvalue())


def _without_clock(data: bytes) -> bytes:
    """Return the zip archive `data` with every member dated 1980."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _study() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setTitle("Étude sur l'énergie dans les fonderies du Tadrart")
    canvas.setAuthor("Énergéia Conseil")
    for number, lines in enumerate(STUDY_PAGES, start=1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(60, 810, "Énergéia Conseil - diffusion libre")
        canvas.drawString(280, 30, f"Page {number} sur {len(STUDY_PAGES)}")
        y = 770
        for line in lines:
            titled = line[:2] in {"1.", "2.", "3."} or line.startswith("Étude sur")
            canvas.setFont("Helvetica-Bold" if titled else "Helvetica", 13 if titled else 11)
            canvas.drawString(60, y, line)
            y -= 17
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


if __name__ == "__main__":
    main()
