"""The JSON-LD context that is kept as a file."""

from __future__ import annotations

import json

from ontology.context import FILE, document
from ontology.namespaces import compress
from ontology.vocabulary import vocabulary


def test_the_file_is_what_the_ontology_says() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), "run `make context`"


def test_every_property_has_a_name_and_no_two_names_mean_the_same() -> None:
    names = json.loads(document())["@context"]
    meant = [entry["@id"] for entry in names.values() if isinstance(entry, dict)]
    properties = [compress(term.iri) for term in vocabulary().terms.values() if not term.is_class]
    assert sorted(meant) == sorted(properties)
