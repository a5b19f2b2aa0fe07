"""The numbers of sections as each language writes them: `II.A.1.b` is ثانياً-ألف-١(ب) in Arabic documents."""

from __future__ import annotations

from loaders.section_numbers import number_of_section, section_name

from .reader import Text


def section_number(number: str, language: str) -> Text:
    """The number of a section in a language; one that no rule fits stays as it is.

    >>> section_number("II.A.1.b", "ar").text, section_number("II.A.1.b", "en").text
    ('ثانياً-ألف-١(ب)', 'II.A.1.b')
    >>> section_number("annex-1.II", "ar").text, section_number("annex-1", "en").text
    ('القسم ثانياً من المرفق ١', 'Annex 1')
    >>> section_number("no number", "ar")
    Text(text='no number', language='')
    """
    if number.startswith("annex-"):
        ar, en = section_name(number)
        return Text(ar if language == "ar" else f"{en[0].upper()}{en[1:]}", language)
    arabic = number_of_section(number) if language == "ar" else ""
    return Text(arabic, "ar") if arabic else Text(number, "")
