"""Being found: what a page says about itself to programs, and Dutch for the search."""
