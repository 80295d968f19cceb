"""The editors' desk: pages, rendered on the server, that work without scripts and better with."""
