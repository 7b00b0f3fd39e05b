"""How like a message is to what is known of each class of symptoms: a second net under the phrases.

Weights taught from the tests' examples, in a file beside this one; no words, no chance, no network.
"""

from coach.safety.likeness.net import Likeness, likest

__all__ = ["Likeness", "likest"]
