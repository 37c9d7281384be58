"""Every task by its name, which is also that of the intent that begins it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tasks.appointment import Visit
from tasks.bill import Bills
from tasks.callback import AskForCallback
from tasks.contact import ChangeContact
from tasks.delivery import ChangeDelivery
from tasks.fault import Faults
from tasks.message import LeaveMessage
from tasks.more import MoreChoices
from tasks.order_status import OrderState
from tasks.password import ResetPassword
from tasks.returns import Returns
from tasks.shop_near import NearestShop
from tasks.task import Task

EVERY: Mapping[str, Task] = MappingProxyType(
    {
        task.name: task
        for task in (
            OrderState(),
            Returns(),
            ChangeDelivery(),
            Visit(),
            Bills(),
            Faults(),
            ChangeContact(),
            NearestShop(),
            ResetPassword(),
            LeaveMessage(),
            AskForCallback(),
            MoreChoices(),
        )
    }
)
