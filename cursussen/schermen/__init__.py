"""The data of the pages: words, figures and links, above the rules that they show."""
