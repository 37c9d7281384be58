"""What the doctor found of one thing that a call needs, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` is the state in a few words; `mend`, when there is something to do, says how.

    `advice` is no fault here and now, and is to be read before real calls all the same.
    """

    name: str
    well: bool
    what: str
    mend: str = ""
    advice: bool = False

    def told(self) -> str:
        mark = "note " if self.advice else "ok   " if self.well else "WRONG"
        remedy = "".join(f"\n{'':24}{line}" for line in self.mend.splitlines())
        return f"{mark}  {self.name:<15}  {self.what}{remedy}"


def well(name: str, what: str, mend: str = "") -> Finding:
    return Finding(name, True, what, mend)


def wrong(name: str, what: str, mend: str) -> Finding:
    return Finding(name, False, what, mend)


def advice(name: str, what: str, mend: str) -> Finding:
    return Finding(name, True, what, mend, advice=True)
