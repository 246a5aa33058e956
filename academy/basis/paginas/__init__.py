"""What goes on around a page: what every template can use, and the work after publishing."""
