"""The property that a person names."""

from __future__ import annotations

from loaders.folding import fold
from ontology.errors import SijillError, suggestions
from ontology.namespaces import PREFIXES, compress, expand
from ontology.vocabulary import vocabulary


class UnknownProperty(SijillError):
    """No property of the ontology has the name or label."""

    status = 2


def property_iri(name: str) -> str:
    """The IRI of a property by its name, CURIE, IRI, or label in either language.

    A property of another vocabulary is taken by its IRI or CURIE as it is. Raises UnknownProperty.

    >>> property_iri("البلد المستفيد") == property_iri("assistedCountry") == property_iri("sj:assistedCountry")
    True
    """
    terms = vocabulary()
    properties = [t for t in terms.terms.values() if not t.is_class]
    for term in properties:
        if name in (term.iri, term.name, compress(term.iri)) or fold(name) in map(fold, term.labels.values()):
            return term.iri
    if name.startswith(("http://", "https://")):
        return name
    if ":" in name and name.partition(":")[0] in PREFIXES and not name.startswith("sj:"):
        return expand(name)
    near = suggestions(name, [text for t in properties for text in (t.name, *t.labels.values())])
    raise UnknownProperty(
        {
            "ar": f"لا خاصية اسمها {name}؛ {near['ar'] or 'الأمر sijill terms يعرض الخصائص'}",
            "en": f"there is no property {name!r}; {near['en'] or 'sijill terms lists the properties'}",
        }
    )
