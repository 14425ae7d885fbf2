"""The check: what a quote bears out passes in any language, what was changed in it does not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from true_sentences import FACTS, TOLD, UNTRUE, Fact

from assistant.questions.quoted import Quote
from assistant.questions.verify import check
from assistant.questions.wording import date_in_words
from assistant.schema import LANGUAGES, Document, Language, Verdict

PAIRS = [
    pytest.param(fact, said, quoted, id=f"{number}-{said}-{quoted}")
    for number, fact in enumerate(FACTS)
    for said, quoted in product(LANGUAGES, LANGUAGES)
]


def of(text: str, language: Language = "fr", published: str = "2016-05-04") -> Quote:
    document = Document(
        id="d", body=f"Avant. {text} Après.", language=language, published=published,
        publisher="Le Fil du Métal",
    )  # fmt: skip
    return Quote(document, text, len("Avant. "))


def checked(statement: str, language: Language, fact: Fact, quoted: Language) -> Verdict:
    return check(statement, language, [of(fact.quote(quoted), quoted, fact.published)])


def kinds(verdict: Verdict) -> set[str]:
    return {problem.kind for problem in verdict.problems}


# --- what is true passes ----------------------------------------------------------------------


def test_fewer_than_one_true_sentence_in_fifty_is_unsupported():
    verdicts = [
        checked(fact.statement(said), said, fact, quoted)
        for fact in FACTS
        for said, quoted in product(LANGUAGES, LANGUAGES)
    ]
    verdicts += [
        check(told.statement, told.language, [of(told.quote, told.quoted)]) for told in TOLD
    ]
    assert len(verdicts) >= 200
    assert sum(not verdict.supported for verdict in verdicts) < len(verdicts) / 50


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quote_bears_out_itself(fact, language):
    assert checked(fact.quote(language), language, fact, language).supported


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted"),
    [
        ("Près de 2 milliards de dirhams.", "fr", "Le projet coûte 1,9 milliard de dirhams.", "fr"),
        ("More than 2,100 jobs.", "en", "Le site emploie 2.150 personnes.", "fr"),
        ("Le contrat date de mai 2016.", "fr", "The contract was signed on 2 May 2016.", "en"),
        ("Le contrat date de 2016.", "fr", "وقع العقد يوم 2 ماي 2016.", "ar"),
        ("NATO is a customer.", "en", "L'OTAN est un client.", "fr"),
        ("The region of Tangier produces cars.", "en", "La région de Tanger produit des autos.",
         "fr"),
        ("Ils sont deux.", "fr", "Both are.", "en"),
        ("About thirty companies.", "en", "Une trentaine d'entreprises.", "fr"),
        ("Une douzaine d'ateliers.", "fr", "A dozen workshops.", "en"),
        ("معرض الدورة الحادية عشرة.", "ar", "La onzième édition du salon.", "fr"),
        ("King Hassan II opened it.", "en", "افتتحه الملك الحسن الثاني.", "ar"),
        ("Open in June 2026, or in the third quarter of that year.", "en",
         "Ouverture en juin 2026, ou au troisième trimestre 2026.", "fr"),
        ("Tazi, who is minister, told the federation that 90 shops closed.", "en",
         "Tazi, the new minister, told the federation that 90 shops had closed.", "en"),
        ("L'usine est toujours ouverte.", "fr", "لا يزال المصنع مفتوحا.", "ar"),
        ("The plan failed to create jobs.", "en", "Le plan n'a pas créé d'emplois.", "fr"),
        ("Selon Le Fil du Métal, il y a 40 ateliers.", "fr", "On compte 40 ateliers.", "fr"),
        ("Avant juillet 2015, la taxe était de 350 dirhams.", "fr",
         "Depuis juillet 2015, la taxe est de 600 dirhams, contre 350 dirhams auparavant.", "fr"),
    ],
)  # fmt: skip
def test_what_follows_from_a_quote_is_supported(statement, language, quote, quoted):
    assert not check(statement, language, [of(quote, quoted)]).problems


@pytest.mark.parametrize(
    ("statement", "quote", "quoted", "kind"),
    [
        ("About forty companies.", "Une trentaine d'entreprises.", "fr", "figure"),
        ("King Hassan III opened it.", "افتتحه الملك الحسن الثاني.", "ar", "name"),
        ("Open in June 2026, or in the third quarter of that year.",
         "Ouverture en juin 2026, ou au quatrième trimestre 2026.", "fr", "date"),
    ],
)  # fmt: skip
def test_another_round_number_king_or_quarter_does_not(statement, quote, quoted, kind):
    assert kinds(check(statement, "en", [of(quote, quoted)])) == {kind}


def test_a_time_within_the_name_of_the_publisher_is_no_date():
    document = Document(
        id="d", body="On compte 40 ateliers.", language="fr", published="2016-05-04",
        publisher="Export Demain",
    )  # fmt: skip
    quote = Quote(document, document.body, 0)
    said = "Export Demain, 4 mai 2016 : « On compte 40 ateliers. »"
    assert check(said, "fr", [quote]).supported
    assert kinds(check(said.replace("4 mai", "6 mai"), "fr", [quote])) == {"date"}
    assert kinds(check("Demain, on compte 40 ateliers.", "fr", [quote])) == {"date"}


def test_the_party_that_the_title_alone_names_may_act_and_one_of_two_may_not():
    body = "Un investissement de 75 MDH est prévu."
    said = "La fédération prévoit un investissement de 75 MDH."
    for title, found in [
        ("Le plan de la fédération", set()),
        ("Le plan", {"party"}),
        ("Le plan de l'État et de la fédération", {"party"}),
    ]:
        quote = Quote(Document(id="d", body=body, title=title), body, 0)
        assert kinds(check(said, "fr", [quote])) == found


def test_each_value_may_stand_in_another_quote():
    quotes = [
        of("La fédération créera 1.650 emplois."),
        of("The State will pay 75 million dirhams.", "en"),
    ]
    said = "La fédération créera 1.650 emplois et l'État versera 75 MDH."
    assert check(said, "fr", quotes).supported
    assert kinds(check(said, "fr", quotes[:1])) >= {"figure"}


@given(
    st.integers(min_value=1, max_value=9_999),
    st.sampled_from([("million", 10**6), ("milliard", 10**9)]),
    st.sampled_from(LANGUAGES),
)
def test_a_figure_may_be_written_in_any_way(number, scale, language):
    value = Decimal(number) / 1000 * scale[1]
    unit = {"fr": "dirhams", "en": "dirhams", "ar": "درهم"}[language]
    grouped = f"{value:,.0f}".replace(",", " " if language == "fr" else ",")
    plain = f"{Decimal(number) / 1000:f}".rstrip("0").rstrip(".")
    decimals = f"{plain.replace('.', ',')} {scale[0]}{'s' * (number >= 2000)}"
    quote = of(f"Le projet coûte {decimals} de dirhams.")
    assert not check(f"{grouped} {unit}.", language, [quote]).problems


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(LANGUAGES),
)
def test_a_date_may_be_written_in_any_language(day, said, quoted):
    quote = of(f"— {date_in_words(day.isoformat(), quoted)} —", quoted)
    for iso in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert not check(f"— {date_in_words(iso, said)} —", said, [quote]).problems


def test_a_day_of_publication_is_named_beside_its_publisher_only():
    quote = of("Le site emploie 480 personnes.")
    assert check("Le Fil du Métal, 4 mai 2016", "fr", [quote]).supported
    assert kinds(check("Le site emploie 480 personnes en 2016.", "fr", [quote])) == {"date"}


# --- what was changed is caught -----------------------------------------------------------------

DIGIT = re.compile(r"[0-9]")
MONTHS = {"fr": ("mars", "juin"), "en": ("March", "June"), "ar": ("مارس", "يونيو")}
MAYS = {"fr": ("mai", "août"), "en": ("May", "August"), "ar": ("ماي", "غشت")}
APRILS = {"fr": ("avril", "octobre"), "en": ("April", "October"), "ar": ("أبريل", "أكتوبر")}
SWAPS = {
    "date": [MONTHS, MAYS, APRILS],
    "unit": [
        {"fr": ("dirhams", "euros"), "en": ("dirhams", "euros"), "ar": ("درهم", "يورو")},
        {"fr": ("MDH", "millions d'euros"), "en": ("MAD", "EUR"), "ar": ("درهم", "دولار")},
        {"fr": ("47 pour cent", "47 tonnes"), "en": ("47 per cent", "47"), "ar": ("٪", "")},
        {"fr": ("dollars", "dirhams"), "en": ("$", "MAD "), "ar": ("دولار", "درهم")},
        {"fr": ("tonnes", "km"), "en": ("tons", "hectares"), "ar": ("طن", "هكتار")},
    ],
    "figure": [
        {"fr": ("MDH", "MMDH"), "en": ("million", "billion"), "ar": ("مليون", "مليار")},
        {"fr": ("milliards", "millions"), "en": ("billion", "million"), "ar": ("مليار", "مليون")},
    ],
    "party": [
        {"fr": ("L'État", "La fédération"), "en": ("State", "federation"),
         "ar": ("الدولة", "الفيدرالية")},
        {"fr": ("fédération", "région"), "en": ("federation", "region"),
         "ar": ("الفيدرالية", "الدولة")},
        {"fr": ("ministère", "patronat"), "en": ("ministry", "federation"),
         "ar": ("الوزارة", "الفيدرالية")},
    ],
    "name": [
        # An Arabic first name is mostly an Arabic word too: the check does not see it change.
        {"fr": ("Tazi", "Bennis"), "en": ("Tazi", "Bennis"), "ar": ("none", "")},
        {"fr": ("Salim", "Karim"), "en": ("Salim", "Karim"), "ar": ("none", "")},
        {"fr": ("Boeing", "Airbus"), "en": ("Boeing", "Airbus"), "ar": ("بوينغ", "إيرباص")},
        {"fr": ("Kénitra", "Tanger"), "en": ("Kenitra", "Tangier"), "ar": ("القنيطرة", "طنجة")},
        {"fr": ("FIMME", "GIMAS"), "en": ("FIMME", "GIMAS"), "ar": ("FIMME", "GIMAS")},
    ],
    "negation": [
        {"fr": ("n'a pas signé", "a signé"), "en": ("has not signed", "has signed"),
         "ar": ("لم توقع", "وقعت")},
        {"fr": ("n'ont reçu aucune", "ont reçu une"), "en": ("received no ", "received a "),
         "ar": ("لم تتلق", "تلقت")},
        {"fr": ("n'a pas dépassé", "a dépassé"), "en": ("did not exceed", "exceeded"),
         "ar": ("لم يتجاوز", "تجاوز")},
        {"fr": ("promet de", "ne promet pas de"), "en": ("promises", "does not promise"),
         "ar": ("تعهدت", "لم تتعهد")},
        {"fr": ("s'engage à verser", "ne s'engage pas à verser"),
         "en": ("commits to", "does not commit to"), "ar": ("تلتزم", "لن تلتزم")},
        {"fr": ("compte 1200", "ne compte pas 1200"), "en": ("counts", "does not count"),
         "ar": ("تضم", "لا تضم")},
    ],
}  # fmt: skip
CHANGED = [
    pytest.param(kind, fact.statement(said).replace(*swap[said]), said, fact, quoted,
                 id=f"{kind}-{swap['en'][1].strip()}-{said}-{quoted}")
    for kind, swaps in SWAPS.items()
    for swap in swaps
    for fact in FACTS
    for said, quoted in product(LANGUAGES, LANGUAGES)
    if swap[said][0] in fact.statement(said)
]  # fmt: skip


@pytest.mark.parametrize(("kind", "statement", "said", "fact", "quoted"), CHANGED)
def test_a_change_of_meaning_is_caught(kind, statement, said, fact, quoted):
    verdict = checked(statement, said, fact, quoted)
    assert not verdict.supported
    assert kind in kinds(verdict)


@pytest.mark.parametrize("told", UNTRUE)
def test_what_a_quote_does_not_say_is_caught(told):
    assert not check(told.statement, told.language, [of(told.quote, told.quoted)]).supported


@pytest.mark.parametrize(("fact", "said", "quoted"), PAIRS)
def test_every_other_digit_is_caught(fact, said, quoted):
    statement = fact.statement(said)
    for match in DIGIT.finditer(statement):
        other = str((int(match[0]) + 1) % 10)
        changed = statement[: match.start()] + other + statement[match.end() :]
        assert not checked(changed, said, fact, quoted).supported, changed


@pytest.mark.parametrize(
    ("statement", "language", "quote", "quoted", "kind"),
    [
        ("Les 340 ateliers emploient 120 salariés.", "fr",
         "On compte 120 ateliers et 340 salariés.", "fr", "figure"),
        ("There are 340 workshops and 120 employees.", "en",
         "On compte 120 ateliers et 340 salariés.", "fr", "figure"),
        ("34 % pour la formation et 34 % pour les primes.", "fr",
         "34 % pour la formation et 44 % pour les primes.", "fr", "figure"),
        ("Less than 40 firms export.", "en", "Plus de 40 entreprises exportent.", "fr", "figure"),
        ("Quarante-sept entreprises.", "fr", "Les exportations pèsent 47 %.", "fr", "unit"),
        ("1,9 million d'habitants.", "fr", "Le site a coûté 1,9 million de dirhams.", "fr", "unit"),
        ("Les exportations ont baissé de 12 %.", "fr",
         "Exports rose by 12% over the year.", "en", "direction"),
        ("Avant juillet 2015, la taxe était de 600 dirhams ; elle est passée à 350.", "fr",
         "Depuis juillet 2015, la taxe est de 600 dirhams, contre 350 dirhams auparavant.", "fr",
         "direction"),
        ("The works end before May 2016.", "en", "Les travaux finissent après mai 2016.", "fr",
         "direction"),
        ("La fédération prévoit un investissement de 75 MDH.", "fr",
         "Un investissement de 75 MDH est prévu.", "fr", "party"),
        ("The federation will pay the State 75 million dirhams.", "en",
         "L'État versera 75 MDH à la fédération.", "fr", "party"),
        ("Le site a ouvert le 2 mai 2016.", "fr", "Le site a ouvert en mai 2016.", "fr", "date"),
        ("Il a regretté la hausse.", "fr", "Il n'a pas regretté la hausse.", "fr", "negation"),
        ("Le plan a été refusé.", "fr", "The plan was not refused.", "en", "negation"),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_named(statement, language, quote, quoted, kind):
    assert kind in kinds(check(statement, language, [of(quote, quoted)]))


def test_a_quote_that_stands_nowhere_bears_out_nothing():
    quote = of("La branche compte 214 ateliers.")
    moved = replace(quote, start=(quote.start or 0) + 1)
    assert check("214 ateliers", "fr", [quote]).supported
    assert kinds(check("214 ateliers", "fr", [moved])) == {"quote"}
    assert not check("214 ateliers", "fr", []).supported


@given(st.text(max_size=120), st.text(min_size=1, max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_is_checked_the_same_way_twice(statement, quote, language):
    quotes = [of(quote, language)]
    assert check(statement, language, quotes) == check(statement, language, quotes)
