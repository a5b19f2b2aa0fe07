"""What is said of a thing, written as SPARQL JSON results without the engine for queries.

The engine takes longer to understand a query than to find the triples of one thing. The rows are the same; a test holds
them to it. SPARQL 1.1 Query Results JSON Format (https://www.w3.org/TR/sparql11-results-json/).
"""

from __future__ import annotations

from collections.abc import Iterable
from json.encoder import encode_basestring

import pyoxigraph as ox

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def rows(quads: Iterable[ox.Quad], variables: list[str], predicate: str, object_: str) -> bytes | None:
    """Write quads as rows of two variables, of which `variables` are shown; None where a term has no simple form.

    >>> node = ox.NamedNode("https://a.net/x")
    >>> rows([ox.Quad(node, node, ox.Literal("س", language="ar"))], ["o"], "p", "o").decode()
    '{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"س","xml:lang":"ar"}}]}}'
    """
    with_predicate, with_object = predicate in variables, object_ in variables
    written = []
    for quad in quads:
        shown = []
        if with_predicate:
            shown.append(f'"{predicate}":{{"type":"uri","value":{encode_basestring(quad.predicate.value)}}}')
        if with_object:
            term = _term(quad.object)
            if term is None:
                return None
            shown.append(f'"{object_}":{term}')
        written.append(",".join(shown))
    head = '","'.join(variables)
    bindings = "{" + "},{".join(written) + "}" if written else ""
    return f'{{"head":{{"vars":["{head}"]}},"results":{{"bindings":[{bindings}]}}}}'.encode()


def _term(node: object) -> str | None:
    if isinstance(node, ox.NamedNode):
        return f'{{"type":"uri","value":{encode_basestring(node.value)}}}'
    if not isinstance(node, ox.Literal) or node.direction is not None:
        return None
    value = encode_basestring(node.value)
    language = node.language
    if language:
        return f'{{"type":"literal","value":{value},"xml:lang":"{language}"}}'
    datatype = node.datatype.value
    if datatype == _STRING:
        return f'{{"type":"literal","value":{value}}}'
    return f'{{"type":"literal","value":{value},"datatype":{encode_basestring(datatype)}}}'
