"""Stage 1: files in, offers out."""
