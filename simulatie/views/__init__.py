"""The doors of the simulation: start, plan and result."""
