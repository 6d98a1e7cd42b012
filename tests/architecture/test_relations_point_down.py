"""A foreign key points to the same capability or to a lower one."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from tests.architecture.layers import may_see


def capability_of(model: type[Model]) -> str:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "amaan" else ""


def relations() -> Iterator[tuple[type[Model], str, type[Model]]]:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            target = field.related_model
            if capability_of(model) and field.concrete and isinstance(target, type):
                yield model, field.name, target


def test_relations_point_down() -> None:
    upward = [
        f"{model._meta.label}.{name} -> {target._meta.label}"
        for model, name, target in relations()
        if capability_of(target) and not may_see(capability_of(model), capability_of(target))
    ]
    assert upward == []


def test_there_are_relations_to_look_at() -> None:
    assert len(list(relations())) > 10
