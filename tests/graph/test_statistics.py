"""The counts that `sijill stats` shows agree with those of the manifest."""

from __future__ import annotations

import json

import pyoxigraph as ox

from graph.dataset import Dataset
from graph.manifest import counts
from graph.statistics import Statistics
from ontology.namespaces import DEFAULT_BASE
from ontology.vocabulary import vocabulary


def test_counts_agree_with_the_manifest(store: ox.Store, dataset: Dataset) -> None:
    record = json.loads(Statistics(store, "en", DEFAULT_BASE).to_json())
    known = counts(dataset, vocabulary())
    size = record["size-of-graph"]
    assert size["triples"] == known["triples"] and size["graphs"] == len(dataset.graphs)
    assert size["things"] == known["things"] and size["paragraphs"] == known["paragraphs"]
    assert record["conflicts"] == known["conflicts"] > 0
    by_class = {row["class"]: row["things"] for row in record["things-by-class"]}
    labels = {f"sj:{t.name}": t.labels["en"] for t in vocabulary().terms.values() if t.is_class}
    assert by_class == {labels[name]: number for name, number in known["by_class"].items() if number}
    assert sum(row["corrections"] for row in record["correction-counts"]) == known["corrections"]
    translated = [
        r["labels"] for r in record["label-counts"] if (r["language"], r["status"]) == ("en", "translated here")
    ]
    assert translated == [known["label_status"]["en"]["translated"]]


def test_tables_follow_the_language(store: ox.Store) -> None:
    heading, table = Statistics(store, "ar", DEFAULT_BASE).tables()[0]
    assert heading == "المجاميع" and table.rows[-1][0] == "التعارضات" and table.rows[-1][1] == "٢"
