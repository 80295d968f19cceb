"""A newsroom on one machine from nothing: its environment, servers and processes."""
