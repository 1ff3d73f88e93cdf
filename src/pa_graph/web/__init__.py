"""The door for browsers and programs: pages, a SPARQL endpoint, and a JSON API."""
