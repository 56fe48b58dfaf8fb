"""Push: what boards are to hold, and the calls that make it so."""
