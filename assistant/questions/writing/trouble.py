"""What a reader is told where a language model fails, by kind, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from assistant.schema import Answer, Language

# "instead": the answer made of quotes stands in. "stopped": what stands was worded before.
_TEXTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "fr": {
        "instead": "Réponse tirée mot à mot des documents : {why}.",
        "stopped": "Réponse peut-être incomplète : {why}.",
        "timeout": "le modèle de langage n’a pas répondu à temps",
        "key": "le modèle de langage refuse la clé d’accès",
        "busy": "le modèle de langage est trop sollicité",
        "unknown": "le modèle de langage est introuvable",
        "too_long": "le modèle de langage ne peut pas lire autant de texte",
        "request": "le modèle de langage a refusé la demande",
        "unreachable": "le modèle de langage est injoignable",
        "server": "le modèle de langage est en panne",
        "rests": "le modèle de langage est en panne, il sera réessayé dans une minute",
        "loop": "le modèle de langage s’est répété",
        "cut": "le modèle de langage s’est interrompu",
        "endless": "le modèle de langage ne s’arrêtait pas",
        "empty": "le modèle de langage n’a rien écrit",
        "unsupported": "ce qu’a écrit le modèle de langage n’est pas étayé par les documents",
    },
    "en": {
        "instead": "Answer in the documents’ own words: {why}.",
        "stopped": "The answer may be incomplete: {why}.",
        "timeout": "the language model did not answer in time",
        "key": "the language model refuses the key",
        "busy": "the language model is too busy",
        "unknown": "there is no such language model",
        "too_long": "the language model cannot read that much text",
        "request": "the language model refused the request",
        "unreachable": "the language model cannot be reached",
        "server": "the language model is out of order",
        "rests": "the language model is out of order and is tried again in a minute",
        "loop": "the language model repeated itself",
        "cut": "the language model stopped in the middle",
        "endless": "the language model did not stop",
        "empty": "the language model wrote nothing",
        "unsupported": "what the language model wrote is not borne out by the documents",
    },
    "ar": {
        "instead": "جواب بعبارات الوثائق نفسها: {why}.",
        "stopped": "قد يكون الجواب ناقصا: {why}.",
        "timeout": "لم يجب النموذج اللغوي في الوقت المحدد",
        "key": "رفض النموذج اللغوي مفتاح الدخول",
        "busy": "النموذج اللغوي مثقل بالطلبات",
        "unknown": "النموذج اللغوي غير موجود",
        "too_long": "لا يستطيع النموذج اللغوي قراءة نص بهذا الطول",
        "request": "رفض النموذج اللغوي الطلب",
        "unreachable": "تعذر الاتصال بالنموذج اللغوي",
        "server": "النموذج اللغوي معطل",
        "rests": "النموذج اللغوي معطل، وستعاد المحاولة بعد دقيقة",
        "loop": "كرر النموذج اللغوي كلامه",
        "cut": "انقطع كلام النموذج اللغوي",
        "endless": "لم يتوقف النموذج اللغوي",
        "empty": "لم يكتب النموذج اللغوي شيئا",
        "unsupported": "ما كتبه النموذج اللغوي لا تؤيده الوثائق",
    },
}


def noted(answer: Answer, trouble: str, *, instead: bool = False) -> Answer:
    """Return an answer with the note on what befell the model; `instead`: its words are none."""
    texts = _TEXTS[answer.language]
    why = texts.get(trouble, texts["server"])
    note = texts["instead" if instead else "stopped"].format(why=why)
    return replace(answer, notes=(*answer.notes, note))
