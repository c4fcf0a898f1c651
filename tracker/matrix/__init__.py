"""One row shape: the matrix page, frozen versions, comparison, workbook and PDF."""
