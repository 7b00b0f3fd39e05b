"""A fact in the making: what it is about and the words it was read from."""

from dataclasses import dataclass, replace
from datetime import date

from coach.domain.fact import FactKind

_BARE_NUMBERS = frozenset({FactKind.PAIN, FactKind.SORENESS})


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing told; `span` are the places of its words, `on` a day other than today.

    `until` is the last of several days.
    """

    kind: FactKind
    span: tuple[int, ...]
    value: float | None = None
    site: str | None = None
    code: str | None = None
    quality: str | None = None
    on: date | None = None
    until: date | None = None

    @property
    def takes_marks(self) -> bool:
        """Whether a mark of ten can be its value; "legs great" is told already."""
        return self.value != 0

    @property
    def takes_bare(self) -> bool:
        """Whether a number without a scale is its mark: "left knee is niggly, maybe 4"."""
        return self.kind in _BARE_NUMBERS or (self.kind is FactKind.ENERGY and self.value is None)

    def with_value(self, value: float, span: tuple[int, ...]) -> "Draft":
        """Return it with a told number and the number's words."""
        return replace(self, value=value, span=tuple(sorted({*self.span, *span})))
