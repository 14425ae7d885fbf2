"""Services over small corpora in temporary folders, with an encoder that costs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from hashing_encoder import HashingEncoder

from assistant.documents.ingest import ADDED_FROM
from assistant.index.encoder import Encoder
from assistant.schema import AddReport, Document, Draft
from assistant.service.service import Service
from assistant.settings import Settings

FORGE = (
    "La forge de Bellemont a mis en service une presse de 900 tonnes au mois de mars 2021.\n\n"
    "La direction prévoit d'embaucher quarante ouvriers avant la fin de l'année suivante.\n"
)
CABLE = (
    "Larkfield Cables opened its second plant with a staff of two hundred and ten people.\n\n"
    "The plant draws copper wire for car makers and runs two shifts from September.\n"
)
NAVAL = (
    "Le chantier naval de Port-Salin livre trois remorqueurs à la marine marchande.\n\n"
    "Le carnet de commandes est plein jusqu'en 2023, selon la direction du chantier.\n"
)


def settings_in(folder: Path, **values: Any) -> Settings:
    return Settings(corpus=folder / "corpus", data=folder / "data", **values)


def hashing() -> Encoder:
    return cast(Encoder, HashingEncoder())


def serving(settings: Settings) -> Service:
    return Service(settings, encoder=hashing, who="amina")


def draft(name: str, body: str, **fields: Any) -> Draft:
    fields = {"title": name.capitalize(), "language": "fr", **fields}
    document = Document(id="", body=body, extra={ADDED_FROM: f"{name}.txt"}, **fields)
    return Draft(f"/in/{name}.txt", document)


def store(service: Service, name: str, body: str, **fields: Any) -> str:
    """Store a document and return its id."""
    (report,) = service.store([draft(name, body, **fields)])
    assert report.status == "stored", report
    assert report.document_id is not None
    return report.document_id


def three(service: Service) -> tuple[str, str, str]:
    """Store a forge, a cable maker and a shipyard; return their ids."""
    reports = service.store(
        [
            draft("forge", FORGE, publisher="Gazette", published="2021-03-04"),
            draft("cable", CABLE, language="en", published="2019"),
            draft("naval", NAVAL, publisher="Le Quai"),
        ]
    )
    assert statuses(reports) == ["stored"] * 3, reports
    forge, cable, naval = (str(report.document_id) for report in reports)
    return forge, cable, naval


def statuses(reports: list[AddReport]) -> list[str]:
    return [report.status for report in reports]
