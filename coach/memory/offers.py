"""Changes that wait for an athlete's yes, and what became of them."""

from datetime import date, datetime

from sqlalchemy import exists, func, insert, literal, select, update

from coach.domain.wish import WISH, KeptOffer, OfferState
from coach.memory import schema
from coach.memory.codec import Columns, Record, from_stamp, owned, to_stamp
from coach.memory.shelf import Shelf

_TABLE = schema.offer


class OfferShelf(Shelf):
    """Implements `notebook_ports.Offers`."""

    async def keep_offer(self, fresh: KeptOffer) -> int | None:
        """Store an offer and return its id; None where its athlete was forgotten."""
        row = owned(fresh.athlete_id, _row(fresh))
        there = exists().where(schema.athlete.c.id == fresh.athlete_id)
        kept = select(*(literal(value, _TABLE.c[name].type) for name, value in row.items()))
        statement = insert(_TABLE).from_select(list(row), kept.where(there)).returning(_TABLE.c.id)
        async with self._connections.writing() as connection:
            offer_id: int | None = await connection.scalar(statement)
            return offer_id

    async def offer(self, athlete_id: int, offer_id: int) -> KeptOffer | None:
        """Return one of this athlete's offers."""
        theirs = (_TABLE.c.athlete_id == athlete_id) & (_TABLE.c.id == offer_id)
        async with self._connections.reading() as connection:
            row = (await connection.execute(select(_TABLE).where(theirs))).one_or_none()
            return None if row is None else _offer_of(row)

    async def offers_made(self, athlete_id: int, at: datetime) -> int:
        """Return how many offers were made to this athlete at one moment."""
        made = (_TABLE.c.athlete_id == athlete_id) & (_TABLE.c.made_at == to_stamp(at))
        async with self._connections.reading() as connection:
            count = select(func.count()).select_from(_TABLE).where(made)
            return await connection.scalar(count) or 0

    async def settle_offer(self, athlete_id: int, offer_id: int, state: OfferState) -> bool:
        """End an offer that still waits; False where it did not."""
        theirs = (_TABLE.c.athlete_id == athlete_id) & (_TABLE.c.id == offer_id)
        waiting = update(_TABLE).where(theirs, _TABLE.c.state == "offered")
        async with self._connections.writing() as connection:
            ended = await connection.execute(waiting.values(state=state).returning(_TABLE.c.id))
            return ended.scalar_one_or_none() is not None


def _row(offer: KeptOffer) -> Columns:
    return {
        "made_at": to_stamp(offer.made_at),
        "local_date": offer.local_date.isoformat(),
        "body": offer.wish.model_dump_json(),
        "words": offer.words,
        "state": offer.state,
    }


def _offer_of(row: Record) -> KeptOffer:
    return KeptOffer(
        id=row.id,
        athlete_id=row.athlete_id,
        made_at=from_stamp(row.made_at),
        local_date=date.fromisoformat(row.local_date),
        wish=WISH.validate_json(row.body),
        words=row.words,
        state=row.state,
    )
