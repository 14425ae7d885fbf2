# ruff: noqa: E501 - one pattern a line, whatever its length
"""Days and times as bylines write them, in folded text of three languages: patterns only."""

from __future__ import annotations

import re

_MONTHS = (
    r"(?:janv(?:ier|\.)?|fevr(?:ier|\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|aout|"
    r"sept(?:embre|\.)?|oct(?:obre|ober|\.)?|nov(?:embre|ember|\.)?|dec(?:embre|ember|\.)?|"
    r"jan(?:uary|\.)?|feb(?:ruary|\.)?|march|mar\.?|april|apr\.?|may|june|jun\.?|july|jul\.?|"
    r"august|aug\.?|september|sep\.?|"
    r"كانون (?:الثاني|الاول)|تشرين (?:الاول|الثاني)|يناير|جانفي|فبراير|فيفري|شباط|مارس|اذار|ابريل|افريل|نيسان|"
    r"مايو|ماي|ايار|يونيو|يونيه|جوان|حزيران|يوليوز|يوليو|يوليه|جويليه|تموز|غشت|اغسطس|اوت|اب|"
    r"شتنبر|سبتمبر|ايلول|اكتوبر|نونبر|نوفمبر|دجنبر|ديسمبر)"
)
DAYS = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun\.?|mar\.?|mer\.?|jeu\.?|ven\.?|sam\.?|dim\.?|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|"
    r"الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|الاحد)"
)
_TIME = r"(?:(?:a|at|علي الساعه|الساعه|-|,|\||@)?\s*\d{1,2}\s*(?:h|:|:)\s*\d{0,2}(?::\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|gmt|utc|cet|gmt\+\d|صباحا|مساء|ص|م)?(?:\s*\(?(?:gmt|utc)(?:\s*[+-]\s*\d+)?\)?)?)"  # fmt: skip
_DATE = (
    r"(?:"
    r"(?:19|20)\d\d\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?:t[\d:.]+(?:z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:(?:19|20)\d\d|\d\d)(?!\d)"
    rf"|\d{{1,2}}\s*(?:er|st|nd|rd|th)?\s*[-/ ]?\s*(?:of\s+)?{_MONTHS}\s*(?:/\s*\w+\s*)?[-/, ،]*\s*(?:19|20)\d\d"
    rf"|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?\s*,?\s*(?:19|20)\d\d"
    rf"|{_MONTHS}\s+(?:19|20)\d\d"
    r")"
)
DATE = re.compile(rf"(?<![\w\d])(?P<date>{_DATE})(?![\w])")
TIME = re.compile(rf"(?<!\d){_TIME}(?!\d)")
AGO = re.compile(
    r"\W*(?:publiee? |posted |published |updated |mis a jour )?(?:il y a|depuis|منذ)?\s*(?:\d+|une?|an?|one)?\s*"
    r"(?:ans?|mois|semaines?|jours?|heures?|h|minutes?|min|years?|months?|weeks?|days?|hours?|mins?|"
    r"سنوات|سنه|اشهر|شهر|اسابيع|اسبوع|ايام|يوم|يومين|ساعات|ساعه|دقيقه|دقائق)\s*(?:ago)?\W*"
)
