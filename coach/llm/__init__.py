"""Language models behind one small gateway; the libraries of providers are loaded at need alone."""
