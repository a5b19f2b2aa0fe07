"""Consistency of the ontology with the data, by owlready2 and HermiT.

HermiT fails on datatypes outside the OWL 2 datatype map (xsd:date and its partial forms among them): such literals
are left out, and counted. Java is needed; everything else in Sijill works without it.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import SijillError
from ontology.namespaces import compress, expand
from ontology.vocabulary import RDF_TYPE, Vocabulary, key, vocabulary

from .validate import read_files

OUTSIDE_OWL = frozenset(
    expand(f"xsd:{name}") for name in ("date", "gYear", "gYearMonth", "gMonthDay", "time", "duration")
)
# owlready2 and HermiT take texts with a language as plain literals; a range of rdf:langString is refused by HermiT.
LANG_STRING = expand("rdf:langString")


class JavaMissing(SijillError):
    """There is no Java, which HermiT needs."""


@dataclass(frozen=True)
class Consistency:
    """The outcome: whether a model exists, which classes can have no member, how many literals were left out."""

    consistent: bool
    unsatisfiable: tuple[str, ...]
    triples: int
    left_out: int

    def __str__(self) -> str:
        if not self.consistent:
            head = "inconsistent: the data contradict the ontology"
        elif self.unsatisfiable:
            head = f"consistent, but no thing can be a {', '.join(self.unsatisfiable)}"
        else:
            head = "consistent, and every class can have members"
        return f"{head} ({self.triples} triples; {self.left_out} dates left out, which OWL 2 does not know)"


def reasoner_input(data: Iterable[ox.Triple], words: Vocabulary) -> tuple[list[ox.Triple], int]:
    """The ontology and the data as HermiT can take them, and how many literals were left out."""
    rdfs_range = expand("rdfs:range")
    kept: list[ox.Triple] = []
    left_out = 0
    for t in {*data, *words.triples}:
        outside = isinstance(t.object, ox.Literal) and t.object.datatype.value in OUTSIDE_OWL
        left_out += outside
        unknown_range = t.predicate.value == rdfs_range and t.object in (
            ox.NamedNode(LANG_STRING),
            *(ox.NamedNode(d) for d in OUTSIDE_OWL),
        )
        if not outside and not unknown_range:
            kept.append(t)
    return kept, left_out


def all_different(data: Iterable[ox.Triple], words: Vocabulary) -> list[ox.Triple]:
    """Assert that all things of the data with a class of Sijill are different from each other (owl:AllDifferent)."""
    own = expand("")
    members = sorted(
        {
            key(t.subject)
            for t in data
            if t.predicate.value == RDF_TYPE and isinstance(t.subject, ox.NamedNode) and key(t.object).startswith(own)
        }
        - set(words.by_iri)
    )
    axiom = ox.BlankNode("different")
    triples = [ox.Triple(axiom, ox.NamedNode(RDF_TYPE), ox.NamedNode(expand("owl:AllDifferent")))]
    rest: ox.NamedNode | ox.BlankNode = ox.NamedNode(expand("rdf:nil"))
    for number, member in enumerate(reversed(members)):
        cell = ox.BlankNode(f"cell{number}")
        triples.append(ox.Triple(cell, ox.NamedNode(expand("rdf:first")), ox.NamedNode(member)))
        triples.append(ox.Triple(cell, ox.NamedNode(expand("rdf:rest")), rest))
        rest = cell
    triples.append(ox.Triple(axiom, ox.NamedNode(expand("owl:distinctMembers")), rest))
    return triples


def reason(triples: Iterable[ox.Triple]) -> list[str]:
    """Run HermiT over triples and give the IRIs of the unsatisfiable classes.

    Raises owlready2.OwlReadyInconsistentOntologyError where there is no model, JavaMissing without Java.
    """
    if shutil.which("java") is None:
        raise JavaMissing(
            "Java is not installed, so the consistency check cannot run; install a Java runtime (11 or newer)"
        )
    import owlready2

    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "input.nt"
        path.write_text("".join(f"{t} .\n" for t in triples), encoding="utf-8")
        world = owlready2.World()
        ontology = world.get_ontology(path.as_uri()).load(format="ntriples")
        with ontology:
            owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
        return sorted(c.iri for c in world.inconsistent_classes())


def check_consistency(files: Iterable[Path]) -> Consistency:
    """Check RDF files together with the ontology."""
    return check_triples(read_files(files), vocabulary())


def check_triples(data: set[ox.Triple], words: Vocabulary) -> Consistency:
    """Check triples together with the ontology, all things taken as different."""
    import owlready2

    kept, left_out = reasoner_input(data, words)
    try:
        impossible = reason([*kept, *all_different(data, words)])
    except owlready2.OwlReadyInconsistentOntologyError:
        return Consistency(False, (), len(kept), left_out)
    return Consistency(True, tuple(compress(iri) for iri in impossible), len(kept), left_out)
