"""Market: prices and shares as they were measured."""

from typing import Literal

from pydantic import Field

from events.types.amounts import Percent, Qualifier, SharePercent, percentage
from events.types.base import EventData
from events.types.references import EntityId, OrganizationId
from events.types.summary import excerpt, named
from events.types.text import Line


class SharePriceMoved(EventData):
    """The price of an organisation's shares rose or fell."""

    type = "share_price.moved"
    kind = "fact"
    stream = "organization"
    words = {
        "shares fell": {"direction": "down"},
        "stock fell": {"direction": "down"},
        "fell": {"direction": "down"},
        "dropped": {"direction": "down"},
        "shares rose": {"direction": "up"},
        "stock rose": {"direction": "up"},
        "rose": {"direction": "up"},
        "plunged": {"direction": "down"},
        "slumped": {"direction": "down"},
        "jumped": {"direction": "up"},
        "soared": {"direction": "up"},
        "shares": {},
        "stock": {},
    }

    organization: OrganizationId = Field(description="Whose shares.")
    percent: Percent | None = Field(default=None, description="By how much; absent if not known.")
    direction: Literal["up", "down"] = Field(description="Which way.")
    qualifier: Qualifier | None = Field(default=None, description="How exact the percentage is.")
    session: Literal["regular", "extended"] = Field(description="In which trading session.")

    def summary(self) -> str:
        verb = "rose" if self.direction == "up" else "fell"
        much = f" {percentage(self.percent, self.qualifier)}" if self.percent else ""
        when = " in extended trading" if self.session == "extended" else ""
        return f"Shares of {named(self.organization)} {verb}{much}{when}"


class MarketShareMeasured(EventData):
    """What part of a market somebody or something had."""

    type = "market_share.measured"
    kind = "fact"
    stream = "holder"
    words = {"market share": {}}

    holder: EntityId = Field(description="Who or what has the share.")
    market: Line = Field(description="Of which market.")
    percent: SharePercent = Field(description="How much of it.")
    qualifier: Qualifier | None = Field(default=None, description="How exact the percentage is.")
    source: Line | None = Field(default=None, description="Who measured it.")

    def summary(self) -> str:
        much = percentage(self.percent, self.qualifier)
        return f"{named(self.holder)} measured to have {much} of {excerpt(self.market)}"
