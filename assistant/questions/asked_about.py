"""What a question is about that asks for anything there is: "what do you know of X?"."""

from __future__ import annotations

import re
from typing import Final

from assistant.language.text import content_words, detect_language
from assistant.questions import phrases

_LONGEST: Final = 6  # content words of a subject; more of them ask for something in particular
_OPENS: Final = phrases.either(
    r"^(?:que|qu'est-ce que) (?:disent|dit|racontent|raconte|rapportent|contiennent)(?: de)? "
    r"(?:les|la|le|vos|nos|ces) (?:documents?|articles?|sources?|textes?|presse|corpus|base) "
    r"(?:sur|de|d'|du|des|a propos d[eu]s?|au sujet d[eu]s?|concernant)(?: l[ae] | les | l')?",
    r"^(?:que|qu'est-ce qu(?:e l')?)(?:[ ']?on)? ?sa(?:it|vez|is)[- ](?:on|vous|tu) "
    r"(?:sur|de|d'|du|des|a propos d[eu]s?|au sujet d[eu]s?)(?: l[ae] | les | l')?",
    r"^(?:parle[rz]?|dis|dites|raconte[rz]?)[- ]moi (?:tout )?"
    r"(?:sur|de|d'|du|des|a propos d[eu]s?)(?: l[ae] | les | l')?",
    r"^presente[rz]?[- ]moi (?:l[ae] |les |l')?",
    r"^(?:des |les |vos |quelles )?(?:infos?|informations?|renseignements?) "
    r"(?:sur|concernant|a propos d[eu]s?)(?: l[ae] | les | l')?",
    r"^what (?:do|does|did) (?:the |your |our |these )?"
    r"(?:documents?|articles?|sources?|texts?|press|corpus) (?:say|tell|report)(?: us| me)? "
    r"(?:about|on|of)(?: the)? ",
    r"^what (?:do (?:you|we) know|is known|can you tell me|have you got) (?:about|on|of)(?: the)? ",
    r"^(?:please )?tell me (?:more |everything |all )?about(?: the)? ",
    r"^(?:any |some )?(?:information|info|details) (?:on|about)(?: the)? ",
    r"^ماذا (?:تقول|يقول|تذكر|ورد في|جاء في) (?:الوثايق|المقالات|النصوص|المصادر|الصحافه) "
    r"(?:عن|حول|بشان|في) ",
    r"^(?:حدثني|اخبرني|كلمني|حدثوني|اخبروني) (?:عن|حول) ",
    r"^(?:ماذا|ما الذي) (?:تعرف|تعرفون|نعرف|يعرف) (?:عن|حول) ",
    r"^معلومات (?:عن|حول) ",
)


def subject_asked(text: str) -> str:
    """Return what a question of this form asks about, as written; "" for any other question."""
    text = " ".join(text.split())
    readable = phrases.plain(text)
    if len(readable) != len(text):  # NFKD may change lengths; then the cut would fall elsewhere
        return ""
    match = _OPENS.match(readable)
    if match is None:
        return ""
    subject = text[match.end() :].strip(" ?؟!.«»\"'“”\u202f\u00a0")
    language = detect_language(text)
    asks = phrases.QUESTION_WORD.search(phrases.plain(subject))
    few = 0 < len(content_words(subject, language)) <= _LONGEST
    return subject if few and asks is None and not re.search(r"[?؟]", subject) else ""
