"""The stories, the page of one, and the inbox of contradictions."""
