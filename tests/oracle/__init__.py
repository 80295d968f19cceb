"""What the answers must be, worked out slowly and anew from the log for each question.

Written from the rules of docs/tenures.md alone, for comparing with the engine: it shares no code
with it but the reading of times into windows.
"""
