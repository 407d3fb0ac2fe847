"""The operator's commands about scorecards."""

from .intake import INTAKE
from .lights import LIGHTS

COMMANDS = (*INTAKE, LIGHTS)
