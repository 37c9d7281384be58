"""The parts of one call: each owns its own state, and is given the parts that it asks, which stand before it."""

from collections.abc import Mapping

from ..language import Language
from ..memory import Memory
from ..rules import Rules
from .answering import Answering
from .choosing import Choosing
from .consenting import Consenting
from .course import Course
from .courtesies import Courtesies
from .floor import Floor
from .guard import Guard
from .hearing import Hearing
from .helping import Helping
from .judging import Judging
from .leaving import Leaving
from .misses import Misses
from .moments import Moments
from .opening import Opening
from .overhearing import Overhearing
from .own_voice import OwnVoice
from .patience import Patience
from .paying import Paying
from .putting_through import PuttingThrough
from .returning import Returning
from .ruling import Ruling
from .typed_answers import TypedAnswers


class Parts:
    def __init__(self, rules: Rules, language: Language, memory: Memory, texts: Mapping[str, str]) -> None:
        """`texts` are what the recordings say, by their names, so that their echo is known for one."""
        self.course = course = Course(rules, language, memory)
        self.hearing = hearing = Hearing(rules, language, memory)
        self.voice = voice = OwnVoice(course, texts)
        self.floor = floor = Floor(course, voice)
        self.patience = patience = Patience(course)
        self.consenting = consenting = Consenting(course, floor)
        self.choosing = choosing = Choosing(course, consenting)
        leaving = Leaving(course, floor)
        self.paying = paying = Paying(course, floor, leaving)
        self.returning = Returning(course, floor)
        self.through = through = PuttingThrough(course, hearing, floor, leaving, choosing, paying)
        self.helping = helping = Helping(course, hearing, floor, through)
        self.answering = answering = Answering(course, hearing, voice, floor, patience, through, helping)
        self.ruling = ruling = Ruling(course, hearing)
        self.misses = Misses(course, floor, patience, through, answering, helping, ruling)
        self.guard = Guard(course, hearing, floor, through, answering)
        self.courtesies = courtesies = Courtesies(course, floor, patience, through, answering)
        self.moments = moments = Moments(course, hearing, floor, answering, courtesies)
        self.opening = Opening(course, hearing, voice, floor, answering, consenting)
        self.keys = TypedAnswers(course, hearing, floor, answering, courtesies)
        self.overhearing = Overhearing(course, hearing, voice, floor, answering, moments)
        self.judging = Judging(course, hearing, answering, moments, patience, helping)
