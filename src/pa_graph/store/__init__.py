"""Graph stores, embedded and remote, behind one small protocol."""
