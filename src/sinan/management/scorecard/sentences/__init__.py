"""What the scorecard says in whole sentences, in the reader's language."""

from .lights import amount, sentence, unit_word
from .problems import PROBLEMS, line_of, place_words, problem_sentence

__all__ = [
    "PROBLEMS",
    "amount",
    "line_of",
    "place_words",
    "problem_sentence",
    "sentence",
    "unit_word",
]
