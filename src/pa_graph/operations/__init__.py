"""What a person asks for, composed of the rooms below: no printing, no HTTP."""
