"""The server: dereferencing, pages, data and SPARQL over HTTP."""
