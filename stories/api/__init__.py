"""The views over REST (design §7)."""
