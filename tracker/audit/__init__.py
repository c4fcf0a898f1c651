"""Every act, old and new, actor, on whose behalf, reason, from where."""
