"""Demo people and content, on top of everything: what they did, they did by the same actions as everybody."""
