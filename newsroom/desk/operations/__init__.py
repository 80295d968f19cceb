"""How projections, log and workers stand, and what an operator does about it."""
