"""Reporting: periods and duties, what a report says and amounts to, its verification, reminders (D24–D32)."""
