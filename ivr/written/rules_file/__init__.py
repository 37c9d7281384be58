"""rules.yml: read with the place of every mistake, judged, and in force from when it is sound."""

from .doubts import surprising as surprising
from .in_force import RulesFile as RulesFile
from .in_force import RulesMovedError as RulesMovedError
from .reading import LARGEST_FILE as LARGEST_FILE
from .reading import check_prompts_named as check_prompts_named
from .reading import parse_rules as parse_rules
from .reading import prompts_said as prompts_said
from .reading import read_rules as read_rules
from .reading import version_of as version_of
from .sentences import in_words as in_words
from .sentences import sentence_of_fallback as sentence_of_fallback
from .sentences import sentence_of_number as sentence_of_number
from .sentences import sentence_of_rule as sentence_of_rule
from .shadowed import never_true as never_true
