"""Three documents, a question on each, and what a model may truly say: for models that fail."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.schema import Language

# Each has what an inventor changes: a figure, a month, a party, a name, a denial.
DOCUMENTS: Mapping[Language, str] = {
    "fr": """---
title: La charte de la fonderie de Bellemont
publisher: Gazette des Forges
language: fr
published: 2021-03-04
---
L'État s'engage à verser 75 millions de dirhams aux fonderies de Bellemont avant juin 2023.
L'État a signé la charte des fonderies de Bellemont avec Samir Ouazzani le 2 mars 2021.
L'État n'a pas versé aux fonderies de Bellemont les 12 millions de dirhams promis en 2019.
""",
    "en": """---
title: Larkfield Cables grows
publisher: Harbour Post
language: en
published: 2019-05-20
---
The State will pay 48 million dollars to the cable plant of Larkfield before June 2021.
The State signed the agreement on the cable plant of Larkfield with Jane Orwell on 14 May 2019.
The State has never paid for the road of Larkfield Cables, promised with 9 buses in 2017.
""",
    "ar": """---
title: مصنع البطاريات بعين البيضاء
publisher: جريدة المعادن
language: ar
published: 2022-09-11
---
تلتزم الدولة بدفع 63 مليون درهم لمصنع البطاريات بعين البيضاء قبل يونيو 2024.
وقعت الدولة مع سمير الوزاني اتفاقية مصنع البطاريات بعين البيضاء في 8 شتنبر 2022.
لم تدفع الدولة لمصنع البطاريات بعين البيضاء 17 مليون درهم الموعودة سنة 2020.
""",
}
QUESTIONS: Mapping[Language, str] = {
    "fr": "Combien l'État s'engage-t-il à verser aux fonderies de Bellemont ?",
    "en": "How much will the State pay to the cable plant of Larkfield?",
    "ar": "ما المبلغ الذي تلتزم الدولة بدفعه لمصنع البطاريات بعين البيضاء؟",
}
TRUE: Mapping[Language, tuple[str, ...]] = {  # the sentences of each document
    language: tuple(text.strip().splitlines()[-3:]) for language, text in DOCUMENTS.items()
}
