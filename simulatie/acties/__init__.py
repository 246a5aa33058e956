"""What changes a play session, one module per process."""
