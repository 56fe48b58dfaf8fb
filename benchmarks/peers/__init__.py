"""Other generators of sites, that build the same outputs from the same offers."""
