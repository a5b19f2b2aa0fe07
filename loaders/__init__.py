"""Loaders: each reads one source format into typed records and problems, and emits quads that the ontology drives."""
