"""The second writing of the model: a standard of system dynamics that other engines run."""
