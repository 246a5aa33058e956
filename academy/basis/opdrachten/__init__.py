"""Work that must happen: the rows are written, taken and swept here; which package knows how is in a register."""
