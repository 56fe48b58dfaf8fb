"""The built wheel, installed on its own and used with the sources out of reach."""
