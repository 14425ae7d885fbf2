"""The assistant's own words around quotes, in three languages: frames, dates, labels, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from assistant.language.terms import names
from assistant.questions.attribution import sources_of
from assistant.questions.orders import trusted_name
from assistant.schema import AnswerKind, Document, Figure, Language, OriginalSource, Reason

MONTH_NAMES: Final[Mapping[Language, tuple[str, ...]]] = {
    "fr": tuple(
        "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre".split()
    ),
    "en": tuple(
        "January February March April May June July August September October November "
        "December".split()
    ),
    # As Morocco names them.
    "ar": tuple("يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split()),
}

_MARKS: Final[Mapping[Language, str]] = {"fr": "«»", "en": "“”", "ar": "«»"}
_MOST_SOURCES: Final = 2  # that a quote is attributed to

TEXTS: Final[Mapping[Language, Mapping[str, str]]] = {
    "fr": {
        "article": "{publisher}, {date}",
        "summary": "Notre synthèse, d’après {sources}",
        "unknown_publisher": "Source non précisée",
        "unnamed": "une source non précisée",
        "several_sources": "plusieurs sources",
        "unknown_date": "date inconnue",
        "quoted": "{frame} : « {quote} »",
        "quoted_within": "{frame} : “{quote}”",
        "unquoted": "{frame} : {quote}",
        "yes": "Oui. {said}", "no": "Non. {said}",
        "in_fr": "en français", "in_en": "en anglais", "in_ar": "en arabe",
        "and": " et ",
        "figure": "Chiffre", "date": "Date", "person": "Personne", "place": "Lieu",
        "commitment": "Engagement", "list": "Liste", "definition": "Définition",
        "organisation": "Organisation", "yes_no": "À ce sujet", "other": "À ce sujet",
        "reason": "Raison",
        "document": "Document",
        "of": "{label} ({party})",
        "published": "« {title} », {publisher}, publié le {date}.",
        "published_month": "« {title} », {publisher}, publié en {date}.",
        "no_date": "La date de publication de « {title} » n’est pas connue.",
        "greeting": "Bonjour ! Je réponds aux questions sur les documents du secteur, en citant "
        "chaque phrase. Que souhaitez-vous savoir ?",
        "thanks": "Avec plaisir.",
        "help": "Je cherche dans les documents du secteur et je réponds par leurs propres phrases, "
        "chacune avec sa source. Demandez un chiffre, une date, un engagement, un nom ; précisez "
        "une période ou un acteur si vous le pouvez. Quand les documents ne répondent pas, je le "
        "dis. Le fonds compte {documents} documents{range}.",
        "range": ", de {first} à {last}",
        "listing": "{count} documents sur ce sujet :",
        "listing_one": "1 document sur ce sujet :",
        "listing_all": "Le fonds compte {count} documents{range}. Les plus récents :",
        "latest": "Les documents les plus récents :",
        "latest_none": "Aucun document de cette période.",
        "more": "et {count} autres",
        "unsure": "La réponse est sans doute dans l’une de ces phrases ; aucune n’est sûre à elle "
        "seule.",
        "conflict": "Les sources ne s’accordent pas.",
        "newest": " La source la plus récente : {publisher}, {date} [{n}].",
        "limits_leave_nothing": "Aucun document ne correspond aux limites choisies "
        "({limits}) : élargissez-les.",
        "limit_dates": "dates de publication", "limit_publishers": "éditeur",
        "limit_languages": "langue des documents",
        "undated_left_out": "{count} documents sans date de publication n’ont pas été pris en "
        "compte.",
        "undated_left_out_one": "1 document sans date de publication n’a pas été pris en compte.",
        "fallback_date": "Aucune phrase ne porte exactement sur cette période.",
        "empty_corpus": "Le fonds ne contient encore aucun document.",
        "empty_question": "Posez une question sur les documents du secteur.",
    },
    "en": {
        "article": "{publisher}, {date}",
        "summary": "Our summary, after {sources}",
        "unknown_publisher": "Unnamed source",
        "unnamed": "an unnamed source",
        "several_sources": "several sources",
        "unknown_date": "date unknown",
        "quoted": "{frame}: “{quote}”",
        "quoted_within": "{frame}: ‘{quote}’",
        "unquoted": "{frame}: {quote}",
        "yes": "Yes. {said}", "no": "No. {said}",
        "in_fr": "in French", "in_en": "in English", "in_ar": "in Arabic",
        "and": " and ",
        "figure": "Figure", "date": "Date", "person": "Person", "place": "Place",
        "commitment": "Commitment", "list": "List", "definition": "Definition",
        "organisation": "Organisation", "yes_no": "On this", "other": "On this",
        "reason": "Reason",
        "document": "Document",
        "of": "{label} ({party})",
        "published": "“{title}”, {publisher}, published on {date}.",
        "published_month": "“{title}”, {publisher}, published in {date}.",
        "no_date": "The publication date of “{title}” is not known.",
        "greeting": "Hello! I answer questions about the sector’s documents and cite every "
        "sentence. What would you like to know?",
        "thanks": "You are welcome.",
        "help": "I search the sector’s documents and answer with their own sentences, each with "
        "its source. Ask for a figure, a date, a commitment, a name; give a period or a party if "
        "you can. When the documents do not answer, I say so. There are {documents} "
        "documents{range}.",
        "range": ", from {first} to {last}",
        "listing": "{count} documents on this subject:",
        "listing_one": "1 document on this subject:",
        "listing_all": "There are {count} documents{range}. The most recent:",
        "latest": "The most recent documents:",
        "latest_none": "No document of that period.",
        "more": "and {count} more",
        "unsure": "The answer is probably in one of these sentences; neither is certain by itself.",
        "conflict": "The sources disagree.",
        "newest": " The most recent source: {publisher}, {date} [{n}].",
        "limits_leave_nothing": "No document is within the limits set ({limits}): widen them.",
        "limit_dates": "publication dates", "limit_publishers": "publisher",
        "limit_languages": "language of the documents",
        "undated_left_out": "{count} documents without a publication date were left out.",
        "undated_left_out_one": "1 document without a publication date was left out.",
        "fallback_date": "No sentence is about exactly that period.",
        "empty_corpus": "There are no documents yet.",
        "empty_question": "Ask a question about the sector’s documents.",
    },
    "ar": {
        "article": "{publisher}، {date}",
        "summary": "ملخص من إعدادنا استنادا إلى {sources}",
        "unknown_publisher": "مصدر غير محدد",
        "unnamed": "مصدر غير محدد",
        "several_sources": "عدة مصادر",
        "unknown_date": "تاريخ غير معروف",
        "quoted": "{frame}: «{quote}»",
        "quoted_within": "{frame}: “{quote}”",
        "unquoted": "{frame}: {quote}",
        "yes": "نعم. {said}", "no": "لا. {said}",
        "in_fr": "بالفرنسية", "in_en": "بالإنجليزية", "in_ar": "بالعربية",
        "and": " و",
        "figure": "رقم", "date": "تاريخ", "person": "شخص", "place": "مكان",
        "commitment": "التزام", "list": "لائحة", "definition": "تعريف",
        "organisation": "هيئة", "yes_no": "في هذا الموضوع", "other": "في هذا الموضوع",
        "reason": "السبب",
        "document": "وثيقة",
        "of": "{label} ({party})",
        "published": "«{title}»، {publisher}، نشر بتاريخ {date}.",
        "published_month": "«{title}»، {publisher}، نشر في {date}.",
        "no_date": "تاريخ نشر «{title}» غير معروف.",
        "greeting": "مرحبا! أجيب عن الأسئلة المتعلقة بوثائق القطاع مع ذكر مصدر كل جملة. "
        "ماذا تريد أن تعرف؟",
        "thanks": "على الرحب والسعة.",
        "help": "أبحث في وثائق القطاع وأجيب بجملها نفسها، ومع كل جملة مصدرها. اسأل عن رقم أو "
        "تاريخ أو التزام أو اسم، وحدد الفترة أو الجهة إن أمكن. وإذا لم تجب الوثائق أقول ذلك. "
        "عدد الوثائق المتوفرة: {documents}{range}.",
        "range": "، من {first} إلى {last}",
        "listing": "{count} وثائق حول هذا الموضوع:",
        "listing_one": "وثيقة واحدة حول هذا الموضوع:",
        "listing_all": "عدد الوثائق المتوفرة: {count}{range}. أحدثها:",
        "latest": "أحدث الوثائق:",
        "latest_none": "لا توجد وثيقة من هذه الفترة.",
        "more": "و{count} أخرى",
        "unsure": "الجواب موجود على الأرجح في إحدى هذه الجمل، ولا تكفي أي منها وحدها للجزم به.",
        "conflict": "المصادر غير متفقة.",
        "newest": " أحدث مصدر: {publisher}، {date} [{n}].",
        "limits_leave_nothing": "لا توجد وثيقة ضمن الحدود المختارة ({limits})؛ وسّعوها.",
        "limit_dates": "تواريخ النشر", "limit_publishers": "الناشر",
        "limit_languages": "لغة الوثائق",
        "undated_left_out": "لم تؤخذ بعين الاعتبار {count} وثائق بدون تاريخ نشر.",
        "undated_left_out_one": "لم تؤخذ بعين الاعتبار وثيقة واحدة بدون تاريخ نشر.",
        "fallback_date": "لا توجد جملة تخص هذه الفترة بالضبط.",
        "empty_corpus": "لا توجد أي وثيقة بعد.",
        "empty_question": "اطرح سؤالا حول وثائق القطاع.",
    },
}  # fmt: skip

REFUSALS: Final[Mapping[Language, Mapping[Reason, str]]] = {
    "fr": {
        "no_evidence": "Je ne trouve pas de réponse sûre dans les documents.",
        "not_stated": "Les documents parlent de ce sujet, mais ne donnent pas cette information.",
        "other_party": "Les documents parlent de ce sujet pour un autre acteur que celui demandé.",
        "out_of_period": "Les documents parlent de ce sujet, mais pas pour cette période.",
        "out_of_scope": "Cette question ne porte pas sur les documents dont je dispose.",
        "false_premise": "La question suppose un fait que les documents contredisent.",
    },
    "en": {
        "no_evidence": "I find no certain answer in the documents.",
        "not_stated": "The documents speak of this subject but do not give this information.",
        "other_party": "The documents speak of this subject for another party than the one asked.",
        "out_of_period": "The documents speak of this subject, but not for that period.",
        "out_of_scope": "This question is not about the documents I hold.",
        "false_premise": "The question takes for granted something the documents contradict.",
    },
    "ar": {
        "no_evidence": "لا أجد جوابا مؤكدا في الوثائق.",
        "not_stated": "تتناول الوثائق هذا الموضوع لكنها لا تذكر هذه المعلومة.",
        "other_party": "تتناول الوثائق هذا الموضوع بالنسبة إلى جهة أخرى غير المسؤول عنها.",
        "out_of_period": "تتناول الوثائق هذا الموضوع، لكن ليس في هذه الفترة.",
        "out_of_scope": "لا يتعلق هذا السؤال بالوثائق المتوفرة لدي.",
        "false_premise": "يفترض السؤال أمرا تنفيه الوثائق.",
    },
}

_UNITS: Final[Mapping[Language, Mapping[str, str]]] = {
    "fr": {"MAD": "dirhams", "EUR": "euros", "USD": "dollars", "t": "tonnes"},
    "en": {"MAD": "dirhams", "EUR": "euros", "USD": "dollars", "t": "tonnes"},
    "ar": {"MAD": "درهم", "EUR": "يورو", "USD": "دولار", "t": "طن", "km": "كيلومتر", "ha": "هكتار"},
}
_SCALES: Final[Mapping[Language, tuple[str, str]]] = {
    "fr": ("millions", "milliards"),
    "en": ("million", "billion"),
    "ar": ("مليون", "مليار"),
}


def say(language: Language, text: str, **values: object) -> str:
    """Return one of the assistant's own texts in `language`, its places filled."""
    return TEXTS[language][text].format(**values)


def date_in_words(iso: str, language: Language) -> str:
    """Return an ISO day, month or year as `language` writes it: 1er février 2019."""
    if not iso:
        return TEXTS[language]["unknown_date"]
    parts = iso[:10].split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTH_NAMES[language][int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = int(parts[2])
    ordinal = "1er" if language == "fr" and day == 1 else str(day)
    return f"{ordinal} {month} {parts[0]}"


def figure_in_words(figure: Figure, language: Language) -> str:
    """Return a figure as `language` writes it: 1,7 milliard is 1.7 billion in English."""
    value, scale = figure.value, ""
    million, billion = _SCALES[language]
    if abs(value) >= 10**9:
        value, scale = value / 10**9, billion
    elif abs(value) >= 10**6:
        value, scale = value / 10**6, million
    if language == "fr" and scale and abs(value) < 2:
        scale = scale[:-1]
    number = _grouped(value, language)
    unit = _UNITS[language].get(figure.unit, figure.unit)
    if figure.unit == "%":
        return f"{number} %" if language == "fr" else f"{number}%"
    joint = "de " if language == "fr" and scale and figure.unit in {"MAD", "t"} else ""
    joint = "d’" if language == "fr" and scale and figure.unit == "EUR" else joint
    return " ".join(part for part in (number, scale, f"{joint}{unit}".strip()) if part)


def _grouped(value: Decimal, language: Language) -> str:
    text = f"{value.normalize():,f}"
    if language == "fr":
        return text.replace(",", " ").replace(".", ",")
    return text


def introduced(frame: str, quote: str, language: Language, *, bare: bool = False) -> str:
    """Return a quote behind its frame, in marks of the language, others where it has those inside.

    `bare`: without marks, as what is not verbatim, or brings its own.
    """
    if bare:
        return say(language, "unquoted", frame=frame, quote=quote)
    within = any(mark in quote for mark in _MARKS[language])
    return say(language, "quoted_within" if within else "quoted", frame=frame, quote=quote)


def frame(document: Document, language: Language, quote: str = "", before: str = "") -> str:
    """Return who says it and when: "EcoActu, 1er février 2019".

    A summary names its source: the one that the quote names, else the last one named `before` it
    in its paragraph; of more than two, none is named that may not have said it.
    """
    if document.kind == "summary":
        return say(language, "summary", sources=_of_summary(document, language, quote, before))
    return say(
        language,
        "article",
        publisher=trusted_name(document.publisher) or TEXTS[language]["unknown_publisher"],
        date=date_in_words(document.published, language),
    )


def _of_summary(document: Document, language: Language, quote: str, before: str) -> str:
    told = sources_of(document, quote, before)
    said = list(dict.fromkeys(_source(source, language) for source in told))
    if len(said) > _MOST_SOURCES:
        return TEXTS[language]["several_sources"]
    return TEXTS[language]["and"].join(said)


def _source(source: OriginalSource, language: Language) -> str:
    publisher = trusted_name(source.publisher) or TEXTS[language]["unnamed"]
    comma = "،" if language == "ar" else ","
    return f"{publisher}{comma} {date_in_words(source.published, language)}"


def statement(kind: AnswerKind, party: str | None, language: Language) -> str:
    """Return what kind of statement a quote is, and whose: "Commitment (State)"."""
    label = TEXTS[language][kind]
    known = names(party, language) if party else ()
    return say(language, "of", label=label, party=known[0]) if known else label
