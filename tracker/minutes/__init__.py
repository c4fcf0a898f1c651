"""Meetings and what was said in them: documents, clauses, flags, follow-ups, open items."""
