"""A report as a workbook: filled in where there is no connection, and read back by its marks (D40, D42)."""
