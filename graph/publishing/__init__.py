"""The site as static files that any web server gives out."""
