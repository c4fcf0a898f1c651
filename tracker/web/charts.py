"""Charts as geometry."""
