"""Wordings: what parts of a printed name mean, whatever the line is called."""

from enum import StrEnum

from extractor.rulebook.rules import Rule, Text


class WordingKind(StrEnum):
    """What the words of a rule do to a name.

    `guard`: they make it another line. `light`: a name means the same without them. `part`: the same, but
    only between two names of a part of the business. `bracket`: they may be dropped where they stand alone
    in brackets. `tail`: they may be dropped at the end of a name. `head`: they name the top line when they
    open or close a name. `stop`: grammar without meaning. `join`: the same, but a name that begins or ends
    with one was torn. `spelling`: pairs of one word written two ways. `either`: between the two words of a
    pair, gain and loss, they make no other line than the gain alone. `letter`: letters that carry no meaning.
    `kept`: words whose letters count all the same where a line of the taxonomy is near.
    """

    GUARD = "guard"
    LIGHT = "light"
    PART = "part"
    BRACKET = "bracket"
    TAIL = "tail"
    HEAD = "head"
    STOP = "stop"
    JOIN = "join"
    SPELLING = "spelling"
    EITHER = "either"
    LETTER = "letter"
    KEPT = "kept"


class Wording(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A set of words with one effect.

    `en` holds words or word sequences, `ja` strings that may stand anywhere in a name. `pairs` of a
    spelling rule go from a variant to the spelling that is kept. Examples are pairs of names, `one | other`,
    on which the rule acts: a guard and a kept word tell them apart, all others bring them together. Counters are pairs
    on which it must not act.
    """

    kind: WordingKind
    en: tuple[Text, ...] = ()
    ja: tuple[Text, ...] = ()
    pairs: tuple[tuple[Text, Text], ...] = ()
