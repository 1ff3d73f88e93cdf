"""How well a reading agrees with that of a careful person: rules, figures, misses."""
