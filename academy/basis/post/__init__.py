"""Mail: it goes into the outbox with the fact that causes it, and leaves by a worker."""
