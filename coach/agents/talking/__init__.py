"""A conversation by model, as far as code rules it: what is told, what may be said, and when.

Pure: it words the question, reads the answer, and knows neither a model nor a chat.
"""
