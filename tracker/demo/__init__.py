"""Data to see the tracker at work: the commitment of the minutes, an invented plan, and plans of any size."""
