"""The forms that documents of the United Nations take: resolutions, letters, chapters, annexes, notes, page heads."""

from __future__ import annotations

import pytest

from loaders.documents.records import Document, SourceText
from loaders.documents.structure import Given, read_structure


def of_text(text: str, symbol: str = "") -> Document:
    return read_structure(SourceText("a.txt", text), Given(symbol=symbol))


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [(part.number, part.kind, part.section) for part in document.parts]


def test_a_resolution_of_the_security_council_with_one_operative_paragraph_without_a_number() -> None:
    document = of_text(
        "الأمم المتحدة\tS/RES/2111 (2013)\nمجلس الأمن\tDistr.: General\n24 July 2013\n\nالقرار ٢١١١ (٢٠١٣)\n\n"
        "الذي اتخذه مجلس الأمن في جلسته ٧٠٠٥، المعقودة في ٢٤ تموز/يوليه ٢٠١٣\n\nإن مجلس الأمن،\n"
        "إذ يساوره القلق إزاء الحالة،\nوإذ يتصرف بموجب الفصل السابع،\nيقرر أن يبقي المسألة قيد نظره."
    )
    assert (document.front.symbol, document.front.organ) == ("S/RES/2111(2013)", "S")
    assert (document.front.date, document.front.adopted) == ("2013-07-24", "2013-07-24")
    assert [(part.number, part.verb) for part in document.parts] == [
        ("pp1", "إذ يساوره القلق"),
        ("pp2", "وإذ يتصرف"),
        ("1", "يقرر"),
    ]


def test_an_old_resolution_that_only_prints_its_number() -> None:
    document = of_text(
        "93 (1951). Resolution of 18 May 1951\n\nThe Security Council,\n\nRecalling its past resolutions, 3\n\n"
        "1. Endorses the requests;\n\n2, Notes the reply; 4\n\n3. Calls upon the parties to meet.\n\n"
        "Adopted at the 547th meeting.\n\n3 See resolution 89 (1950).\n4 Ibid., page 5."
    )
    assert (document.front.symbol, document.front.kind) == ("S/RES/93(1951)", "resolution")
    assert [part.number for part in document.parts] == ["pp1", "1", "2", "3", "u1", "fn3", "fn4"]
    assert [part.anchor and part.anchor[0] for part in document.parts[-2:]] == ["pp1", "2"]


def test_the_parts_of_a_resolution_have_counts_of_their_own() -> None:
    half = (
        "\n\n{}\n\n{}\n\nThe General Assembly,\n\nRecalling it,\n\n1. Calls for efforts;\n\n2. Decides so.\n\n"
        "69th plenary meeting"
    )
    document = of_text(
        "54/54. General disarmament" + half.format("A", "The Treaty") + half.format("B", "A new world"),
        symbol="A/RES/54/54",
    )
    assert [(heading.id, heading.title) for heading in document.headings] == [("A", "The Treaty"), ("B", "A new world")]
    numbers = [part.number for part in document.parts]
    assert numbers == [f"{half}/{n}" for half in "AB" for n in ("u1", "pp1", "1", "2", "u2")]


def test_a_resolution_of_a_conference_with_an_annex() -> None:
    document = of_text(
        "القرار ٨/٢\nآلية الاستعراض\n\nإن مؤتمر الأطراف في اتفاقية الأمم المتحدة\n"
        "لمكافحة الجريمة المنظمة عبر الوطنية،\n\nإذ يشير إلى المادة ٣٢،\n\n١- يقرر أن يواصل العمل؛\n\n"
        "٢- يعتمد الإجراءات.\n\nالمرفق\n\nالإجراءات\n\nأولاً- مبادئ\n\n١- الآلية شفافة.\n\n"
        "ثانياً- أهداف\n\n٢- الآلية فعالة."
    )
    assert (document.front.symbol, document.front.title) == ("CTOC/COP/RES/8/2", "آلية الاستعراض")
    assert shown(document) == [
        ("pp1", "preambular", ""),
        ("1", "operative", ""),
        ("2", "operative", ""),
        ("annex-1/1", "paragraph", "annex-1.I"),
        ("annex-1/2", "paragraph", "annex-1.II"),
    ]


def test_chapters_and_annexes_in_both_languages_have_the_same_ids() -> None:
    english = of_text(
        "A/72/17\n\nChapter I\nIntroduction\n\n1. The report.\n\nChapter II\nSession\n\nA. Opening\n\n2. Opened.\n\n"
        "Annex I. Participants\n\n1. Someone.\n\nAnnex II\nDocuments\n\n1. Something."
    )
    arabic = of_text(
        "A/72/17\n\nالفصل الأول\nمقدمة\n\n١ - التقرير.\n\nالفصل الثاني\nالدورة\n\nألف - الافتتاح\n\n٢ - افتُتحت.\n\n"
        "المرفق الأول - المشاركون\n\n١ - أحدهم.\n\nالمرفق الثاني\nالوثائق\n\n١ - وثيقة."
    )
    wanted = ["I", "II", "II.A", "annex-1", "annex-2"]
    assert [heading.id for heading in english.headings] == wanted == [heading.id for heading in arabic.headings]
    assert shown(english) == shown(arabic)


def test_a_letter_has_paragraphs_without_numbers() -> None:
    document = of_text(
        "United Nations S/2015/165\nSecurity Council\nDistr.: General\n6 March 2015\nOriginal: English\n\n"
        "Letter dated 6 March 2015 from the President addressed to the Secretary-General\n\n"
        "I have the honour to write to you.\n\nI should be grateful for an answer."
    )
    assert (document.front.kind, document.front.date) == ("letter", "2015-03-06")
    assert document.front.title.startswith("Letter dated 6 March 2015")
    assert [part.number for part in document.parts] == ["u1", "u2"]


def test_a_text_of_one_line_a_paragraph_as_word_files_give_it() -> None:
    long = "وهو نص طويل كما يكون في ملفات معالج الكلمات، حيث تكون كل فقرة سطراً واحداً مهما طال الكلام فيها. " * 3
    document = of_text(
        f"A/73/50\nالدورة الثالثة والسبعون\nمنع الجريمة\nتقرير الأمين العام\nأولاً - مقدمة\n١ - أ{long}\n٢ - ب{long}\n"
        f"ثانياً - التنفيذ\nألف - وطنياً\n٣ - ج{long}\n{long}\n٤ - د{long}"
    )
    assert shown(document) == [
        ("1", "paragraph", "I"),
        ("2", "paragraph", "I"),
        ("3", "paragraph", "II.A"),
        ("4", "paragraph", "II.A"),
    ]
    assert len(document.parts[2].lines) == 2


def test_contents_running_heads_and_notes_at_the_foot_of_pages_without_a_form_feed() -> None:
    document = of_text(
        "A/HRC/23/48\n\nReport on registers\n\nSummary\nIn this report the Special Rapporteur writes of registers.\n\n"
        "GE.13-12345\nA/HRC/23/48\n2\nContents\nI. Introduction 1 3\nII. Activities 2–3 3\nI. Introduction\n"
        "1. The report is submitted.\nII. Activities\n2. She visited two States.1\n__________________\n"
        "1 See A/HRC/23/48/Add.1.\nA/HRC/23/48\n4\n3. She came back."
    )
    assert [part.number for part in document.parts] == ["u1", "1", "2", "3", "fn1"]
    assert document.parts[-1].anchor == ("2", document.parts[2].text.index("1"))
    assert [line for line, _ in document.furniture] == [8, 9, 10, 11, 12, 13, 18, 20, 21]


@pytest.mark.parametrize("mark", ["^(١)", "^(1)", "(١)", "¹"])
def test_the_marks_of_footnotes(mark: str) -> None:
    document = of_text(f"١- زار الخبير تونس{mark}، ثم عاد.\n\n٢- وكتب تقريره.\n\n(١) في أيار/مايو.\n\n٣- وانتهى.")
    assert [part.number for part in document.parts] == ["1", "2", "3", "fn1"]
    assert document.parts[-1].anchor == ("1", document.parts[0].text.index(mark))


def test_a_mark_and_a_note_that_lack_each_other_are_told() -> None:
    document = of_text("1. One^(2).\n\n2. Two.\n\n_____\n(1) See above.")
    assert sorted(problem.message for problem in document.problems) == [
        "no footnote for the mark (2)",
        "no mark in the text for footnote 1",
    ]


def test_lists_inside_paragraphs() -> None:
    text = (
        "1. The tasks are (see paragraph 4 (c)): (a) To examine: (i) laws; (ii) rules; (b) To report; and\n(c) To end."
    )
    part = of_text(text).parts[0]
    assert [part.text[start:end] for start, end in part.items] == [
        "(a) To examine: (i) laws; (ii) rules;",
        "(i) laws;",
        "(ii) rules;",
        "(b) To report; and",
        "(c) To end.",
    ]
    arabic = of_text("١- وهي:\n(أ) الأول:\n‘١’ كذا؛\n‘٢’ كذا؛\n(ب) الثاني").parts[0]
    assert [arabic.text[start:end].split()[0] for start, end in arabic.items] == ["(أ)", "‘١’", "‘٢’", "(ب)"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Seventy-third session", "73"),
        ("One hundred and first session", "101"),
        ("الدورة الثامنة عشرة", "18"),
        ("الدورة الخامسة والستون", "65"),
        ("Thirtieth special session", "S-30"),
        ("الدورة الاستثنائية الطارئة العاشرة", "ES-10"),
        ("2016 session", "2016"),
        ("دورة عام ٢٠١٦", "2016"),
        ("First regular session 2015", "1"),
    ],
)
def test_sessions(line: str, value: str) -> None:
    assert of_text(f"A/1/1\n\n{line}\n\n1. نص text.").front.session == value
