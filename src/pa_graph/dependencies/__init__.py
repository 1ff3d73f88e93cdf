"""What leans on what, across documents: identity, derived links, analysis and impact."""
