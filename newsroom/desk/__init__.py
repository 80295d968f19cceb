"""The editors' desk: pages, rendered on the server, that work without scripts and better with.

A folder a section, each with its addresses and views; what a page shows is put together in the
files beside them. `pages` is the base of all views, `form` and `drawing` serve several sections.
"""
