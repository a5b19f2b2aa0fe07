"""The vocabulary lint: nothing wrong in the project and its data, and each kind of defect is found."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.dataset import ONTOLOGY_GRAPH, Dataset
from graph.lint import lint_project, lint_terms, lint_triples
from ontology.namespaces import PREFIXES
from ontology.vocabulary import FILES, Vocabulary, vocabulary

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def test_the_project_has_no_defect() -> None:
    assert lint_project(vocabulary()) == []


def test_the_data_have_no_defect(dataset: Dataset) -> None:
    assert lint_triples(dataset.merged(leave_out=[ONTOLOGY_GRAPH]), vocabulary()) == []


@pytest.mark.parametrize(
    ("fact", "defect"),
    [
        ("<#a> sj:adoptdBy <#b> .", "sj:adoptdBy: undefined"),
        ("<#a> a sj:Resolutoin .", "sj:Resolutoin: undefined"),
        ("<#a> sj:concerns sjc:unit-furlong .", "sjc:unit-furlong: undefined"),
        ("<#a> dcterms:titel 'x'@en .", "dcterms:titel: a foreign term that is not declared"),
        ("<#a> a schema:Pizza .", "schema:Pizza: a foreign term that is not declared"),
        ('<#a> sj:date "2017-13"^^xsd:gYearMonth .', "no canonical xsd:gYearMonth"),
        ('<#a> schema:value "01"^^xsd:integer .', "no canonical xsd:integer"),
        ('<#a> schema:value "1.50"^^xsd:decimal .', "no canonical xsd:decimal"),
        ('<#a> schema:value "1.5"^^xsd:double .', "xsd:double is not used here"),
        ('<#a> sj:date "٢٠١٨"^^xsd:gYear .', "no canonical xsd:gYear"),
        ('<#a> sj:date "2017-02-30"^^xsd:date .', "no canonical xsd:date"),
        ('<#a> schema:value "-0"^^xsd:integer .', "no canonical xsd:integer"),
        ("<#a> rdfs:lable 'x'@en .", "rdfs:lable: a foreign term that is not declared"),
        ("<#a> rdfs:subClassOf org:Organisation .", "org:Organisation: a foreign term that is not declared"),
        ("<#a> sh:path dcterms:titel .", "dcterms:titel: a foreign term that is not declared"),
        ("<#a> rdfs:range xsd:gYearMont .", "xsd:gYearMont: a foreign term that is not declared"),
        ("<#a> sj:date <#b> .", "takes a value"),
        ("<#a> sj:adoptedBy 'x'@en .", "takes a thing"),
        ("<#a> sj:content 'x' .", "takes a text with its language"),
        ("<#a> sj:unit sjc:role-chair .", "takes a code of unit"),
        ('<#a> dcterms:title "titre"@fr .', "the language tag fr"),
        ('<#a> dcterms:title "TODO"@en .', "a placeholder"),
        ('<#a> dcterms:title " "@en .', "a placeholder or empty value"),
        ("<#a> dcterms:source <http://www.example.com/x> .", "a placeholder"),
    ],
)
def test_a_defect_in_data_is_named(fact: str, defect: str) -> None:
    quads = ox.parse(HEAD + fact, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/sijill/id/x")
    found = lint_triples([q.triple for q in quads], vocabulary())
    assert len(found) == 1 and defect in found[0], found


@pytest.mark.parametrize(
    ("old", "new", "defect"),
    [
        ('rdfs:label "هيئة"@ar , "body"@en', 'rdfs:label "body"@en', "Body: no label in ar"),
        ('rdfs:label "هيئة"@ar , "body"@en', 'rdfs:label "هيئة"@ar', "Body: no label in en"),
        ('rdfs:label "هيئة"@ar , "body"@en', 'rdfs:label "body"@ar , "body"@en', "Body: label: Latin letters"),
        ('skos:definition "دعوى نظرت فيها محكمة."@ar ,', "skos:definition", "CourtCase: no definition in ar"),
        ("    rdfs:domain sj:Figure ;\n", "", "no domain and range, or scope note that says why not, in ar"),
    ],
)
def test_a_defect_in_the_ontology_is_named(tmp_path: Path, old: str, new: str, defect: str) -> None:
    text = FILES[0].read_text(encoding="utf-8")
    assert old in text
    damaged = tmp_path / "sijill.ttl"
    damaged.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = list(lint_terms(Vocabulary((damaged, *FILES[1:]))))
    assert any(defect in line for line in found), found
