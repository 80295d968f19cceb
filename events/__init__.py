"""The log: what was recorded, by whom and when."""
