"""The publishers there are, offered where staff type one: the same is then written the same way."""

from __future__ import annotations

from typing import Final

from assistant.service.holdings import Holdings
from assistant.ui.safety import safe

PUBLISHERS: Final = "publishers"  # the id of the list that a field offers
_MOST: Final = 1_000


def publishers_offered(held: Holdings) -> str:
    """Return the list that fields of a publisher offer; a page has it once."""
    options = "".join(f'<option value="{safe(name)}">' for name, _ in held.publishers[:_MOST])
    return f'<datalist id="{PUBLISHERS}">{options}</datalist>'
