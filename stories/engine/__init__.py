"""The bitemporal projection engine. It knows no newsroom noun.

`projection` says what a projection is, `registry` finds them all, `tables` makes the table of each,
and `stored` is the type of what is read from it. `index` says which facts each track has, by where
`placed` puts each, and `fold` derives rows position by position (all pure); `load` finds the events
that a derivation needs, `rows` writes what it changed.

`wake` calls workers to what is behind the log; `advance` brings it up in batches, each derived by
`uptake`, and `checkpoints` keep which generation is live and how far each slice has come. `parking`
notes broken tracks and takes them up again, `hung` ends who holds a slice and moves no more.

`rebuild` derives a second generation in `chunks`, in processes that begin with `rebuild_process` or
by tasks, `parity` compares it, and `clearing` deletes what it replaced.

`present` tells where the views are, `reading` answers questions from there, `preview` those about
what is not recorded yet, `status` and `lag` those about the engine itself; `signals` tell what it
did, and what was done to it by hand.
"""
