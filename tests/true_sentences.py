"""Invented facts: each as a source writes it and as an assistant tells it, in three languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from assistant.schema import LANGUAGES, Language


class Fact(NamedTuple):
    """One fact: its quotes and its statements, in the order of `LANGUAGES` (fr, en, ar)."""

    quotes: tuple[str, str, str]
    statements: tuple[str, str, str]
    published: str = "2016-05-04"

    def quote(self, language: Language) -> str:
        """Return the fact as a source in `language` writes it."""
        return self.quotes[LANGUAGES.index(language)]

    def statement(self, language: Language) -> str:
        """Return the fact as it is told in `language`."""
        return self.statements[LANGUAGES.index(language)]


FACTS = (
    Fact(
        (
            "L'État s'est engagé à verser 75 millions de dirhams aux ateliers d'ici fin 2022.",
            "The State has committed to pay 75 million dirhams to the workshops by the end of "
            "2022.",
            "التزمت الدولة بدفع 75 مليون درهم للورشات بحلول نهاية سنة 2022.",
        ),
        (
            "L'État s'engage à verser 75 MDH aux ateliers d'ici fin 2022.",
            "The State commits to paying the workshops MAD 75 million by the end of 2022.",
            "تلتزم الدولة بدفع 75 مليون درهم للورشات بحلول نهاية 2022.",
        ),
    ),
    Fact(
        (
            "De son côté, la fédération s'est engagée à créer 13.340 emplois dans la filière.",
            "For its part, the federation has committed to create 13,340 jobs in the sector.",
            "ومن جهتها التزمت الفيدرالية بخلق 13.340 منصب شغل في القطاع.",
        ),
        (
            "La fédération promet de créer 13 340 emplois.",
            "The federation promises to create 13,340 jobs.",
            "تعهدت الفيدرالية بخلق 13340 منصب شغل.",
        ),
    ),
    Fact(
        (
            "La fédération n'a pas signé la charte de Oued Nour.",
            "The federation did not sign the charter of Oued Nour.",
            "لم توقع الفيدرالية ميثاق واد نور.",
        ),
        (
            "La fédération n'a pas signé la charte.",
            "The federation has not signed the charter.",
            "لم توقع الفيدرالية على الميثاق.",
        ),
    ),
    Fact(
        (
            "En 2011, le chiffre d'affaires de la filière a atteint 1,9 milliard de dirhams.",
            "In 2011 the turnover of the sector reached 1.9 billion dirhams.",
            "في سنة 2011 بلغ رقم معاملات القطاع 1,9 مليار درهم.",
        ),
        (
            "Le chiffre d'affaires de la filière était de 1.900 millions de dirhams en 2011.",
            "The turnover of the sector was MAD 1,900 million in 2011.",
            "بلغ رقم معاملات القطاع 1900 مليون درهم سنة 2011.",
        ),
    ),
    Fact(
        (
            "Les exportations représentent 47 % de la production des câbliers.",
            "Exports make up 47% of what the cable makers produce.",
            "تمثل الصادرات 47 في المائة من إنتاج مصنعي الأسلاك.",
        ),
        (
            "47 pour cent de la production des câbliers est exportée.",
            "47 per cent of the production of the cable makers is exported.",
            "يصدر مصنعو الأسلاك 47٪ من الإنتاج.",
        ),
    ),
    Fact(
        (
            "Salim Tazi a été élu président de la fédération des riveteurs le 12 avril 2018.",
            "Salim Tazi was elected president of the riveters' federation on 12 April 2018.",
            "انتخب سليم التازي رئيسا لفيدرالية المبرشمين يوم 12 أبريل 2018.",
        ),
        (
            "Le 12 avril 2018, Salim Tazi a été élu président.",
            "On 12 April 2018 Salim Tazi was elected president.",
            "انتخب سليم التازي رئيسا في 12 أبريل 2018.",
        ),
        "2018-04-14",
    ),
    Fact(
        (
            "L'usine de Kénitra a ouvert ses portes en mars 2011 et emploie 480 personnes.",
            "The Kenitra plant opened in March 2011 and employs 480 people.",
            "فتح مصنع القنيطرة أبوابه في مارس 2011 ويشغل 480 شخصا.",
        ),
        (
            "L'usine de Kénitra emploie 480 personnes depuis mars 2011.",
            "The plant in Kenitra opened in March 2011; it employs 480 people.",
            "يشغل مصنع القنيطرة 480 شخصا، وقد فتح في مارس 2011.",
        ),
    ),
    Fact(
        (
            "L'investissement se situera entre 80 et 120 millions de dirhams.",
            "The investment will be between 80 and 120 million dirhams.",
            "سيتراوح الاستثمار بين 80 و120 مليون درهم.",
        ),
        (
            "Un investissement de 80 à 120 MDH est prévu.",
            "An investment of 80 to 120 million dirhams is planned.",
            "الاستثمار المرتقب من 80 إلى 120 مليون درهم.",
        ),
    ),
    Fact(
        (
            "La branche compte près de 2.150 entreprises.",
            "The branch has nearly 2,150 companies.",
            "يضم الفرع حوالي 2.150 مقاولة.",
        ),
        (
            "Environ 2 150 entreprises forment la branche.",
            "About 2,150 companies make up the branch.",
            "يتكون الفرع من نحو 2150 مقاولة.",
        ),
    ),
    Fact(
        (
            "Aucune subvention n'a été versée aux fonderies en 2019.",
            "No subsidy was paid to the foundries in 2019.",
            "لم تدفع أي إعانة للمسابك سنة 2019.",
        ),
        (
            "Les fonderies n'ont reçu aucune subvention en 2019.",
            "The foundries received no subsidy in 2019.",
            "لم تتلق المسابك أي إعانة في 2019.",
        ),
        "2020-01-20",
    ),
    Fact(
        (
            "Boeing achètera pour 2,4 milliards de dollars de pièces à Casablanca.",
            "Boeing will buy parts worth 2.4 billion dollars in Casablanca.",
            "ستشتري بوينغ قطعا بقيمة 2,4 مليار دولار في الدار البيضاء.",
        ),
        (
            "Boeing va acheter des pièces pour 2,4 milliards de dollars.",
            "Boeing is to buy $2.4 billion of parts.",
            "ستشتري بوينغ قطعا بـ 2.4 مليار دولار.",
        ),
    ),
    Fact(
        (
            "La FIMME regroupe 1.200 adhérents, dont vingt-cinq fondeurs.",
            "FIMME has 1,200 members, among them twenty-five founders.",
            "تضم FIMME 1.200 عضوا من بينهم خمسة وعشرون سباكا.",
        ),
        (
            "La FIMME compte 1200 adhérents et 25 fondeurs.",
            "FIMME counts 1,200 members and 25 founders.",
            "تضم FIMME 1200 عضوا و25 سباكا.",
        ),
    ),
    Fact(
        (
            "L'an dernier, le site a produit 45.000 tonnes d'acier.",
            "Last year the site produced 45,000 tonnes of steel.",
            "أنتج الموقع في السنة الماضية 45.000 طن من الصلب.",
        ),
        (
            "En 2015, le site a produit 45 000 tonnes d'acier.",
            "In 2015 the site produced 45,000 tons of steel.",
            "أنتج الموقع 45000 طن من الصلب سنة 2015.",
        ),
    ),
    Fact(
        (
            "Le ministère a annoncé le 2 mai 2016 la création de cinq écosystèmes.",
            "On 2 May 2016 the ministry announced the creation of five ecosystems.",
            "أعلنت الوزارة يوم 2 ماي 2016 عن إحداث خمس منظومات.",
        ),
        (
            "La création de 5 écosystèmes a été annoncée par le ministère en mai 2016.",
            "The ministry announced five ecosystems in May 2016.",
            "أعلنت الوزارة في ماي 2016 عن إحداث 5 منظومات.",
        ),
    ),
    Fact(
        (
            "Le déficit de la branche n'a pas dépassé 0,412 milliard de dirhams.",
            "The deficit of the branch did not exceed 0.412 billion dirhams.",
            "لم يتجاوز عجز الفرع 0,412 مليار درهم.",
        ),
        (
            "Le déficit de la branche n'a pas dépassé 412 MDH.",
            "The deficit of the branch did not exceed 412 million dirhams.",
            "لم يتجاوز عجز الفرع 412 مليون درهم.",
        ),
    ),
)


class Told(NamedTuple):
    """A sentence beside a quote, each in its language."""

    language: Language
    statement: str
    quoted: Language
    quote: str


def _told(name: str) -> tuple[Told, ...]:
    lines = (Path(__file__).parent / "fixtures" / name).read_text("utf-8").splitlines()
    return tuple(Told(**json.loads(line)) for line in lines)


# Written in the manner of the press, without a look at what the check does with them.
TOLD = _told("true_sentences.jsonl")
UNTRUE = _told("false_sentences.jsonl")
