"""The model that everything sent to the record is read with: nothing unknown, nothing changed."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ErrorType

from events.types.problems import no_object, unknown_field

_KNOWN_ERRORS = frozenset(get_args(ErrorType))
_NO_OBJECT = frozenset({"model_type", "model_attributes_type"})


class Strict(BaseModel):
    """Frozen; unknown fields are refused by name; null for a field means that it is absent."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    refused_fields: ClassVar[Mapping[str, str]] = {}
    """Fields that are refused with a reason of their own."""
    fields_elsewhere: ClassVar[Mapping[str, str]] = {}
    """Fields that it does not have and something beside it does: where they belong."""
    one_of: ClassVar[Sequence[str]] = ()
    """Fields, as they are sent, of which one at least must be given: told beside other faults."""

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, dict) and None in value.values():
            known = cls.field_names()
            value = {k: v for k, v in value.items() if v is not None or k not in known}
        beside = cls._beside(value) if isinstance(value, dict) else []
        try:
            made = handler(value)
        except ValidationError as exc:
            raise cls._explained(exc, beside) from None
        if beside:
            raise ValidationError.from_exception_data(cls.__name__, beside)
        return made

    @classmethod
    def field_names(cls) -> list[str]:
        """The fields as they are sent."""
        return [field.alias or name for name, field in cls.model_fields.items()]

    @classmethod
    def _beside(cls, value: Mapping[str, Any]) -> list[InitErrorDetails]:
        """What is told of fields taken together, whatever else is wrong with them."""
        if not cls.one_of or not value.keys().isdisjoint(cls.one_of):
            return []
        first, *others, last = cls.one_of
        detail = f"either {', '.join(['this', *others])} or {last} is required"
        fault = PydanticCustomError("required", detail)
        return [InitErrorDetails(type=fault, loc=(first,), input=None)]

    @classmethod
    def _explained(
        cls, exc: ValidationError, beside: Sequence[InitErrorDetails]
    ) -> ValidationError:
        lines = [cls._line(error) for error in exc.errors(include_url=False)]
        return ValidationError.from_exception_data(cls.__name__, [*beside, *lines])

    @classmethod
    def _line(cls, error: ErrorDetails) -> InitErrorDetails:
        kind: str | PydanticCustomError = error["type"]
        if kind == "extra_forbidden":
            field = str(error["loc"][-1])
            reason = cls.refused_fields.get(field)
            code = "unknown_field" if reason is None else "refused_field"
            there = cls.fields_elsewhere.get(field)
            detail = reason or there or unknown_field(field, cls.field_names())
            kind = PydanticCustomError(code, detail)
        elif kind in _NO_OBJECT and not error["loc"]:
            kind = PydanticCustomError("object", no_object(cls.field_names()))
        elif kind not in _KNOWN_ERRORS:
            kind = PydanticCustomError(kind, error["msg"])  # type: ignore[arg-type]
        line = InitErrorDetails(type=kind, loc=error["loc"], input=error["input"])
        if "ctx" in error and isinstance(kind, str):
            line["ctx"] = error["ctx"]
        return line
