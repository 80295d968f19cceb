"""The bitemporal projection engine. It knows no newsroom noun.

`projection` says what a projection is, `fold` derives rows position by position (pure), `load`
finds the events that a derivation needs, `advance` brings a projection up to the log, `parking`
sets a broken track aside, `rebuild` derives a second generation, `reading` answers questions.
"""
