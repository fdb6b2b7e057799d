"""All tables of all slices: importing this makes `Base.metadata` whole."""

from central.city import models as city
from central.commanding import models as commanding
from central.configuration import models as configuration
from central.courier import models as courier
from central.database import Base
from central.enrolment import models as enrolment
from central.fleet import models as fleet
from central.ingest import models as ingest
from central.payments import models as payments
from central.releases import models as releases
from central.settlement import models as settlement
from central.staff import models as staff
from central.uploads import models as uploads

SLICES = (
    city,
    commanding,
    configuration,
    courier,
    enrolment,
    fleet,
    ingest,
    payments,
    releases,
    settlement,
    staff,
    uploads,
)
METADATA = Base.metadata
