"""Competency questions, one SPARQL file each, and the catalogue that reads their headers."""
