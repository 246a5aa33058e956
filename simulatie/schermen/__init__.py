"""What the pages of the simulation show: read from the session, the case and the model, prepared for templates."""
