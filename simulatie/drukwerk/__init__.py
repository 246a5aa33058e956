"""Papers from plain values: PDF and .docx."""
