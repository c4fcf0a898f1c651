"""What all reports of a plan amount to: the staff's desk, progress of plans and commitments, the period's paper."""
