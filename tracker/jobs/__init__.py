"""Background work and its schedule, thin over huey."""
