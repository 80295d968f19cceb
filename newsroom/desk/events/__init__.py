"""What was recorded: the event browser, and the page of one event."""
