"""A message from words to reply, with a model beside the rules; what it reads, looks up, offers."""
