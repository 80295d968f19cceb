"""Who may use the API: keys for programs, sessions for people, groups, throttles."""
