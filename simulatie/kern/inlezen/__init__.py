"""From the files of this folder, or from a published document, to a case."""
