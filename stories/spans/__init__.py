"""States that begin, are seen and end, as facts tell of them: the rules that tenures and control
share (docs/tenures.md, docs/control.md), one to a file. Pure.

What is told of one state becomes `changes`, each a `dated` fact; one whose time was `refuted` is
put where another tells it. `ordering` puts them in the order in which they can have happened, which
`fitting` searches for where windows overlap; `spells` joins them into the makings of one row each;
`building` makes the `rows`: a start by `starts`, an end by `ends` and `closing`, and of several
`accounts` of one change what counts.
"""
