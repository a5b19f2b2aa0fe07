"""Sijill's ontology: OWL terms, SKOS code lists, alignments, and the accessor that reads them."""
