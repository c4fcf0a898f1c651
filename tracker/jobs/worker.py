"""The worker: `python -m tracker.jobs.worker`."""

from huey.consumer import Consumer

from tracker.jobs.queue import queue
from wsgi import app

if __name__ == "__main__":
    queue.bind(app)
    Consumer(queue, workers=1, worker_type="thread", periodic=True).run()
