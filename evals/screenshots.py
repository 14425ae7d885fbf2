"""Pictures of the main views, taken of the real app over the documents that come with it."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PIL import Image

from assistant.service.service import Service
from assistant.settings import Settings
from evals.gold import HERE
from evals.load import served
from evals.trouble import EvalsError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHIPPED: Final = HERE.parent / "corpus" / "articles"
COLOURS: Final = 64  # of a picture: text stays sharp, and a page is 30 to 100 kB
STAFF: Final = "Amina Berrada"  # invented, on a data directory that is thrown away
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what is brought before the camera, and how it is looked at."""

    name: str
    path: str  # below the app's address
    bring: Callable[[Page], None]
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"


def _shown(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).first.wait_for()


def _start(page: Page) -> None:
    page.locator("#question textarea").wait_for()
    page.locator("#starters button").first.wait_for()


def _offered(page: Page) -> None:
    """Wait for the first visitor's questions to be tried: the second is offered those answered."""
    _start(page)
    page.wait_for_timeout(8000)
    page.reload()
    _start(page)


def _asked(question: str) -> Callable[[Page], None]:
    def ask(page: Page) -> None:
        _start(page)
        page.locator("#question textarea").fill(question)
        page.locator("#question textarea").press("Enter")
        page.locator(".reply").wait_for()
        page.locator("#send").wait_for()
        page.wait_for_timeout(1500)  # questions to go on with come later than the answer

    return ask


def _refused(question: str) -> Callable[[Page], None]:
    def ask(page: Page) -> None:
        _asked(question)(page)
        page.locator(".reply details").evaluate_all("all => all.forEach(d => d.open = true)")

    return ask


def _kept(page: Page) -> None:
    """Keep an answer and open it under the address that stays its own."""
    _asked("Combien d’emplois la FIMME a-t-elle promis de créer ?")(page)
    page.locator("[data-act=link]").first.click()
    address = page.locator(".linked a").first
    address.wait_for()
    page.goto(str(address.evaluate("link => link.href")))
    page.locator(".frozen").wait_for()


def _record(page: Page) -> None:
    page.locator(".entry h4 a").first.click()
    page.locator(".record").wait_for()


def _drafts(page: Page) -> None:
    """Give the desk two pages of the fixed set and wait until they are read."""
    files = [HERE / "documents" / name for name in ("courrier-kablor.txt", "ecole-oued-senna.html")]
    page.locator("#files input[type=file]").set_input_files(files)
    page.locator("#add-progress li.read, #add-progress li.known").nth(1).wait_for(
        state="attached", timeout=90_000
    )
    page.locator("#drafts").wait_for()


# A new picture is one line: its name, the page, what happens there, and how it is looked at.
SHOTS: Final = (
    Shot("start", "fr/", _offered),
    Shot("page", "en/", _asked("What did the State commit to in May 2016?")),
    Shot("phone", "fr/", _asked("Quels engagements l’État a-t-il pris en mai 2016 ?"), 390, 844),
    Shot("arabic", "ar/", _asked("بماذا التزمت الدولة في ماي 2016؟")),
    Shot("dark", "fr/", _asked("Qui préside la FIMME ?"), scheme="dark"),
    Shot("refusal", "fr/", _refused("Quel était le chiffre d’affaires de Managem en 2023 ?")),
    Shot("answer", "fr/", _kept),
    Shot("documents", "fr/documents", _shown(".entry")),
    Shot("record", "fr/documents", _record),
    Shot("sign-in", "fr/sign-in", _shown("#password")),
    Shot("desk", "fr/staff/", _drafts, height=1120),
    Shot("desk-documents", "fr/staff/documents", _shown("main table")),
)


def screenshots(folder: Path, tell: Tell) -> str:
    """Write a PNG of every shot into `folder`; return what was written."""
    from playwright.sync_api import Error as PlaywrightError
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise EvalsError("There is no chromium on the PATH: install it (apt-get install chromium).")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[str] = []
    with tempfile.TemporaryDirectory(prefix="screenshots-") as place, sync_playwright() as drives:
        password = _lay_out(Path(place))
        browser = drives.chromium.launch(executable_path=chromium, args=_QUIET)
        with served(Path(place)) as app:
            for shot in SHOTS:
                picture = folder / f"{shot.name}.png"
                try:
                    _write(_taken(shot, app.address, browser, password), picture)
                except PlaywrightError as error:
                    raise EvalsError(f"{shot.name} could not be taken: {error}") from error
                written.append(f"{picture}: {picture.stat().st_size / 1000:.0f} kB")
                tell(written[-1])
        browser.close()
    return "\n".join(written)


def _taken(shot: Shot, address: str, browser: Browser, password: str) -> bytes:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        locale=shot.path[:2],  # Gradio's own words are in the browser's language
    )
    page.set_default_timeout(30_000)
    if "/staff/" in shot.path:
        _sign_in(page, f"{address}/{shot.path}", password)
    else:
        page.goto(f"{address}/{shot.path}")
    shot.bring(page)
    page.evaluate("document.activeElement?.blur(), scrollTo(0, 0)")
    picture = page.screenshot()
    page.context.close()
    return picture


def _lay_out(folder: Path) -> str:
    """Copy the documents that come with the project, and let somebody in; return the password."""
    articles = folder / "corpus" / "articles"
    articles.mkdir(parents=True)
    for path in SHIPPED.glob("summary-*.md"):
        shutil.copyfile(path, articles / path.name)
    service = Service(Settings(corpus=folder / "corpus", data=folder / "data"), who="evals")
    password = secrets.token_urlsafe(16)
    service.people.add(STAFF, "staff", password, "evals")
    service.close()
    return password


def _sign_in(page: Page, address: str, password: str) -> None:
    page.goto(address)
    page.locator("#name").fill(STAFF)
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")


def _write(shot: bytes, path: Path) -> None:
    """Write a picture small: few colours, packed as well as can be."""
    picture = Image.open(BytesIO(shot)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
