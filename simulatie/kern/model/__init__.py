"""What happens: from a plan to doses, month by month to a course, and whether the plan fits law, staff and money."""
