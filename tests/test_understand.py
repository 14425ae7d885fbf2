"""A question is read as constraints, in three languages, typed well or carelessly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.understand import LONGEST_QUESTION, understand
from assistant.schema import Question

TODAY = date(2026, 6, 15)


def read(text, *history):
    return understand(Question(text, history=history), TODAY)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Combien de soudeurs la région compte-t-elle ?", "figure"),
        ("combien d emplois", "figure"),
        ("ch7al d'emplois kaynin?", "figure"),
        ("How many welders are there?", "figure"),
        ("How much was invested?", "figure"),
        ("كم عدد العمال؟", "figure"),
        ("Quel est le chiffre d'affaires de la branche ?", "figure"),
        ("Quand l'usine a-t-elle ouvert ?", "date"),
        ("En quelle année la halle a-t-elle été bâtie ?", "date"),
        ("When did the plant open?", "date"),
        ("متى افتتح المصنع؟", "date"),
        ("Qui préside l'association ?", "person"),
        ("Who runs the mill?", "person"),
        ("Which manager signed?", "person"),
        ("من هو رئيس الجمعية؟", "person"),
        ("Où se trouve la fonderie ?", "place"),
        ("Where is the foundry?", "place"),
        ("أين يقع المصنع؟", "place"),
        ("Quels sont les produits de la branche ?", "list"),
        ("À quoi le ministère s'est-il engagé ?", "commitment"),
        ("What did the ministry pledge?", "commitment"),
        ("Que signifie PAI ?", "definition"),
        ("What does PAI stand for?", "definition"),
        ("De quand date cet article ?", "document"),
        ("When was the report on foundries published?", "document"),
        ("L'usine est-elle ouverte ?", "yes_no"),
        ("Is the plant open?", "yes_no"),
        ("هل المصنع مفتوح؟", "yes_no"),
        ("De quel jour est l'article de La Forge sur les scieries ?", "document"),
        ("L'entretien avec Salma Idder a été publié quel jour ?", "document"),
        ("When did the yearbook's annual report come out?", "document"),
        ("Qui édite le rapport sur les fours ?", "document"),
        ("متى نشر المقال عن المسابك؟", "document"),
        ("من كتب المقال عن المسابك؟", "document"),
        ("Quand l'accord sur les fours a-t-il été signé ?", "date"),
        ("What hourly wage does a moulder get?", "figure"),
        ("What did the guild pay for its hall?", "figure"),
        ("Quelles ont été les ventes de la scierie ?", "figure"),
        ("Quelle redevance frappe le sable ?", "figure"),
        ("إلى أي نسبة وصلت الحصة المحلية؟", "figure"),
        ("C'est quoi le montant de la prime ?", "figure"),
        ("C'est quoi un cubilot ?", "definition"),
        ("Qu'est-ce qu'on appelle un four à arc ?", "definition"),
        ("في أي وقت يفتح الفرن؟", "date"),
        ("What did the port guarantee to the yard?", "commitment"),
        ("Qui sont les clients de la forge ?", "list"),
        ("Le maire réclame-t-il une baisse du loyer ?", "yes_no"),
        ("Pourquoi la forge ferme-t-elle ?", "reason"),
        ("Où en était la forge côté commandes ?", "other"),
    ],
)
def test_the_kind_of_answer_is_told(question, kind):
    assert read(question).kind == kind


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Bonjour", "greeting"),
        ("bonsoir !", "greeting"),
        ("Hello", "greeting"),
        ("السلام عليكم", "greeting"),
        ("Merci beaucoup", "thanks"),
        ("شكرا", "thanks"),
        ("Que savez-vous faire ?", "help"),
        ("What can you do?", "help"),
        ("ماذا يمكنك أن تفعل؟", "help"),
        ("Quels articles avez-vous sur le naval ?", "listing"),
        ("Which articles do you have on steel?", "listing"),
        ("ما هي الوثائق المتوفرة لديكم حول الصلب؟", "listing"),
        ("آخر الوثائق", "latest"),
        ("quoi de neuf ?", "latest"),
        ("What is new this month?", "latest"),
        ("ما الجديد؟", "latest"),
        ("Bonjour, combien d'emplois compte le secteur ?", "ask"),
    ],
)
def test_what_is_no_question_about_the_sector_is_met_as_such(question, intent):
    assert read(question).intent == intent


def test_dates_steer():
    assert read("Qu'a promis l'État en mai 2016 ?").dates[0].first == date(2016, 5, 1)
    assert read("ماذا وقع في ماي 2016؟").dates[0].last == date(2016, 5, 31)


def test_a_month_with_a_capital_is_no_name():
    assert read("What was signed in May 2016?").entities == ()


def test_the_party_is_the_one_that_stands_by_the_promise():
    assert read("What did the State commit to before the federation?").party == "state"
    assert read("À quoi la fédération s'est-elle engagée devant l'État ?").party == "federation"


def test_names_and_branches_are_what_an_answer_must_be_about():
    assert read("Combien d'emplois chez Atlas Rivets dans le naval ?").entities == (
        "naval",
        "Atlas Rivets",
    )


def test_two_questions_are_two_parts_each_complete():
    first, second = read("Combien d'emplois et quelle valeur ajoutée la FIMME promet-elle ?").parts
    assert "emplois" in first
    assert "FIMME" in first
    assert "valeur ajoutée" in second
    assert len(read("Who signed it? When was the plant opened?").parts) == 2


def test_a_question_to_two_parties_is_asked_of_each():
    parts = read("What did the State and the federation promise?").parts
    assert [understand(Question(part), TODAY).party for part in parts] == ["state", "federation"]


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (["Combien d'emplois compte le ferroviaire ?"], "et pour le naval ?", "naval"),
        (["What did the State promise in May 2016?"], "and in 2018?", "2018"),
        (["كم عدد مناصب الشغل في صناعة السيارات؟"], "وماذا عن الطيران؟", "الطيران"),
    ],
)
def test_a_follow_up_takes_the_place_of_what_it_changes(history, question, expected):
    standalone = read(question, *history).standalone
    assert expected in standalone
    assert standalone != question
    for gone in ("ferroviaire", "May 2016", "السيارات"):
        assert gone not in standalone


def test_a_pronoun_takes_its_name_from_the_question_before():
    standalone = read("Qui la préside ?", "Que fait la FIMME ?").standalone
    assert "FIMME" in read("Et qui en est le président ?", "Que fait la FIMME ?").standalone
    assert standalone


def test_a_whole_question_is_left_alone():
    question = "Combien de tonnes d'acier la Tunisie importe-t-elle ?"
    assert read(question, "Qui préside la FIMME ?").standalone == question


def test_follow_ups_chain():
    standalone = read(
        "et en 2019 ?", "Combien d'emplois compte le ferroviaire en 2017 ?", "et le naval ?"
    ).standalone
    assert "naval" in standalone
    assert "2019" in standalone
    assert "2017" not in standalone


@given(st.text(max_size=300), st.lists(st.text(max_size=80), max_size=3))
def test_any_question_can_be_read(text, history):
    understood = understand(Question(text, history=tuple(history)), TODAY)
    assert understood.parts
    assert len(understood.standalone) <= 2 * LONGEST_QUESTION + 1000


def test_a_question_without_end_is_cut():
    assert len(read("pourquoi " * 10_000).standalone) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    ("question", "latest"),
    [
        ("Aux dernières nouvelles, combien de fours tournent ?", True),
        ("How long do deliveries take these days?", True),
        ("Quel est le dernier chiffre connu ?", True),
        ("كم عدد الأفران حاليا؟", True),
        ("Qui a perdu au dernier tour du vote ?", False),
        ("Quand arrive le courant sur la dernière tranche ?", False),
        ("كم فرنا سيفتح من الآن إلى 2031؟", False),
    ],
)
def test_the_latest_is_asked_for_by_what_one_is_told(question, latest):
    assert read(question).latest is latest


def test_a_second_question_without_a_subject_takes_all_of_the_first():
    first, second = read(
        "Côté salaires, qu'ont promis les maîtres de forges en 2021, et pour quand ?"
    ).parts
    assert "maîtres" not in second.split("(")[0]
    assert {"maîtres", "forges", "promis"} <= set(
        second.replace("(", " ").replace(",", " ").split()
    )
    assert read(first).kind == "commitment"
    assert read(second).kind == "date"


def test_what_was_it_then_asks_the_same_at_another_time():
    understood = read("What share of coal did the kiln burn in 2019, and what was it in 2023?")
    assert understood.parts[1] == "What share of coal did the kiln burn in 2023"
    assert read("Et en 2024, on en était où ?", "Combien de fours compte Astral ?").standalone == (
        "Combien de fours compte Astral, 2024 ?"
    )


def test_a_follow_up_puts_its_name_where_the_other_stood():
    assert read("And Borax Milling?", "How much did Ormetal lose in 2021?").standalone == (
        "How much did Borax Milling lose in 2021?"
    )


def test_a_share_of_those_asked_about_keeps_what_they_were():
    said = read("How many of those ran on gas?", "How many kilns came from the Zeffa works?")
    assert "kilns" in said.standalone


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Is Ormetal closing its mill?", ("Ormetal",)),
        ("Le Fanal du Rif parle-t-il de la forge ?", ("Fanal", "Rif")),
        ("Qui dirigeait la forge avant M. Zerrad ?", ("Zerrad",)),
        ("Who ran the forge before Mrs Salma Idder?", ("Salma Idder",)),
    ],
)
def test_a_word_of_grammar_is_no_part_of_a_name(question, names):
    assert read(question).entities == names
