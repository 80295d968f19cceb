"""Capital: money and deals between organisations and people."""

from typing import Annotated, Literal

from pydantic import Field

from events.types.amounts import Amount, Share, money, money_at, share
from events.types.base import EventData
from events.types.checks import other_than
from events.types.references import ActorId, EntityId, OrganizationId, PersonId
from events.types.summary import excerpt, named, names
from events.types.text import Flag, Line, Prose


def _sum(amount: Amount | None) -> str:
    return f" {money(amount)}" if amount else ""


class InvestmentMade(EventData):
    """Somebody put money into an organisation."""

    type = "investment.made"
    kind = "fact"
    stream = "recipient"
    words = {"invested": {}, "invests": {}, "funding": {}, "raised": {}, "stake": {}}

    investor: ActorId = Field(description="Who invested.")
    recipient: OrganizationId = Field(description="In what.")
    amount: Amount | None = Field(default=None, description="How much; absent if not known.")
    instrument: Line | None = Field(default=None, description="Such as convertible note.")
    terms: Prose | None = Field(default=None, description="On what terms.")
    share: Share | None = Field(default=None, description="The share acquired by it.")

    def summary(self) -> str:
        part = f" for {share(self.share)}" if self.share else ""
        return (
            f"{named(self.investor)} invested{_sum(self.amount)} in {named(self.recipient)}{part}"
        )


class DonationMade(EventData):
    """Somebody gave money."""

    type = "donation.made"
    kind = "fact"
    stream = "recipient"
    words = {"donated": {}, "donates": {}, "gave money": {}, "pledged": {}}

    donor: ActorId = Field(description="Who gave.")
    recipient: ActorId = Field(description="To whom.")
    amount: Amount | None = Field(default=None, description="How much; absent if not known.")

    def summary(self) -> str:
        return f"{named(self.donor)} donated{_sum(self.amount)} to {named(self.recipient)}"


class AcquisitionCompleted(EventData):
    """An acquisition, or a step towards one, as its status says."""

    type = "acquisition.completed"
    kind = "fact"
    stream = "target"
    words = {
        "bought": {},
        "buys": {},
        "sold": {},
        "sells": {},
        "purchased": {},
        "acquired": {},
        "takeover": {},
    }

    acquirer: ActorId = Field(description="Who acquired.")
    target: EntityId = Field(description="What was acquired.")
    amount: Amount | None = Field(default=None, description="The price; absent if not known.")
    consideration: Literal["cash", "stock", "mixed"] | None = Field(
        default=None, description="What was paid with."
    )
    status: Literal["completed", "announced", "offered", "rejected"] | None = Field(
        default=None, description="How far it got; completed if not said."
    )

    def summary(self) -> str:
        price = f" for{_sum(self.amount)}" if self.amount else ""
        who, what = named(self.acquirer), named(self.target)
        sentences = {
            "completed": f"{who} acquired {what}{price}",
            "announced": f"{who} announced the acquisition of {what}{price}",
            "offered": f"{who} offered to acquire {what}{price}",
            "rejected": f"Acquisition of {what} by {who}{price} rejected",
        }
        return sentences[self.status or "completed"]


class MergerCompleted(EventData):
    """Organisations became one."""

    type = "merger.completed"
    kind = "fact"
    stream = "parties"
    words = {"merged": {}, "merges": {}}

    parties: Annotated[tuple[OrganizationId, ...], Field(min_length=2, max_length=100)] = Field(
        description="Which merged; the first decides the stream."
    )
    into: OrganizationId | None = Field(default=None, description="What they became.")

    def summary(self) -> str:
        into = f" into {named(self.into)}" if self.into else ""
        absorbed = [party for party in self.parties if party != self.into]
        return f"{names(absorbed or self.parties)} merged{into}"


class ListingCompleted(EventData):
    """An organisation went public."""

    type = "listing.completed"
    kind = "fact"
    stream = "organization"
    words = {"went public": {}, "ipo": {}, "listed": {}, "floated": {}}

    organization: OrganizationId = Field(description="What was listed.")
    venue: Line | None = Field(default=None, description="At which exchange.")
    price: Amount | None = Field(default=None, description="At what price a share.")

    def summary(self) -> str:
        venue = f" on {excerpt(self.venue)}" if self.venue else ""
        price = f" at {money_at(self.price)} a share" if self.price else ""
        return f"{named(self.organization)} listed{venue}{price}"


class ValuationReported(EventData):
    """What an organisation was said to be worth."""

    type = "valuation.reported"
    kind = "fact"
    stream = "organization"
    words = {
        "valued": {},
        "worth": {},
        "market cap": {},
        "market capitalisation": {},
        "market capitalization": {},
        "writes down": {},
        "written down": {},
    }

    organization: OrganizationId = Field(description="What was valued.")
    amount: Amount = Field(description="At how much.")
    basis: Line | None = Field(default=None, description="By what measure or transaction.")

    def summary(self) -> str:
        basis = f" ({excerpt(self.basis)})" if self.basis else ""
        return f"{named(self.organization)} valued at {money_at(self.amount)}{basis}"


class ProceedsReceived(EventData):
    """Somebody received money from a deal."""

    type = "proceeds.received"
    kind = "fact"
    stream = "recipient"
    words = {"received": {}, "earned": {}, "proceeds": {}}

    recipient: ActorId = Field(description="Who received it.")
    amount: Amount = Field(description="How much.")
    payer: EntityId = Field(alias="from", description="From whom, or from the sale of what.")
    purpose: Line | None = Field(default=None, alias="for", description="For what.")

    def summary(self) -> str:
        what = f" for {excerpt(self.purpose)}" if self.purpose else ""
        source = named(self.payer)
        return f"{named(self.recipient)} received{_sum(self.amount)} from {source}{what}"


class AgreementMade(EventData):
    """An agreement between parties, or its negotiation or end, as its status says."""

    type = "agreement.made"
    kind = "fact"
    stream = "parties"
    words = {
        "agreed": {},
        "agreed sell": {},
        "signed": {},
        "deal": {},
        "contract": {},
        "loan": {},
        "negotiating": {"status": "negotiating"},
        "talks": {"status": "negotiating"},
        "settlement": {},
        "called off deal": {"status": "ended"},
        "called off merger": {"status": "ended"},
        "scrapped deal": {"status": "ended"},
        "scraps merger": {"status": "ended"},
    }

    parties: Annotated[tuple[ActorId, ...], Field(min_length=2, max_length=100)] = Field(
        description="Between whom; the first decides the stream."
    )
    subject: Line = Field(description="What about.")
    agreement_kind: Literal["licence", "supply", "partnership", "employment", "other"] = Field(
        alias="kind", description="What sort of agreement."
    )
    exclusive: Flag | None = Field(default=None, description="Whether it is exclusive.")
    terms: Prose | None = Field(default=None, description="Its terms.")
    status: Literal["signed", "negotiating", "ended"] | None = Field(
        default=None, description="How far it got; signed if not said."
    )

    def summary(self) -> str:
        kind = "" if self.agreement_kind == "other" else f"{self.agreement_kind} "
        what = f"{'exclusive ' if self.exclusive else ''}{kind}agreement"
        article = "an" if what.startswith(("a", "e")) else "a"
        verb = {"signed": "made", "negotiating": "negotiated", "ended": "ended"}
        did = f"{names(self.parties)} {verb[self.status or 'signed']} {article} {what}"
        return f"{did}: {excerpt(self.subject)}"


class OfferMade(EventData):
    """An offer, and what became of it by then."""

    type = "offer.made"
    kind = "fact"
    stream = "offeree"
    words = {"offered": {}, "bid": {}, "proposed": {}, "rejected offer": {"status": "rejected"}}

    offeror: ActorId = Field(description="Who offered.")
    offeree: Annotated[ActorId, other_than("offeror")] = Field(description="To whom.")
    what: Line = Field(description="What was offered.")
    status: Literal["made", "rejected", "accepted", "withdrawn"] = Field(
        description="What became of it."
    )

    def summary(self) -> str:
        who, whom, what = named(self.offeror), named(self.offeree), excerpt(self.what)
        sentences = {
            "made": f"{who} made {whom} an offer: {what}",
            "rejected": f"{whom} rejected an offer from {who}: {what}",
            "accepted": f"{whom} accepted an offer from {who}: {what}",
            "withdrawn": f"{who} withdrew an offer to {whom}: {what}",
        }
        return sentences[self.status]


class EquityDeclined(EventData):
    """A person took no share in an organisation."""

    type = "equity.declined"
    kind = "fact"
    stream = "organization"
    words = {"no shares": {}, "no equity": {}}

    person: PersonId = Field(description="Who declined.")
    organization: OrganizationId = Field(description="A share in what.")
    reason: Prose | None = Field(default=None, description="The reason given.")

    def summary(self) -> str:
        return f"{named(self.person)} declined equity in {named(self.organization)}"
