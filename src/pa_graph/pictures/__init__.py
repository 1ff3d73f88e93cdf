"""Pictures that stand alone: one HTML file, nothing loaded from outside."""
