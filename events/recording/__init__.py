"""From what a client sent to what the log keeps: validation, then the append.

`service` records: it has `preparing` check a batch as a whole, appends the drafts, and tells who
listens; `refusal` is what it raises, `preview` says what it would change. What was sent is read
into `sent`, and `lookup` loads what the record says of it into `known`. Of each event `naming`,
`timing`, `amending` (with `correcting`), `defining` and `merging` note what is wrong, with the
nearest of the `suggestions`; what is left is a `draft`. `idempotency`, `versions` and `merge_lock`
hold it against what others record at the same time.
"""
