"""Rules of play as frozen values: what a session allows, what happened in it, the mini-case. No rows, no screens."""
