"""What operators see of a running newsroom: metrics, structured logs, traces."""
