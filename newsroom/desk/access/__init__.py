"""Who may work at the desk: accounts of people, API keys, and the list of who did what."""
