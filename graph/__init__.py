"""The knowledge graph: building, reasoning, validating, exporting, querying, and the command line."""
