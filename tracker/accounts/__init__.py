"""Who takes part: organisations and their units, people, users and signing in."""
