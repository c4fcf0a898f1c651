"""The worker: `python -m tracker.jobs.worker`."""

from huey.consumer import Consumer

from tracker.jobs.queue import queue
from wsgi import app

if __name__ == "__main__":
    assert queue.app is app
    Consumer(queue, workers=1, worker_type="thread", periodic=True, max_delay=1.0).run()
