"""Three invented documents that a question can be asked of."""

from assistant.schema import Document

BODIES = {
    "forge": "La forge de Belle-Eau emploie 41 ouvriers. " * 3 + "Elle ferme en août. " * 60,
    "mill": "The mill at Low Weir grinds 12 tonnes a day. " + "Its wheel is of oak. " * 70,
    "market": "Un marché se tient le mardi sur la place. On y vend des outils.",
}
DOCUMENTS = tuple(
    Document(id, body, language="en" if id == "mill" else "fr", path=f"articles/{id}.md")
    for id, body in BODIES.items()
)
