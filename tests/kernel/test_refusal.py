import copy
import pickle
from collections.abc import Callable

import pytest

from sinan.kernel.refusal import Refusal


def test_it_carries_code_field_and_parameters() -> None:
    refusal = Refusal("number.wrong_unit", field="value", unit="辆", expected="元")
    assert refusal.code == "number.wrong_unit"
    assert refusal.field == "value"
    assert refusal.params == {"unit": "辆", "expected": "元"}
    assert str(refusal) == "number.wrong_unit (unit='辆', expected='元')"


def test_a_bare_code() -> None:
    refusal = Refusal("closed")
    assert (str(refusal), refusal.field, refusal.params) == ("closed", None, {})


def test_its_text_can_always_be_written_to_a_log() -> None:
    str(Refusal("odd", text="\ud800\x00")).encode()


def by_pickle(refusal: Refusal) -> Refusal:
    again = pickle.loads(pickle.dumps(refusal))  # noqa: S301 - our own bytes
    assert isinstance(again, Refusal)
    return again


@pytest.mark.parametrize("carry", [copy.deepcopy, by_pickle])
def test_it_survives_a_trip_between_processes(carry: Callable[[Refusal], Refusal]) -> None:
    refusal = carry(Refusal("odd", field="a", text="b"))
    assert (refusal.code, refusal.field, refusal.params) == ("odd", "a", {"text": "b"})
