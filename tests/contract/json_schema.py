"""The JSON schema (draft 7, as AsyncAPI 3.0 takes it) of a message's struct."""

from typing import Any

import msgspec
from msgspec import inspect


def schema_of(form: type[msgspec.Struct]) -> dict[str, Any]:
    """The schema that the document must have for a struct."""
    info = inspect.type_info(form)
    assert isinstance(info, inspect.StructType)
    if info.array_like:
        return {
            "type": "array",
            "items": [{"title": field.name, **_schema(field.type)} for field in info.fields],
            "minItems": sum(field.required for field in info.fields),
        }
    return {
        "type": "object",
        "required": [field.name for field in info.fields if field.required],
        "properties": {field.name: _property(field) for field in info.fields},
    }


def _property(field: inspect.Field) -> dict[str, Any]:
    schema = _schema(field.type)
    if field.required:
        return schema
    if field.default_factory is not msgspec.NODEFAULT:
        return {**schema, "default": field.default_factory()}
    return {**schema, "default": msgspec.json.decode(msgspec.json.encode(field.default))}


def _schema(info: inspect.Type) -> dict[str, Any]:
    match info:
        case inspect.UnionType(types=types):
            (one,) = (part for part in types if not isinstance(part, inspect.NoneType))
            schema = _schema(one)
            return _or_nothing(schema)
        case inspect.VarTupleType(item_type=item):
            return {"type": "array", "items": _schema(item)}
        case inspect.EnumType(cls=enumeration):
            return {"type": "string", "enum": [member.value for member in enumeration]}
        case inspect.LiteralType(values=values):
            return {"type": "string", "enum": list(values)}
        case inspect.StructType(cls=struct):
            return {"$ref": f"#/components/schemas/{struct.__name__}"}
        case inspect.DictType():
            return {"type": "object", "additionalProperties": {"type": "string"}}
        case inspect.StrType(max_length=int(longest)):
            return {"type": "string", "maxLength": longest}
        case _:
            return dict(_SIMPLE[type(info)])


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return {"oneOf": [schema, {"type": "null"}]}
    return {**schema, "type": [schema["type"], "null"]}


_SIMPLE: dict[type[inspect.Type], dict[str, Any]] = {
    inspect.IntType: {"type": "integer"},
    inspect.StrType: {"type": "string"},
    inspect.BytesType: {"type": "string", "format": "binary"},
    inspect.BoolType: {"type": "boolean"},
    inspect.FloatType: {"type": "number"},
}
