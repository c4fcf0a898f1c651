"""Mail: written down with the act that causes it, sent by the worker, in the recipient's language."""
