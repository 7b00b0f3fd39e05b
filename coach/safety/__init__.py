"""Red flags, the envelope, the clamp: what may be trained at all; pure, knows the domain."""
