"""What was promised: plan, commitment, milestone, indicator and its definition versions."""
