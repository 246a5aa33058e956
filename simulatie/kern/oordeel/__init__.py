"""What it was worth: outcome, craft with advice, contributions and doubt."""
