"""What every part of the rules is made of: frozen data, in which a misspelt field is a mistake."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict


class Clause(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class MisplacedError(ValueError):
    """Mistakes of what stands apart: for each the place where it stands, from here on, and what is wrong."""

    def __init__(self, told: Sequence[tuple[tuple[object, ...], str]]) -> None:
        super().__init__("; ".join(what for _, what in told))
        self.told = told
