"""Who did what besides recording events, and whether the log is still what was appended."""
