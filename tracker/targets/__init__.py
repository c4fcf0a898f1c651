"""The ledger of positions on yearly targets, agreement, plausibility warnings."""
