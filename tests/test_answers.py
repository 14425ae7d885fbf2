"""Answers over a real index: found, cited, marked, or refused with the right reason."""

from dataclasses import replace

import pytest
from hashing_encoder import HashingEncoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents.split import SPLITTER_VERSION, split
from assistant.index.index import Index
from assistant.questions.chain import build_chain
from assistant.questions.compose import MOST_WORDS
from assistant.questions.contract import as_json
from assistant.questions.verify import quotes_stand
from assistant.schema import Document, OriginalSource, Question

RIVETS = Document(
    id="rivets",
    title="La charte de la rivetterie signée à Oued Nour",
    publisher="Le Fil du Métal",
    published="2018-04-12",
    published_from="byline",
    url="https://fil.example/rivets",
    path="articles/rivets.md",
    body=(
        "Le ministère et l'association des riveteurs ont signé une charte le 10 avril 2018 à "
        "Oued Nour. La branche compte 214 ateliers et 9.120 salariés, pour un chiffre "
        "d'affaires de 2,4 milliards de dirhams.\n\n"
        "L'État s'est engagé à verser 75 millions de dirhams aux ateliers. La fédération s'est "
        "engagée à créer 1.650 emplois d'ici 2022.\n\n"
        "Salim Tazi, président de la fédération des riveteurs, a salué un texte attendu.\n"
    ),
)
DOCK = Document(
    id="dock",
    title="A new slipway for Ras Fekhar",
    publisher="Harbour Gazette",
    published="2021-09-03",
    language="en",
    path="articles/dock.md",
    body=(
        "The Ras Fekhar shipyard will get a slipway of 140 metres. Work begins in March 2022. "
        "The port authority pays 310 million dirhams.\n"
    ),
)
TRAIN = Document(
    id="train",
    title="مصنع جديد لعربات القطار",
    publisher="صدى الورشات",
    published="2020-02",
    language="ar",
    path="articles/train.md",
    body="أعلنت الشركة عن بناء مصنع لعربات القطار في بن سليمان. سيشغل المصنع 480 عاملا.\n",
)
SUMMARY = Document(
    id="summary-forges",
    kind="summary",
    title="Les forges en 2015",
    published="2026-01-02",
    sources=(OriginalSource("La Forge", "Bilan", "https://forge.example/b", "2016-02-01"),),
    path="articles/summary-forges.md",
    body="En 2015, les forges du Nord employaient 730 personnes, selon La Forge.\n",
)
OLDER = Document(
    id="older",
    title="La rivetterie en chiffres",
    publisher="Gazette des Ateliers",
    published="2018-05",
    path="articles/older.md",
    body="La branche de la rivetterie compte 260 ateliers, selon la Gazette.\n",
)
UNDATED = Document(
    id="undated",
    title="Brève sans date",
    path="articles/undated.md",
    body="Les soudeurs de Tizi Mellal tiennent salon chaque printemps.\n",
)
DOCUMENTS = [RIVETS, DOCK, TRAIN, SUMMARY, UNDATED]


@pytest.fixture(scope="module")
def open_chain(tmp_path_factory):
    opened = []

    def chain_over(documents):
        index = Index.open(
            tmp_path_factory.mktemp("index"),
            encoder=HashingEncoder,
            splitter=split,
            splitter_version=SPLITTER_VERSION,
            documents=lambda: documents,
        )
        opened.append(index)
        return build_chain(index)

    yield chain_over
    for index in opened:
        index.close()


@pytest.fixture(scope="module")
def chain(open_chain):
    return open_chain(DOCUMENTS)


def ask(chain, text, **limits):
    return chain.invoke(Question(text, **limits))["answer"]


def marked(answer):
    return [s.text[start:end] for s in answer.sentences for start, end in s.spans]


@pytest.mark.parametrize(
    ("question", "document", "words"),
    [
        ("Combien d'ateliers compte la rivetterie ?", "rivets", "214"),
        ("How many workshops does the branch count?", "rivets", "214"),
        ("Combien de salariés dans la rivetterie ?", "rivets", "9.120"),
        ("Quel est le chiffre d'affaires de la rivetterie ?", "rivets", "2,4 milliards de dirhams"),
        ("Qui est le président de la fédération des riveteurs ?", "rivets", "Salim Tazi"),
        ("Quand la charte de la rivetterie a-t-elle été signée ?", "rivets", "10 avril 2018"),
        ("How long is the slipway of Ras Fekhar?", "dock", "140"),
        ("When does the work at Ras Fekhar begin?", "dock", "March 2022"),
        ("كم عاملا سيشغل مصنع عربات القطار؟", "train", "480"),
    ],
)
def test_the_words_that_answer_are_marked_in_a_quote_of_the_document(
    chain, question, document, words
):
    answer = ask(chain, question)
    assert answer.answered, answer
    assert answer.citations[0].document_id == document
    assert any(words in span for span in marked(answer)), marked(answer)


def test_one_party_does_not_answer_for_the_other(chain):
    state = ask(chain, "What did the State commit to in April 2018?")
    assert "75 millions" in state.answer
    assert "1.650" not in state.answer
    federation = ask(chain, "À quoi la fédération des riveteurs s'est-elle engagée ?")
    assert "1.650" in federation.answer
    assert "75 millions" not in federation.answer


@pytest.mark.parametrize(
    ("question", "reasons"),
    [
        ("Quelle est la meilleure recette de tajine ?", {"out_of_scope", "no_evidence"}),
        ("Qui a gagné la coupe d'Afrique de football ?", {"out_of_scope", "no_evidence"}),
        ("Combien de salariés comptait la rivetterie en 1997 ?", {"out_of_period"}),
        (
            "Combien de salariés compte Acier Sahel ?",
            {"no_evidence", "other_party", "not_stated", "out_of_scope"},
        ),
        ("Combien coûte la charte en euros pour la rivetterie de Tanger ?", None),
    ],
)
def test_what_the_corpus_does_not_say_is_refused_with_a_reason(chain, question, reasons):
    answer = ask(chain, question)
    assert not answer.answered, answer.answer
    assert reasons is None or answer.reason in reasons
    assert answer.citations == ()
    assert answer.sentences == ()


def test_both_halves_are_answered_or_the_missing_one_is_named(chain):
    answer = ask(chain, "Combien d'ateliers compte la rivetterie et qui dirige Acier Sahel ?")
    assert answer.answered
    assert "214" in answer.answer
    assert len(answer.missing) == 1
    assert "Acier Sahel" in answer.missing[0]


def test_the_frame_is_in_the_language_of_the_asker_and_the_quote_in_its_own(chain):
    answer = ask(chain, "How many workshops does the branch count?")
    assert answer.language == "en"
    assert "Le Fil du Métal, 12 April 2018 (in French)" in answer.answer
    assert answer.citations[0].language == "fr"
    arabic = ask(chain, "How many workshops does the branch count?", language="ar")
    assert arabic.language == "ar"
    assert "بالفرنسية" in arabic.answer


def test_a_summary_is_never_put_in_the_mouth_of_its_source(chain):
    answer = ask(chain, "Combien de personnes les forges du Nord employaient-elles en 2015 ?")
    assert answer.citations[0].kind == "summary"
    assert "Notre synthèse, d’après La Forge, 1er février 2016" in answer.answer
    assert "«" not in answer.answer
    assert answer.citations[0].sources[0].publisher == "La Forge"


def test_two_sources_that_disagree_are_both_shown(open_chain):
    answer = ask(open_chain([RIVETS, OLDER]), "Combien d'ateliers compte la rivetterie ?")
    values = {value.value for conflict in answer.conflicts for value in conflict.values}
    assert values == {"214", "260"}
    assert len({citation.document_id for citation in answer.citations}) == 2
    newest = max(answer.citations, key=lambda citation: citation.dated)
    assert f"[{newest.n}]" in " ".join(answer.notes)


def test_two_speakers_in_one_sentence_are_two_values_of_one_citation(open_chain):
    body = (
        "La grève a fermé la rivetterie lundi. Selon les riveteurs, 81 % des ouvriers ont suivi la "
        "grève de la rivetterie, tandis que la direction parle de 46 % seulement.\n"
    )
    strike = replace(RIVETS, body=body, title="Grève à la rivetterie")
    answer = ask(
        open_chain([strike]), "Quelle part des ouvriers de la rivetterie a suivi la grève ?"
    )
    (conflict,) = answer.conflicts
    assert [(v.value, v.citation) for v in conflict.values] == [("81 %", 1), ("46 %", 1)]
    assert len(answer.citations) == 1
    (sentence,) = answer.sentences
    assert [sentence.text[start:end] for start, end in sentence.spans] == ["81 %", "46 %"]


def test_a_rounded_figure_and_the_exact_one_are_no_disagreement(open_chain):
    exact = replace(OLDER, body=OLDER.body.replace("260", "216"))
    rounded = replace(RIVETS, body=RIVETS.body.replace("214", "près de 214"))
    answer = ask(open_chain([rounded, exact]), "Combien d'ateliers compte la rivetterie ?")
    assert answer.answered
    assert not answer.conflicts


@pytest.mark.parametrize(
    "sentence",
    [
        "La branche de la rivetterie comptait 260 ateliers en 2009, selon la Gazette.",
        "La branche de la rivetterie compte 2.600 ateliers, selon la Gazette.",
    ],
)
def test_another_year_or_several_times_more_is_no_disagreement(open_chain, sentence):
    dated = replace(RIVETS, body=RIVETS.body.replace("214 ateliers", "214 ateliers en 2018"))
    other = replace(OLDER, body=f"{sentence}\n")
    answer = ask(open_chain([dated, other]), "Combien d'ateliers compte la rivetterie ?")
    assert answer.answered
    assert not answer.conflicts


def test_a_near_copy_is_no_second_source(open_chain):
    copy = Document(
        **{f: getattr(OLDER, f) for f in ("id", "title", "publisher", "published", "path", "body")},
        near_duplicate_of="rivets",
    )
    answer = ask(open_chain([RIVETS, copy]), "Combien d'ateliers compte la rivetterie ?")
    assert not answer.conflicts


def test_hard_limits_leave_documents_out_and_say_so(chain):
    inside = ask(chain, "Combien d'ateliers compte la rivetterie ?", since="2018", until="2018-12")
    assert inside.answered
    assert any("date" in note for note in inside.notes)
    outside = ask(chain, "Combien d'ateliers compte la rivetterie ?", since="2019")
    assert not outside.answered


def test_limits_on_publisher_and_language_say_when_they_leave_nothing(chain):
    asked = "Combien d'ateliers compte la rivetterie ?"
    answer = ask(chain, asked, publishers=("nobody's paper",))
    assert not answer.answered
    assert answer.reason == "no_evidence"
    assert not answer.nearest
    assert any("(éditeur)" in note for note in answer.notes)
    both = ask(chain, asked, document_languages=("ar",), since="2200")
    assert any("(dates de publication, langue des documents)" in note for note in both.notes)
    assert not ask(chain, asked).notes


@pytest.mark.parametrize(
    "question", ["Which documents do you have about the slipway?", "What is new?"]
)
def test_a_listing_keeps_to_the_limits(chain, question):
    everything = ask(chain, question)
    assert everything.citations
    languages = {citation.language for citation in everything.citations}
    for language in ("fr", "en", "ar"):
        answer = ask(chain, question, document_languages=(language,))
        assert {c.language for c in answer.citations} == languages & {language}
    nothing = ask(chain, question, publishers=("nobody's paper",))
    assert not nothing.citations
    assert any("(publisher)" in note for note in nothing.notes)


def test_a_listing_cites_titles(chain):
    answer = ask(chain, "Which documents do you have about the slipway?")
    assert answer.answered
    assert {citation.field for citation in answer.citations} == {"title"}
    assert "dock" in {citation.document_id for citation in answer.citations}


def test_the_newest_documents_come_first(chain):
    answer = ask(chain, "Quels sont les derniers articles ?")
    assert answer.citations[0].document_id == "dock"


def test_a_publication_date_is_told_from_the_record_or_not_at_all(chain):
    answer = ask(chain, "De quand date l'article sur la charte de la rivetterie ?")
    assert answer.citations[0].field == "published"
    assert answer.citations[0].quote == "2018-04-12"
    assert "12 avril 2018" in answer.answer
    unknown = ask(chain, "De quand date l'article sur les soudeurs de Tizi Mellal ?")
    assert (unknown.answered, unknown.reason) == (False, "not_stated")


@pytest.mark.parametrize(
    ("question", "field", "quote"),
    [
        (
            "De quel jour est l'article du Fil du Métal sur la charte de la rivetterie ?",
            "published",
            "2018-04-12",
        ),
        (
            "On what day was the Harbour Gazette's piece on the slipway published?",
            "published",
            "2021-09-03",
        ),
        ("متى نشر المقال عن مصنع عربات القطار؟", "published", "2020-02"),
        ("Quel journal a publié l'article sur la charte ?", "publisher", "Le Fil du Métal"),
        ("Who published the piece on the slipway of Ras Fekhar?", "publisher", "Harbour Gazette"),
    ],
)
def test_a_question_about_a_record_cites_the_field_that_answers(chain, question, field, quote):
    answer = ask(chain, question)
    assert [(c.field, c.quote) for c in answer.citations] == [(field, quote)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("Bonjour", "fr"), ("Hello!", "en"), ("السلام عليكم", "ar"), ("What can you do?", "en")],
)
def test_small_talk_is_met_in_its_language(chain, text, language):
    answer = ask(chain, text)
    assert answer.answered
    assert answer.language == language
    assert answer.citations == ()


def test_an_empty_corpus_refuses_and_does_not_fail(open_chain):
    answer = ask(open_chain([]), "Combien d'ateliers compte la rivetterie ?")
    assert not answer.answered


def test_steps_stream_in_order_and_the_answer_comes_last(chain):
    keys = [key for step in chain.stream(Question("Combien d'ateliers ?")) for key in step]
    assert [k for k in keys if k in {"understood", "retrieved", "answer"}] == [
        "understood",
        "retrieved",
        "answer",
    ]


def test_a_batch_answers_as_single_questions_do(chain):
    questions = [Question("Combien d'ateliers compte la rivetterie ?"), Question("Bonjour")]
    together = [state["answer"].answer for state in chain.batch(questions)]
    assert together == [ask(chain, question.text).answer for question in questions]


@pytest.mark.parametrize(
    "question",
    ["Combien d'ateliers compte la rivetterie ?", "What did the State commit to in April 2018?"],
)
def test_what_is_shown_was_checked_and_says_how_much(chain, question):
    answer = ask(chain, question)
    checked = [sentence.checked for sentence in answer.sentences]
    assert all(verdict and verdict.supported and verdict.quotes == 1 for verdict in checked)
    assert checked[0].dates, "the day of publication, in the words of the asker"
    assert bool(checked[0].figures) == (answer.language == "en"), (
        "75 million, said before the quote"
    )


def test_the_contract_holds(chain):
    plain = as_json(ask(chain, "Combien d'ateliers compte la rivetterie ?", id="q1"))
    assert plain["id"] == "q1"
    assert set(plain) >= {
        "question", "standalone_question", "language", "mode", "answer", "answered", "reason",
        "understood", "sentences", "missing", "withheld", "notes", "citations", "conflicts",
        "nearest", "timings_ms",
    }  # fmt: skip
    assert set(plain["timings_ms"]) >= {"understand", "retrieve", "compose", "total"}
    assert set(plain["citations"][0]) >= {
        "n", "document_id", "path", "kind", "title", "publisher", "published", "url", "field",
        "quote", "start", "end", "language",
    }  # fmt: skip


WORDS = (
    "combien ateliers salariés rivetterie charte signé Oued Nour président État engagé fédération "
    "how many workshops slipway Ras Fekhar 2018 2022 كم عاملا مصنع القطار en quand who et and"
).split()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=12), min_size=1, max_size=9))
def test_whatever_is_asked_every_quote_stands_in_its_document(chain, words):
    answer = ask(chain, " ".join(words))
    assert quotes_stand(answer, {document.id: document for document in DOCUMENTS})
    assert len(answer.answer.split()) <= MOST_WORDS
    assert answer.answered == (answer.reason is None)
    for sentence in answer.sentences:
        assert all(0 <= start < end <= len(sentence.text) for start, end in sentence.spans)
        assert set(sentence.citations) <= {citation.n for citation in answer.citations}


def test_a_number_of_the_things_asked_about_is_no_number_of_people(open_chain):
    gift = replace(
        RIVETS,
        id="presse",
        title="Les presses de Val-Noir",
        body=(
            "Les deux presses de Val-Noir ont été offertes par la commune, avec un poste de "
            "peinture. L'atelier des presses occupe 47 personnes.\n"
        ),
    )
    answer = ask(open_chain([gift]), "Combien de personnes travaillent dans les presses ?")
    assert "47" in " ".join(marked(answer))


def test_who_holds_a_role_is_who_held_it_last(open_chain):
    guild = replace(
        RIVETS,
        id="guilde",
        title="Les présidents de la guilde des fondeurs",
        body=(
            "Nadir Salmi présidait la guilde des fondeurs en 2017. Elle a 40 ateliers.\n\n"
            "Leïla Bennour a été élue présidente de la guilde des fondeurs en mars 2021.\n"
        ),
    )
    now = ask(open_chain([guild]), "Qui préside la guilde des fondeurs ?")
    assert marked(now) == ["Leïla Bennour"]
    then = ask(open_chain([guild]), "Qui présidait la guilde des fondeurs en 2017 ?")
    assert marked(then) == ["Nadir Salmi"]


def test_a_false_premise_is_refused_with_the_quote_that_contradicts_it(open_chain):
    denial = "L'État n'a promis aucune prime aux tréfileries de Tizi Mellal."
    document = Document(
        id="wire",
        title="Les tréfileries de Tizi Mellal",
        publisher="Gazette des Ateliers",
        published="2019-03-02",
        path="articles/wire.md",
        body=f"{denial} Les six tréfileries emploient 430 personnes.\n",
    )
    asked = open_chain([RIVETS, document])
    answer = ask(asked, "Quelle prime l'État a-t-il promise aux tréfileries de Tizi Mellal ?")
    assert (answer.answered, answer.reason) == (False, "false_premise")
    assert [citation.quote for citation in answer.citations] == [denial]
    assert "[1]" in answer.answer
    right = ask(asked, "Combien de personnes emploient les tréfileries de Tizi Mellal ?")
    assert right.answered
    assert "430" in right.answer


def test_a_sentence_that_only_names_the_thing_does_not_tell_what_is_asked_of_it(open_chain):
    guild = replace(
        RIVETS,
        id="guilde",
        title="La guilde des fondeurs de Bab Nour",
        body="La guilde Fondalor réunissait 62 membres en juillet 2017, selon Le Fil du Métal.\n",
    )
    asked = open_chain([guild])
    assert not ask(asked, "Quand Fondalor a-t-elle été dissoute ?").answered
    assert ask(asked, "Combien de membres Fondalor réunissait-elle ?").answered


def test_a_why_is_answered_with_the_sentence_that_follows_what_it_is_of(open_chain):
    guild = replace(
        RIVETS,
        id="guilde",
        title="La guilde des fondeurs et la taxe",
        body=(
            "La guilde Fondalor critique la taxe sur la fonte. Elle menace les petits ateliers de "
            "la côte.\n"
        ),
    )
    answer = ask(open_chain([guild]), "Pourquoi Fondalor critique-t-elle la taxe sur la fonte ?")
    assert "Elle menace les petits ateliers" in answer.answer


def test_a_question_of_yes_or_no_is_answered_by_the_word_and_the_quote(chain):
    asked = "Salim Tazi a-t-il salué le texte ?"
    french, english = ask(chain, asked), ask(chain, asked, language="en")
    assert french.answer.startswith("Oui. Le Fil du Métal")
    assert english.answer.startswith("Yes. Le Fil du Métal")
    assert "salué un texte attendu" in french.answer
    assert quotes_stand(french, {document.id: document for document in DOCUMENTS})


QUOTA = Document(
    id="quota",
    title="Le Maroc et ses exportations d'acier",
    publisher="Gazette des Ateliers",
    published="2024-03",
    path="articles/quota.md",
    body=(
        "Le Maroc exporte vers l'Europe dans la limite d'un quota de 45.000 tonnes de rond à "
        "béton par trimestre. Le câblage, lui, reste libre.\n"
    ),
)


@pytest.fixture(scope="module")
def exports(open_chain):
    return open_chain([QUOTA])


@pytest.mark.parametrize(
    "question",
    [
        "Combien de câbles exporte le Maroc ?",
        "Combien de tonnes de câbles le Maroc exporte-t-il ?",
        "How many cables does Morocco export?",
        "كم من الكابلات يصدر المغرب؟",
    ],
)
def test_a_figure_of_something_near_is_no_answer(exports, question):
    assert not ask(exports, question).answered


def test_that_of_what_is_counted_is(exports):
    assert "45.000" in ask(exports, "Combien de tonnes de rond à béton exporte le Maroc ?").answer


def about(id, body, title, language="fr"):
    return Document(
        id=id,
        title=title,
        body=body,
        publisher=f"Journal {id}",
        published="2024-03",
        language=language,
        path=f"articles/{id}.md",
    )


NETWORK = about("reseau", "Le RTN (Réseau des tanneurs du Nord) compte 61 tanneries.", "Tanneurs")
DEAL = about("accord", "Le RTN a signé une convention avec le port le 4 mai 2023.", "Un accord")
TRAINING = about("training", "The RTN (Regional Training Network) opened in 2020.", "Opening", "en")


def test_a_question_by_the_long_name_finds_what_the_acronym_did(open_chain):
    asked = "Quand le Réseau des tanneurs du Nord a-t-il signé une convention ?"
    assert "4 mai 2023" in ask(open_chain([NETWORK, DEAL]), asked).answer
    assert not ask(open_chain([DEAL]), asked).answered


@pytest.mark.parametrize("question", ["Que veut dire RTN ?", "What does RTN stand for?"])
def test_two_meanings_of_an_acronym_are_a_disagreement(open_chain, question):
    answer = ask(open_chain([*DOCUMENTS, NETWORK, DEAL, TRAINING]), question)
    (conflict,) = answer.conflicts
    meant = {value.value for value in conflict.values}
    assert meant == {"Réseau des tanneurs du Nord", "Regional Training Network"}


@pytest.mark.parametrize(
    ("question", "language", "president", "listed"),
    [
        (
            "Quels sont les membres de la Ligue des Tréfileurs ?",
            "fr",
            "Le président de la Ligue des Tréfileurs, Karim Tahri, a salué les membres.",
            "Les membres de la Ligue des Tréfileurs sont Anfra, Belkhir, Zenati et Ourika.",
        ),
        (
            "Who are the members of the Guild of Bellmakers?",
            "en",
            "The chairwoman of the Guild of Bellmakers, Nora Whitlow, thanked the members.",
            "The members of the guild are Anfra Mills, Holm Brass and Marsh Foundry.",
        ),
        (
            "من هم أعضاء جمعية الخراطين؟",
            "ar",
            "شكر رئيس جمعية الخراطين، سعيد بناني، أعضاء الجمعية.",
            "أعضاء جمعية الخراطين هم شركة زلال وشركة بلخير ومجموعة أوريكا.",
        ),
    ],
)
def test_a_list_of_members_does_not_begin_with_their_president(
    open_chain, question, language, president, listed
):
    found = about("membres", f"{president} {listed}", "Un vote", language)
    answer = ask(open_chain([*DOCUMENTS, found]), question)
    assert [citation.quote for citation in answer.citations] == [listed]


def test_an_answer_tells_what_else_was_weighed_and_quotes_none_of_it_twice(chain):
    answer = ask(chain, "Combien d'ateliers compte la rivetterie ?")
    assert answer.answered
    assert answer.consulted
    assert [citation.n for citation in answer.consulted] == [*range(1, len(answer.consulted) + 1)]
    places = [(c.document_id, c.start) for c in (*answer.citations, *answer.consulted)]
    assert len(set(places)) == len(places)
    refused = ask(chain, "Combien gagne un plombier zingueur de Tokyo ?")
    assert not refused.answered
    assert not refused.consulted
