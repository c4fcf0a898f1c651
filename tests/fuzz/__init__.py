"""Workbooks that nobody would think of, read back: `make fuzz`."""
