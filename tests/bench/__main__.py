"""Run every measurement, or those named: `python -m tests.bench [workbook] [reading] [pdf] [pages]`."""

import sys

from tests.bench import bench_pages, bench_pdf, bench_reading, bench_workbook

BENCHES = {
    "workbook": bench_workbook.run,
    "reading": bench_reading.run,
    "pdf": bench_pdf.run,
    "pages": bench_pages.run,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or BENCHES:
        BENCHES[name]()
