"""The bitemporal projection engine. It knows no newsroom noun.

`projection` says what a projection is, `tables` makes its table, and `stored` is the type of what
is read from it; `index` says which facts each track has, and `fold` derives rows position by
position (both pure); `load` finds the events that a derivation needs, `rows` writes what it
changed. `advance` brings a projection up to the log, called by `wake`; `parking` takes up broken
tracks again; `rebuild` derives a second generation in `chunks` and `parity` compares it. `reading`
answers questions, `preview` those about what is not recorded yet, `status` and `lag` those about
the engine itself; `books` are its own.
"""
