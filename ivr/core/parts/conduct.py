"""What is done about a turn that is over. Here stands in which order the parts of a call are asked about it."""

from .. import events
from ..heard.decision import BY_RULE, Decision, Outcome
from ..heard.interruption import Committed
from ..heard.keypad import Typed
from ..heard.on_rule import on_typed
from ..heard.policy import after_safety_question, names_a_place, record_of
from ..heard.turn import Turn
from ..record import Awaited, By, Choice, Expects, Line, Priority, Prompt, Reason, Transcript
from ..said.playback import Saying, Then
from ..states import State
from ..words.card import CARD
from ..words.requests import Request
from .assembly import Parts

_WISHES = {Outcome.ASK, Outcome.ASK_IF_SAFE, Outcome.TRANSFER, Outcome.MISS}
_LASTING = {
    *(Outcome.TRANSFER, Outcome.CHOICE, Outcome.CONSENT, Outcome.WAIT, Outcome.GO_ON),
    *(Outcome.MACHINE, Outcome.CARD_NUMBER),
}
"""What is done at once or does nothing: there is nothing to take back."""


class Conduct:
    """The part of a call that acts, by way of all others."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._course = parts.course
        self._hearing = parts.hearing
        self._answering = parts.answering

    # --- a turn that is over ---

    def commit(self, why: str) -> None:
        """Judge what was said, keep it on record, and act on it."""
        hearing, memory = self._hearing, self._course.memory
        hearing.recall_wish()
        turn, expects = hearing.turn, memory.expects
        text, before = turn.text, memory.snapshot()
        decision, around = self._parts.judging.judge()
        self._parts.consenting.closes_with(decision, By.VOICE, self._confidence)
        before.said = memory.said
        memory.repetition = memory.repetition.heard(digressed=self._parts.judging.digressed())
        record = record_of(hearing, decision, why)
        self._course.judge(record)
        self._parts.ruling.note_turn(decision, around)
        too_long = hearing.is_too_long
        if decision.outcome is not Outcome.TRANSFER:
            self._course.do(*hearing.listen_once_more())
        stretch = hearing.set_aside()
        turn.attempted = False
        self._note_wish(turn, decision, expects)
        memory.digits_before = self._course.language.cards.carried(text, memory.digits_before, expects)
        for_nothing = decision.outcome is Outcome.NOTHING_SAID and around.stopped
        lasting = too_long or expects.binding or for_nothing or decision.outcome in _LASTING
        if lasting:
            self._answering.settle()
        else:
            self._answering.commit(Committed(record, stretch, before, dict(turn.stretches), turn.told))
        self.carry_out(decision, turn.wish)

    def commit_after_all(self, event: events.Transcribed) -> None:
        """What was acted on as other words was the wish for a person."""
        answering, course = self._answering, self._course
        self._parts.moments.forget_moment_of(event.turn)
        unfinished = answering.unfinished if course.state is not State.LISTENING else None
        if unfinished and course.memory.care is unfinished.before.care:
            answering.take_back(unfinished)
        else:  # it was heard, or what an agent must know is in it
            answering.stop_for_caller()
            answering.begin_turn()
        self._hearing.turn.learn(transcript=event.transcript)
        self.commit("listened to once more")

    def _note_wish(self, turn: Turn, decision: Decision, expects: Expects) -> None:
        memory, teams = self._course.memory, self._course.language.teams
        intent = None if decision.care else self._parts.judging.sure_intent(turn)
        if expects.kind is Awaited.FREE and decision.outcome in _WISHES and decision.reason is not Reason.CALLER_ASKED:
            memory.note_wish(intent, turn.wish)
        elif turn.wish not in memory.wish and (decision.reason in BY_RULE or names_a_place(decision, turn.text, teams)):
            memory.add_to_wish(turn.wish)

    def commit_keys(self, typed: Typed) -> None:
        """Act on what was typed."""
        self._parts.guard.answer_is_typed()
        typed = self._parts.keys.with_what_was_said(typed)
        self._answering.begin_turn()
        rules, memory = self._course.rules, self._course.memory
        decision = on_typed(typed, rules, memory.facts)
        if memory.asked_if_safe:
            decision = after_safety_question(rules, safe=typed.intent == "affirm")
        self._parts.consenting.closes_with(decision, By.KEY, 1.0)
        elsewhere = self._parts.judging.is_elsewhere(typed.intent)
        memory.repetition = memory.repetition.heard(digressed=elsewhere, typed=True)
        self._hearing.turn.transcript = Transcript(typed.text, 1.0, rules.language)
        self._course.judge(record_of(self._hearing, decision, "keys", typed.intent))
        self._parts.ruling.note_typed(decision, typed)
        if typed.intent and memory.expects.kind is Awaited.FREE:
            memory.note_wish(typed.intent, "")
        self.carry_out(decision, typed.text)

    def press(self, key: str) -> None:
        """A key that is neither a person nor part of a card number."""
        keys = self._parts.keys
        if not keys.has_digits and self._choose_by(key):
            return
        if key == "*" and not keys.has_digits:
            self._parts.floor.say_again()
            return
        try:
            typed = keys.press(key)
        except KeyError:
            if key != "#":
                self.miss(Reason.LOW_CONFIDENCE)
                return
            typed = None
        if typed:
            self.commit_keys(typed)
        elif key == "#":
            self._parts.courtesies.oblige(Request.HELP)

    def _choose_by(self, key: str) -> bool:
        """Whether this key asked for the choices, or made one of those that were told."""
        choosing, courtesies, rules = self._parts.choosing, self._parts.courtesies, self._course.rules
        if choosing.deletes_by(key):
            courtesies.tell(self._parts.consenting.deleted(By.KEY))
            return True
        if chosen := choosing.chosen_by(key):
            confirmed = choosing.note((chosen,), By.KEY)
            if chosen.choice is Choice.NO_MACHINE:
                lines = (*confirmed, Prompt("connecting"))
                self._parts.through.transfer(rules.ways_out.route, Reason.CALLER_ASKED, lines)
            else:
                courtesies.tell(*confirmed, *self._parts.consenting.offer_after((chosen,)))
            return True
        agreed = self._parts.consenting.agreed_by(key)
        if agreed is not None:
            courtesies.tell(*self._parts.consenting.pressed(agreed=agreed))
            return True
        if choosing.is_asked_by(key):
            courtesies.tell(choosing.offer(), then_ask=False)
            return True
        return False

    def commit_typed_card(self) -> None:
        self._answering.begin_turn()
        self._hearing.turn.transcript = Transcript(CARD, 1.0, self._course.rules.language)
        decision = Decision(Outcome.CARD_NUMBER, "a card number was typed")
        self._course.judge(record_of(self._hearing, decision, "keys"))
        self.carry_out(decision, CARD)

    # --- what is done about it ---

    def carry_out(self, decision: Decision, text: str) -> None:
        """Who is asked, in this order: the keys, the opening, a moment that was granted; then it is done."""
        parts, memory = self._parts, self._course.memory
        parts.choosing.forget_offer()
        kept = parts.keys.keep_for(decision, text)
        if kept is None or parts.opening.asks_how_instead(decision, kept):
            return
        if parts.moments.is_no_caller(decision):
            if not parts.moments.hear_others():
                self.miss(Reason.NO_INPUT)
            return
        parts.moments.ends_with(decision)
        memory.care = decision.care or memory.care
        confirmed = self._confirmed(decision)
        if not self._oblige(decision, kept, confirmed):
            self._answer(decision, kept, confirmed)

    def _oblige(self, decision: Decision, text: str, confirmed: tuple[Line, ...]) -> bool:
        """What a caller may always ask, and what needs no dialogue; False: it is none of these."""
        parts, language = self._parts, self._course.language
        match decision.outcome:
            case Outcome.BACK:
                parts.moments.take_up(text)
            case Outcome.OFFER_PERSON:
                parts.moments.offer_person()
            case Outcome.WAIT:
                is_all = language.small_words.asks_to_wait(text) or language.silence.has_heard_enough(text)
                self._answering.take_up_or_drop(is_all=is_all)
                parts.moments.wait_for_caller(text)
            case Outcome.REQUEST if decision.request:
                self._answering.take_up_or_drop(is_all=language.requests.request_in(text) is not None)
                parts.courtesies.oblige(decision.request)
                if decision.request is Request.MORE_TIME:
                    parts.moments.grant()
            case Outcome.CHOICE:
                self._answering.take_up_or_drop(is_all=True)
                parts.courtesies.tell(*confirmed, *parts.consenting.offer_after(decision.choices))
            case Outcome.CONSENT:
                self._answering.take_up_or_drop(is_all=True)
                began = self._hearing.turn.began
                parts.courtesies.tell(*parts.consenting.told(decision, self._confidence, began))
            case Outcome.TELL_WHAT_WE_ARE:
                parts.courtesies.tell_what_we_are()
            case Outcome.CARD_NUMBER:
                parts.guard.refuse_card()
            case _:
                return False
        return True

    def _answer(self, decision: Decision, text: str, confirmed: tuple[Line, ...]) -> None:
        match decision.outcome:
            case Outcome.ASK:
                self._answering.ask(text)
            case Outcome.MISS:
                self.miss(Reason.LOW_CONFIDENCE)
            case Outcome.NOTHING_SAID:
                self._nothing_said()
            case Outcome.GO_ON:
                self._answering.go_on()
            case Outcome.OFFER_KEYS:
                self._course.memory.keys_offered = True
                self._say_at_once((Prompt("keys_hint"),))
            case Outcome.MACHINE:
                self._answering.drop()
                self._say_at_once((Prompt("machine_goodbye"),), Then.HANG_UP)
            case Outcome.ASK_IF_SAFE:
                self._course.memory.asked_if_safe = True
                self._answering.drop()
                self._answering.say(Saying(decision.lines, Expects(Awaited.YES_NO)))
            case _:
                self._send_on(decision, confirmed)

    def _say_at_once(self, lines: tuple[Line, ...], then: Then = Then.LISTEN) -> None:
        self._parts.floor.speak(lines, then)
        self._course.enter(State.SPEAKING)

    def _send_on(self, decision: Decision, confirmed: tuple[Line, ...]) -> None:
        reason = decision.reason or Reason.ENGINE_FAILED
        lines = decision.lines or self._apology(reason)
        urgent = decision.care is not None and decision.care.priority is Priority.URGENT
        if confirmed and not urgent:
            lines = (*confirmed, *(lines or (Prompt("connecting"),)))
        self._parts.through.transfer(decision.route, reason, lines, decision.rule)
        if decision.ticket:
            self._answering.have_written_down(decision.ticket)

    def _confirmed(self, decision: Decision) -> tuple[Line, ...]:
        """What was chosen is kept; what says so."""
        return self._parts.choosing.note(decision.choices, By.VOICE, self._confidence)

    @property
    def _confidence(self) -> float:
        words = self._hearing.turn.transcript
        return words.confidence if words else 0.0

    def _apology(self, reason: Reason) -> tuple[Line, ...]:
        """In the caller's own language, where it was recorded; else the usual line."""
        words, others = self._hearing.turn.transcript, self._course.rules.other_languages
        if reason is Reason.OTHER_LANGUAGE and words and (name := others.get(words.language)):
            return (Prompt(name),)
        return ()

    # --- where there is nothing to act on ---

    def _nothing_said(self) -> None:
        parts = self._parts
        if parts.voice.is_all_of(self._hearing.turn):
            self._let_it_pass()
        elif self._answering.has_more_to_say:
            parts.voice.stopped_for_nothing()
            parts.misses.miss_over_an_answer()
        else:
            self.miss(Reason.LOW_CONFIDENCE)

    def miss(self, reason: Reason) -> None:
        """Nothing was said or understood; where a caller was asked whether it is safe to talk, that is an answer."""
        parts, safety = self._parts, self._course.memory.asked_if_safe
        if reason is Reason.LOW_CONFIDENCE and not safety and parts.voice.may_let_pass():
            self._let_it_pass()
        elif parts.consenting.is_open:
            by = By.SILENCE if reason is Reason.NO_INPUT else By.VOICE
            self._answering.let_go_of_held()
            parts.courtesies.tell(parts.consenting.answered(by, agreed=False))
        elif safety:
            self._answering.let_go_of_held()
            self.carry_out(after_safety_question(self._course.rules, safe=False), "")
        else:
            parts.misses.miss(reason)

    def _let_it_pass(self) -> None:
        """It may have been our own voice: what was being said goes on, or the caller is listened to."""
        self._parts.voice.lets_pass()
        if self._answering.has_more_to_say:
            self._answering.go_on()
        else:
            self._answering.reinstate()
            self._course.enter(State.LISTENING)
