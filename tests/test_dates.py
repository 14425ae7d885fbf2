"""Promises of `find_dates`: what French, English and Arabic texts name, and what only looks it."""

from datetime import date
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.language.calendar_words import MONTHS
from assistant.language.dates import find_dates
from assistant.schema import LANGUAGES, Language

WRITTEN = date(2019, 2, 1)  # a Friday; the day the texts below were written

# text | words of each mention = first..last precision, "~" when told from the day of writing
ABSOLUTE = """
أوائل أبريل 2020 | أوائل أبريل 2020 = 2020-04-01..2020-04-10 range
نهاية شهر أبريل 2020 | نهاية شهر أبريل 2020 = 2020-04-21..2020-04-30 range
بين 30 أبريل و22 مايو 2020 | 30 أبريل و22 مايو 2020 = 2020-04-30..2020-05-22 range
signé le 2 mai 2016 à Rabat | 2 mai 2016 = 2016-05-02..2016-05-02 day
le 1er janvier 2017 | 1er janvier 2017 = 2017-01-01..2017-01-01 day
le premier janvier 2017 | premier janvier 2017 = 2017-01-01..2017-01-01 day
Le Mardi 3 Mars 2015, | Mardi 3 Mars 2015 = 2015-03-03..2015-03-03 day
LE 12 DECEMBRE 2015 | 12 DECEMBRE 2015 = 2015-12-12..2015-12-12 day
le 12 déc. 2015 | 12 déc. 2015 = 2015-12-12..2015-12-12 day
fait le 02/05/2016 | 02/05/2016 = 2016-05-02..2016-05-02 day
paru le 01 - 02 - 2019 | 01 - 02 - 2019 = 2019-02-01..2019-02-01 day
02.05.2016 | 02.05.2016 = 2016-05-02..2016-05-02 day
02/05/16 | 02/05/16 = 2016-05-02..2016-05-02 day
2016-05-02 | 2016-05-02 = 2016-05-02..2016-05-02 day
2016/05/02 | 2016/05/02 = 2016-05-02..2016-05-02 day
2016-05 | 2016-05 = 2016-05-01..2016-05-31 month
05/2016 | 05/2016 = 2016-05-01..2016-05-31 month
on May 2, 2016 in Rabat | May 2, 2016 = 2016-05-02..2016-05-02 day
May 2nd 2016 | May 2nd 2016 = 2016-05-02..2016-05-02 day
the 2nd of May 2016 | 2nd of May 2016 = 2016-05-02..2016-05-02 day
2 May 2016 | 2 May 2016 = 2016-05-02..2016-05-02 day
02-Feb-2019 | 02-Feb-2019 = 2019-02-02..2019-02-02 day
Monday, May 2, 2016 | Monday, May 2, 2016 = 2016-05-02..2016-05-02 day
يوم 2 ماي 2016 بالرباط | 2 ماي 2016 = 2016-05-02..2016-05-02 day
٢ مايو ٢٠١٦ | ٢ مايو ٢٠١٦ = 2016-05-02..2016-05-02 day
2 من ماي 2016 | 2 من ماي 2016 = 2016-05-02..2016-05-02 day
الاثنين 2 ماي 2016 | الاثنين 2 ماي 2016 = 2016-05-02..2016-05-02 day
فاتح ماي 2016 | فاتح ماي 2016 = 2016-05-01..2016-05-01 day
2 ماي من سنة 2016 | 2 ماي من سنة 2016 = 2016-05-02..2016-05-02 day
3 كانون الثاني/يناير 2017 | 3 كانون الثاني/يناير 2017 = 2017-01-03..2017-01-03 day
du 2 au 5 mai 2016 | 2 au 5 mai 2016 = 2016-05-02..2016-05-05 range
les 2 et 3 mai 2016 | 2 et 3 mai 2016 = 2016-05-02..2016-05-03 range
les 2, 3 et 4 mai 2016 | 2, 3 et 4 mai 2016 = 2016-05-02..2016-05-04 range
May 2-5, 2016 | May 2-5, 2016 = 2016-05-02..2016-05-05 range
from 2 to 5 May 2016 | 2 to 5 May 2016 = 2016-05-02..2016-05-05 range
من 2 إلى 5 ماي 2016 | 2 إلى 5 ماي 2016 = 2016-05-02..2016-05-05 range
du 28 mai au 3 juin 2016 | 28 mai au 3 juin 2016 = 2016-05-28..2016-06-03 range
entre le 2 mai 2016 et le 3 juin 2017 | 2 mai 2016 et le 3 juin 2017 = 2016-05-02..2017-06-03 range
en mai 2016 | mai 2016 = 2016-05-01..2016-05-31 month
février 2016 | février 2016 = 2016-02-01..2016-02-29 month
fevrier 2015 | fevrier 2015 = 2015-02-01..2015-02-28 month
fe\u0301vrier 2015 | fe\u0301vrier 2015 = 2015-02-01..2015-02-28 month
sept. 2014 | sept. 2014 = 2014-09-01..2014-09-30 month
au mois d'août 2014 | août 2014 = 2014-08-01..2014-08-31 month
mai de l'année 2016 | mai de l'année 2016 = 2016-05-01..2016-05-31 month
in May 2016 | May 2016 = 2016-05-01..2016-05-31 month
May of 2016 | May of 2016 = 2016-05-01..2016-05-31 month
في ماي 2016 | ماي 2016 = 2016-05-01..2016-05-31 month
شهر ماي من سنة 2016 | ماي من سنة 2016 = 2016-05-01..2016-05-31 month
وأبريل 2018 | أبريل 2018 = 2018-04-01..2018-04-30 month
ماي/أيار 2016 | ماي/أيار 2016 = 2016-05-01..2016-05-31 month
janvier-mars 2018 | janvier-mars 2018 = 2018-01-01..2018-03-31 range
de mars à juin 2018 | mars à juin 2018 = 2018-03-01..2018-06-30 range
de novembre à février 2018 | novembre à février 2018 = 2017-11-01..2018-02-28 range
de novembre 2017 à février 2018 | novembre 2017 à février 2018 = 2017-11-01..2018-02-28 range
from March to June 2018 | March to June 2018 = 2018-03-01..2018-06-30 range
من مارس إلى يونيو 2018 | مارس إلى يونيو 2018 = 2018-03-01..2018-06-30 range
mars et mai 2018 | mars = 2018-03-01..2018-03-31 month; mai 2018 = 2018-05-01..2018-05-31 month
fin mai 2016 | fin mai 2016 = 2016-05-21..2016-05-31 range
début mai 2016 | début mai 2016 = 2016-05-01..2016-05-10 range
mi-mai 2016 | mi-mai 2016 = 2016-05-11..2016-05-20 range
late May 2016 | late May 2016 = 2016-05-21..2016-05-31 range
en 2016, | 2016 = 2016-01-01..2016-12-31 year
(2016) | 2016 = 2016-01-01..2016-12-31 year
l'année 2018 | 2018 = 2018-01-01..2018-12-31 year
de l'exercice 2018. | 2018 = 2018-01-01..2018-12-31 year
le 15 décembre 1664 | 15 décembre 1664 = 1664-12-15..1664-12-15 day
en 1912, la loi | 1912 = 1912-01-01..1912-12-31 year
entre 1859 et 1862 | 1859 et 1862 = 1859-01-01..1862-12-31 range
l'année 1912 | 1912 = 1912-01-01..1912-12-31 year
la rentrée 2016 | 2016 = 2016-01-01..2016-12-31 year
Vision 2030 du secteur | 2030 = 2030-01-01..2030-12-31 year
en 2018 les exportations | 2018 = 2018-01-01..2018-12-31 year
En 2018, 277 MDH | 2018 = 2018-01-01..2018-12-31 year
en 2018 trois usines | 2018 = 2018-01-01..2018-12-31 year
passé de 12 en 2009 à 187 millions | 2009 = 2009-01-01..2009-12-31 year
in 2018 exports rose | 2018 = 2018-01-01..2018-12-31 year
في عام 2016 | 2016 = 2016-01-01..2016-12-31 year
سنة 2016م | 2016 = 2016-01-01..2016-12-31 year
لسنة ٢٠١٦ | ٢٠١٦ = 2016-01-01..2016-12-31 year
سنة 2016 و2017 | 2016 = 2016-01-01..2016-12-31 year; 2017 = 2017-01-01..2017-12-31 year
2015 2016 | 2015 = 2015-01-01..2015-12-31 year; 2016 = 2016-01-01..2016-12-31 year
en 2020 et 2021 | 2020 = 2020-01-01..2020-12-31 year; 2021 = 2021-01-01..2021-12-31 year
2014-2020 | 2014-2020 = 2014-01-01..2020-12-31 range
2014 – 2020 | 2014 – 2020 = 2014-01-01..2020-12-31 range
2016/2017 | 2016/2017 = 2016-01-01..2017-12-31 range
2016/17 | 2016/17 = 2016-01-01..2017-12-31 range
2016-17 | 2016-17 = 2016-01-01..2017-12-31 range
entre 2014 et 2016 | 2014 et 2016 = 2014-01-01..2016-12-31 range
between 2014 and 2016 | 2014 and 2016 = 2014-01-01..2016-12-31 range
ما بين 2014 و2020 | 2014 و2020 = 2014-01-01..2020-12-31 range
de 2015 à 2020 | 2015 à 2020 = 2015-01-01..2020-12-31 range
from 2014 through 2016 | 2014 through 2016 = 2014-01-01..2016-12-31 range
من 2015 إلى 2020 | 2015 إلى 2020 = 2015-01-01..2020-12-31 range
the 2010s | 2010s = 2010-01-01..2019-12-31 range
the 90s | 90s = 1990-01-01..1999-12-31 range
les années 2010 | années 2010 = 2010-01-01..2019-12-31 range
les années 90 | années 90 = 1990-01-01..1999-12-31 range
les années 70 et 80 | années 70 = 1970-01-01..1979-12-31 range; 80 = 1980-01-01..1989-12-31 range
les années 2010 et 2011 | 2010 = 2010-01-01..2010-12-31 year; 2011 = 2011-01-01..2011-12-31 year
fin 2013 | fin 2013 = 2013-10-01..2013-12-31 quarter
à la fin de l'année 2013 | fin de l'année 2013 = 2013-10-01..2013-12-31 quarter
the end of 2013 | end of 2013 = 2013-10-01..2013-12-31 quarter
متم سنة 2018 | متم سنة 2018 = 2018-10-01..2018-12-31 quarter
début 2018 | début 2018 = 2018-01-01..2018-03-31 quarter
early 2018 | early 2018 = 2018-01-01..2018-03-31 quarter
مطلع 2018 | مطلع 2018 = 2018-01-01..2018-03-31 quarter
mi-2018 | mi-2018 = 2018-04-01..2018-09-30 half
mid-2018 | mid-2018 = 2018-04-01..2018-09-30 half
منتصف 2018 | منتصف 2018 = 2018-04-01..2018-09-30 half
T1 2012 | T1 2012 = 2012-01-01..2012-03-31 quarter
T1-2012 | T1-2012 = 2012-01-01..2012-03-31 quarter
1T2012 | 1T2012 = 2012-01-01..2012-03-31 quarter
Q3 2020 | Q3 2020 = 2020-07-01..2020-09-30 quarter
S2 2019 | S2 2019 = 2019-07-01..2019-12-31 half
H1 2019 | H1 2019 = 2019-01-01..2019-06-30 half
premier trimestre 2012 | premier trimestre 2012 = 2012-01-01..2012-03-31 quarter
2ème trimestre de 2012 | 2ème trimestre de 2012 = 2012-04-01..2012-06-30 quarter
dernier trimestre de l'an 2012 | dernier trimestre de l'an 2012 = 2012-10-01..2012-12-31 quarter
au second semestre de 2018 | second semestre de 2018 = 2018-07-01..2018-12-31 half
the fourth quarter of 2018 | fourth quarter of 2018 = 2018-10-01..2018-12-31 quarter
the first half of 2018 | first half of 2018 = 2018-01-01..2018-06-30 half
الربع الأول من 2012 | الربع الأول من 2012 = 2012-01-01..2012-03-31 quarter
الفصل الثاني من سنة 2018 | الفصل الثاني من سنة 2018 = 2018-04-01..2018-06-30 quarter
النصف الثاني من عام 2018 | النصف الثاني من عام 2018 = 2018-07-01..2018-12-31 half
été 2017 | été 2017 = 2017-06-01..2017-08-31 quarter
l'automne 2017 | automne 2017 = 2017-09-01..2017-11-30 quarter
summer 2017 | summer 2017 = 2017-06-01..2017-08-31 quarter
hiver 2017 | hiver 2017 = 2016-12-01..2017-02-28 quarter
hiver 2016-2017 | hiver 2016-2017 = 2016-12-01..2017-02-28 quarter
première moitié de 2018 | première moitié de 2018 = 2018-01-01..2018-06-30 half
18 مايو، 2016 | 18 مايو، 2016 = 2016-05-18..2016-05-18 day
بين عامي 2008 و 2014 | 2008 و 2014 = 2008-01-01..2014-12-31 range
عام2011 | 2011 = 2011-01-01..2011-12-31 year
صيف 2017 | صيف 2017 = 2017-06-01..2017-08-31 quarter
les neuf premiers mois de 2018 | neuf premiers mois de 2018 = 2018-01-01..2018-09-30 range
خلال الأشهر التسعة الأولى من 2018 | الأشهر التسعة الأولى من 2018 = 2018-01-01..2018-09-30 range
the first nine months of 2018 | first nine months of 2018 = 2018-01-01..2018-09-30 range
"""

TOLD = """
le 26 octobre dernier | ~26 octobre dernier = 2018-10-26..2018-10-26 day
le 15 janvier dernier | ~15 janvier dernier = 2019-01-15..2019-01-15 day
le 1er mars prochain | ~1er mars prochain = 2019-03-01..2019-03-01 day
يوم 26 أكتوبر الماضي | ~26 أكتوبر الماضي = 2018-10-26..2018-10-26 day
le jeudi 31 janvier à Safi | ~jeudi 31 janvier = 2019-01-31..2019-01-31 day
le 11 juillet à Safi | ~11 juillet = 2019-07-11..2019-07-11 day
Le 11 juillet. Puis | ~11 juillet = 2019-07-11..2019-07-11 day
le 28 décembre | ~28 décembre = 2018-12-28..2018-12-28 day
mardi 3 mars | ~mardi 3 mars = 2019-03-03..2019-03-03 day
on March 3 in Safi | ~March 3 = 2019-03-03..2019-03-03 day
en mai dernier | ~mai dernier = 2018-05-01..2018-05-31 month
last May | ~last May = 2018-05-01..2018-05-31 month
ماي الماضي | ~ماي الماضي = 2018-05-01..2018-05-31 month
en juin prochain | ~juin prochain = 2019-06-01..2019-06-30 month
au mois de juin | ~juin = 2019-06-01..2019-06-30 month
في شهر يونيو | ~يونيو = 2019-06-01..2019-06-30 month
l'an dernier | ~l'an dernier = 2018-01-01..2018-12-31 year
l'année passée | ~l'année passée = 2018-01-01..2018-12-31 year
l’an prochain | ~l’an prochain = 2020-01-01..2020-12-31 year
cette année | ~cette année = 2019-01-01..2019-12-31 year
last year | ~last year = 2018-01-01..2018-12-31 year
this year | ~this year = 2019-01-01..2019-12-31 year
السنة الماضية | ~السنة الماضية = 2018-01-01..2018-12-31 year
العام الماضي | ~العام الماضي = 2018-01-01..2018-12-31 year
السنة الجارية | ~السنة الجارية = 2019-01-01..2019-12-31 year
العام المقبل | ~العام المقبل = 2020-01-01..2020-12-31 year
هذه السنة | ~هذه السنة = 2019-01-01..2019-12-31 year
le mois dernier | ~le mois dernier = 2019-01-01..2019-01-31 month
ce mois-ci | ~ce mois-ci = 2019-02-01..2019-02-28 month
last month | ~last month = 2019-01-01..2019-01-31 month
الشهر الماضي | ~الشهر الماضي = 2019-01-01..2019-01-31 month
la semaine dernière | ~la semaine dernière = 2019-01-21..2019-01-27 range
last week | ~last week = 2019-01-21..2019-01-27 range
le trimestre dernier | ~le trimestre dernier = 2018-10-01..2018-12-31 quarter
hier | ~hier = 2019-01-31..2019-01-31 day
avant-hier | ~avant-hier = 2019-01-30..2019-01-30 day
yesterday | ~yesterday = 2019-01-31..2019-01-31 day
أمس | ~أمس = 2019-01-31..2019-01-31 day
demain | ~demain = 2019-02-02..2019-02-02 day
mardi dernier | ~mardi dernier = 2019-01-29..2019-01-29 day
last Friday | ~last Friday = 2019-01-25..2019-01-25 day
next Tuesday | ~next Tuesday = 2019-02-05..2019-02-05 day
الثلاثاء الماضي | ~الثلاثاء الماضي = 2019-01-29..2019-01-29 day
ce jeudi | ~ce jeudi = 2019-01-31..2019-01-31 day
l'été dernier | ~l'été dernier = 2018-06-01..2018-08-31 quarter
last summer | ~last summer = 2018-06-01..2018-08-31 quarter
il y a deux ans | ~il y a deux ans = 2017-01-01..2017-12-31 year
three years ago | ~three years ago = 2016-01-01..2016-12-31 year
قبل ثلاث سنوات | ~قبل ثلاث سنوات = 2016-01-01..2016-12-31 year
ces trois dernières années | ~ces trois dernières années = 2016-01-01..2019-02-01 range
the past five years | ~the past five years = 2014-01-01..2019-02-01 range
au premier semestre | ~premier semestre = 2019-01-01..2019-06-30 half
au quatrième trimestre | ~quatrième trimestre = 2018-10-01..2018-12-31 quarter
a démissionné début novembre | ~début novembre = 2018-11-01..2018-11-10 range
à la fin de l'année dernière | ~fin de l'année dernière = 2018-10-01..2018-12-31 quarter
depuis l'an dernier | ~depuis l'an dernier = 2018-01-01..2019-02-01 range
since last May | ~since last May = 2018-05-01..2019-02-01 range
depuis le début de l'année | ~depuis le début de l'année = 2019-01-01..2019-02-01 range
à partir de 2009 | à partir de 2009 = 2009-01-01..2019-02-01 range
à partir de 2027 | à partir de 2027 = 2027-01-01..2027-12-31 year
depuis 2009 | depuis 2009 = 2009-01-01..2019-02-01 range
since May 2015 | since May 2015 = 2015-05-01..2019-02-01 range
منذ سنة 2009 | منذ سنة 2009 = 2009-01-01..2019-02-01 range
d'ici 2027 | d'ici 2027 = 2019-02-01..2027-12-31 range
d'ici fin 2020 | d'ici fin 2020 = 2019-02-01..2020-12-31 range
d’ici à 2020 | d’ici à 2020 = 2019-02-01..2020-12-31 range
à l'horizon 2035 | à l'horizon 2035 = 2019-02-01..2035-12-31 range
by 2020 | by 2020 = 2019-02-01..2020-12-31 range
by the end of 2020 | by the end of 2020 = 2019-02-01..2020-12-31 range
jusqu'en 2022 | jusqu'en 2022 = 2019-02-01..2022-12-31 range
بحلول سنة 2030 | بحلول سنة 2030 = 2019-02-01..2030-12-31 range
في أفق 2035 | في أفق 2035 = 2019-02-01..2035-12-31 range
"""

UNTOLD = """
d'ici 2020 | d'ici 2020 = 2020-01-01..2020-12-31 year
à l'horizon 2035 | à l'horizon 2035 = 2035-01-01..2035-12-31 year
depuis 2009 | depuis 2009 = 2009-01-01..2009-12-31 year
"""

NO_DATES = """
1.340 entreprises
l'année suivante
mon dernier mandat
mon passé
des 2030 entreprises
the previous year
aujourd'hui
1 340 entreprises
2000 emplois
près de 2000 personnes
de 2000 à 3000 emplois
2 000 tonnes
2030 DH
2030 MDH
2030,5 millions
3,2016
un total de 2015 dossiers
more than 2000 companies
around 2000 workers
2000 منصب شغل
حوالي 2000 مقاولة
2030 درهم
loi n° 2016
ISO 9001:2015
page 2016
il a été 2017 fois cité
31/02/2019
le 30 février 2018
12:30
1/2
99/99/2019
the plant may 2 things do
this may help
0522 20 16 18
+212 2016 3040
version 2.2016.1
la ville de Marsa
mais 2 personnes
un marchand
192.168.2016.1
"""

BESIDE = """
40 en 2024, contre 30 un an plus tôt | 2024 = 2024-01-01..2024-12-31 year; ~un an plus tôt = 2023-01-01..2023-12-31 year
En 2012 la fusion ; l'année suivante, la fermeture | 2012 = 2012-01-01..2012-12-31 year; ~l'année suivante = 2013-01-01..2013-12-31 year
31 in February 2021 and 28 a year earlier | February 2021 = 2021-02-01..2021-02-28 month; ~a year earlier = 2020-02-01..2020-02-29 month
سنة 2022، مقابل 30 في السنة التي قبلها | 2022 = 2022-01-01..2022-12-31 year; ~السنة التي قبلها = 2021-01-01..2021-12-31 year
En 2010, 115 ateliers, contre 96 deux ans plus tôt | 2010 = 2010-01-01..2010-12-31 year; ~deux ans plus tôt = 2008-01-01..2008-12-31 year
Closed in May 2013, opened 18 years earlier | May 2013 = 2013-05-01..2013-05-31 month; ~18 years earlier = 1995-01-01..1995-12-31 year
Born in 1951; three years later, a hall | 1951 = 1951-01-01..1951-12-31 year; ~three years later = 1954-01-01..1954-12-31 year
سنة 2022، مقابل 30 قبل ذلك بسنتين | 2022 = 2022-01-01..2022-12-31 year; ~قبل ذلك بسنتين = 2020-01-01..2020-12-31 year
سنة 2022، وبعد ذلك بثلاث سنوات | 2022 = 2022-01-01..2022-12-31 year; ~وبعد ذلك بثلاث سنوات = 2025-01-01..2025-12-31 year
En 2020, trois ans avant la date prévue | 2020 = 2020-01-01..2020-12-31 year
En 2020, vingt-cinq ans plus tôt | 2020 = 2020-01-01..2020-12-31 year
un an plus tôt | \x20
En 2020, douze. L'année précédente, huit. | 2020 = 2020-01-01..2020-12-31 year
de 2015 à 2018, puis l'année suivante | 2015 à 2018 = 2015-01-01..2018-12-31 range
"""  # noqa: E501


def cases(table: str) -> list[tuple[str, str]]:
    lines = [line for line in table.strip().splitlines() if line]
    return [(line.split(" | ", 1)[0], line.split(" | ", 1)[1]) for line in lines]


def shown(text: str, language: Language, reference: date | None) -> str:
    return "; ".join(
        f"{'~' if m.relative else ''}{m.words} = {m.first}..{m.last} {m.precision}"
        for m in find_dates(text, language, reference)
    )


@pytest.mark.parametrize(("text", "expected"), cases(ABSOLUTE))
def test_dates_that_need_no_reference(text: str, expected: str) -> None:
    assert shown(text, "fr", None) == expected


@pytest.mark.parametrize(("text", "expected"), cases(BESIDE))
def test_the_year_beside_the_one_just_told_in_the_sentence(text: str, expected: str) -> None:
    assert shown(text, "fr", None) == expected.strip()


@pytest.mark.parametrize(("text", "expected"), cases(TOLD))
def test_dates_told_from_the_day_of_writing(text: str, expected: str) -> None:
    assert shown(text, "fr", WRITTEN) == expected


@pytest.mark.parametrize("text", [t for t, shown_ in cases(TOLD) if shown_.startswith("~")])
def test_without_a_reference_they_are_left_out(text: str) -> None:
    assert find_dates(text, "fr", None) == []


@pytest.mark.parametrize(("text", "expected"), cases(UNTOLD))
def test_a_year_stands_without_a_reference(text: str, expected: str) -> None:
    assert shown(text, "fr", None) == expected


@pytest.mark.parametrize("text", NO_DATES.strip().splitlines())
@pytest.mark.parametrize("reference", [None, WRITTEN])
def test_what_only_looks_like_a_date(text: str, reference: date | None) -> None:
    assert find_dates(text, "fr", reference) == []


@pytest.mark.parametrize(("name", "month"), MONTHS.items())
def test_every_month_name_in_every_form(name: str, month: int) -> None:
    for text in (f"12 {name} 2016", f"le 12 {name.capitalize()} 2016."):
        (found,) = find_dates(text, "fr", None)
        assert (found.first, found.precision) == (date(2016, month, 12), "day")
    (found,) = find_dates(f"x {name} 2016 y", "fr", None)
    assert (found.first, found.precision) == (date(2016, month, 1), "month")


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_every_day_is_found_in_every_usual_form(day: date) -> None:
    for words in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%B} {day.day}, {day.year}"):
        (found,) = find_dates(f"Signed: {words}, in Fez", "en", None)
        assert (found.first, found.last, found.words) == (day, day, words)


PIECES = [
    "le ", "2 ", "mai ", "2016", "-", "/", " ", "d'ici ", "fin ", "entre ", " et ", " à ", "T1 ",
    "دجنبر ", "سنة ", "و", "\u0301", "ـ", "last ", "year", "Feb", ".", "31", "\n", "½", "²", "٢",
]  # fmt: skip


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(LANGUAGES))
@example("le 29 février", "fr")
@example("دجنبـر 2016", "ar")
def test_mentions_stand_in_the_text_in_order_without_overlap(text: str, language: Language) -> None:
    end = 0
    for found in find_dates(text, language, WRITTEN):
        assert found.words == text[found.span.start : found.span.end] != ""
        assert found.span.start >= end
        assert found.first <= found.last
        end = found.span.end


@given(st.dates())
def test_any_reference_will_do(reference: date) -> None:
    find_dates("hier, l'an dernier, il y a 20 ans, d'ici 2020, le 29 février", "fr", reference)


@pytest.mark.parametrize(
    "piece", ["2 mai 2016 ", "1 ", "mai ", "d'ici fin de l'année ", "2016-", "a"]
)
def test_the_time_taken_grows_with_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text, begun = piece * times, process_time()
        find_dates(text, "fr", WRITTEN)
        return process_time() - begun

    seconds(10)
    # the shortest of three: another process on the machine only ever makes it longer
    short, long = (min(seconds(times) for _ in range(3)) for times in (800, 8000))
    assert long < 40 * max(short, 0.002)
