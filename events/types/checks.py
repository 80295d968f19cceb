"""Checks of one field beside another: each is made whatever is wrong with the rest."""

from pydantic import AfterValidator, ValidationInfo
from pydantic_core import PydanticCustomError


def other_than(field: str) -> AfterValidator:
    """That a field does not name the same as an earlier one."""

    def check(value: object, info: ValidationInfo) -> object:
        if value == info.data.get(field):
            raise PydanticCustomError("same", f"must not be the same as {field}")
        return value

    return AfterValidator(check)
