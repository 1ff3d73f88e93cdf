"""What is measured about pa-graph: speed and memory. Run with ``python -m benchmarks``."""
