"""What every feature stands on: no Flask, no feature, no knowledge of open government."""
