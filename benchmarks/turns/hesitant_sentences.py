"""What the callers of benchmarks/turns/hesitations.py say, and where they stop to think.

`|kind|` is a pause of that kind, chosen where people make one; the words between two pauses are spoken in one breath.
A comma at the end of a breath keeps the voice up; a full stop or a question mark lets it fall, as the hard pauses do.
"""

from ivr.core.record import Awaited, Expects

FREE = Expects()
SIX_DIGITS = Expects(Awaited.DIGITS, 6)
YES_NO = Expects(Awaited.YES_NO)

HARD = "after a whole sentence"
"""The words before it could be all of the turn."""

FREELY = (
    "Where is my order? |after a whole sentence| I ordered it last week.",
    "I want to return something. |after a whole sentence| It's a lamp, and it came broken.",
    "What are your opening hours? |after a whole sentence| On Saturday, I mean.",
    "I'd like to check on an order. |after a whole sentence| It was two garden chairs.",
    "My parcel hasn't turned up. |after a whole sentence| It was supposed to come on Monday.",
    "How do I return something? |after a whole sentence| I have lost the label.",
    "I need some help. |after a whole sentence| My order is wrong.",
    "I have a question about an order. |after a whole sentence| Has it been sent yet?",
    "Are you open tomorrow? |after a whole sentence| Or only on weekdays?",
    "I got the wrong blanket. |after a whole sentence| I ordered the green one.",
    "I'm calling about my delivery. |after a whole sentence| Is it coming today?",
    "Hello. |after a whole sentence| I wanted to know where my parcel is.",
    "I bought a bench from you, |a connective| and, |a connective| it still hasn't arrived.",
    "I'd like to send it back because, |a connective| it doesn't fit in the hall.",
    "I ordered two chairs but, |a connective| only one of them has come.",
    "I wanted to return the lamp and, |a connective| get my money back.",
    "I called yesterday so, |a connective| I thought it would be sorted out.",
    "I'd like to know if, |a connective| my order has been sent.",
    "I'm calling about the, |inside a clause| the lamp I ordered.",
    "Can you tell me when, |inside a clause| my delivery is coming?",
    "I would like to, |inside a clause| return a pair of curtains.",
    "What time do you close on, |inside a clause| on Saturdays?",
    "It's about my, |inside a clause| my order from last week.",
    "Do you have to have, |inside a clause| the receipt to return something?",
    "How long does it take for, |inside a clause| the money to come back?",
    "I was wondering, |inside a clause| whether my order has gone out.",
    "Um, |a filler| where is my order?",
    "I'd like to, um, |a filler| return something I bought.",
    "It's, uh, |a filler| about an order I placed.",
    "Let me see, |a filler| I wanted to ask about returns.",
    "Well, |a filler| my parcel hasn't come yet.",
    "So, um, |a filler| what are your opening hours?",
    "I need, er, |a filler| some help with my order.",
    "Can I, uh, |a filler| send back just one of the chairs?",
    "My name is, |before a name| Margaret Wilson.",
    "I'm calling for, |before a name| my neighbour, Mister Patel.",
    "I spoke to someone called, |before a name| Jennifer, about my order.",
    "My order number is, |number is| four two one eight zero seven.",
    "It's order number, |number is| five five zero, |between groups of digits| nine one two.",
    "I want to check order, |number is| seven zero nine three one five.",
)
"""Answers to "What can I help you with?"."""

DIGITS = (
    "My order number is, |number is| four two one, |between groups of digits| eight zero seven.",
    "It's, um, |a filler| five five zero, |between groups of digits| nine one two.",
    "Four two, |between groups of digits| one eight, |between groups of digits| zero seven.",
    "Seven zero nine, |between groups of digits| three one five.",
    "Let me see, |a filler| it's eight eight two, |between groups of digits| two zero four.",
    "The number is, |number is| three zero four, |between groups of digits| four seven one.",
    "One three six six, |between groups of digits| four eight.",
    "Uh, |a filler| nine one five, |between groups of digits| zero two three.",
    "It starts with six four eight. |after a whole sentence| Then eight three six.",
    "Order number, |number is| two six seven, |between groups of digits| five nine zero.",
    "I have it here. |after a whole sentence| It's five seven three one six zero.",
    "Yes. |after a whole sentence| It's one nine zero, |between groups of digits| zero five five.",
    "Seven, |between groups of digits| six, |between groups of digits| two two nine, |between groups of digits| nine.",
    "Hold on, |a filler| it's four four one, |between groups of digits| nine two six.",
    "I don't have it with me. |after a whole sentence| Can you find it by my name?",
)
"""Answers to "What's your six digit order number?"."""

CONFIRMING = (
    "Yes. |after a whole sentence| But not the second one.",
    "No. |after a whole sentence| The last digit is seven.",
    "Yeah. |after a whole sentence| And can you tell me when it will come?",
    "Um, |a filler| yes, that's right.",
    "Well, |a filler| no, I don't think so.",
    "No, it's, |inside a clause| four two one eight zero nine.",
    "I think so, but, |a connective| let me look at it again.",
    "That's right. |after a whole sentence| When does it get here?",
)
"""Answers to "That's order …. Is that right?"."""

WHOLE_FREELY = (
    "Where is my order?",
    "What are your opening hours?",
    "How do I return something?",
    "I want to return a lamp.",
    "Has my order been sent yet?",
    "My parcel hasn't arrived.",
    "When will my delivery come?",
    "Can I talk to a human?",
    "Human.",
    "Speak to an agent, please.",
    "Are you a robot?",
    "Thank you, that's all.",
    "No, thank you.",
    "Goodbye.",
    "Help.",
    "Are you open on Sunday?",
    "I'd like to check on my order.",
    "I bought a lamp from you and I don't know where it is.",
    "My order number is four two one eight zero seven.",
    "I want to make a complaint.",
)
WHOLE_DIGITS = (
    "Four two one eight zero seven.",
    "It's five five zero nine one two.",
    "My order number is seven zero nine three one five.",
    "Eight eight two two zero four.",
    "I don't have my order number.",
    "I don't know.",
)
WHOLE_CONFIRMING = ("Yes.", "No.", "Yeah.", "That's right.", "Correct.", "No, that's wrong.", "Yes, please.", "Nope.")

HESITANT = (
    *((text, FREE) for text in FREELY),
    *((text, SIX_DIGITS) for text in DIGITS),
    *((text, YES_NO) for text in CONFIRMING),
)
WHOLE = (
    *((text, FREE) for text in WHOLE_FREELY),
    *((text, SIX_DIGITS) for text in WHOLE_DIGITS),
    *((text, YES_NO) for text in WHOLE_CONFIRMING),
)
