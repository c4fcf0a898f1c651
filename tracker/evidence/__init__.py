"""Evidence: files and links that show what was done (D32). What is accepted, and where it is kept."""
