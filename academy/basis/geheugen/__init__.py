"""The memory of public pages: what one anonymous visitor got is kept for the next."""
