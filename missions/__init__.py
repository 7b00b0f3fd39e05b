"""What the athlete trains for: the mission document, its phases and its countdown."""
