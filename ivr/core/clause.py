"""What every part of the rules is made of: frozen data, in which a misspelt field is a mistake."""

from pydantic import BaseModel, ConfigDict


class Clause(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
