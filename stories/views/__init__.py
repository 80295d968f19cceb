"""What readers ask: board, leadership, career, timeline, names.

Shaping is pure and takes plain values (`seats`, `board`, `leadership`, `changes`, `board_history`,
`career`, `timeline`, `naming`, `candidates`); SQL is in `queries`; `asking` turns parameters into
a resolved question, and `answers` puts both together.
"""
