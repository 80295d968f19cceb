"""What readers ask: boards, leadership, careers, control, money, statements, stories, names.

`asking` turns parameters into a resolved question; `answers`, `organization_answers`,
`ownership_answer`, `story_answers`, `contradictions`, `listing` and `resolving` answer it, with the
SQL of `queries`, `fact_pages` and `windows`; `rows` are the types of what they read. What an answer
is put together from is pure and takes plain values: `board`, `leadership`, `timeline`, `deals` and
the like, a file a matter, over `seats` and `stakes`. `previewing` and `names_from_log` ask the log
itself, which the views may be behind.
"""
