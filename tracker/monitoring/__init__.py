"""What all reports of a plan amount to: the staff's desk, progress of plans, the paper of a period."""
