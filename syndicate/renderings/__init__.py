"""Stage 2: offers in, artefacts out."""
