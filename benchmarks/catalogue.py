"""The metrics and objectives that every store of a benchmark measures, shaped like a real store."""

from dataclasses import dataclass
from decimal import Decimal

OBJECTIVES = (
    *(("financial", f"F{n}", f"财务目标{n}", f"Financial objective {n}") for n in range(1, 6)),
    *(("customer", f"C{n}", f"客户目标{n}", f"Customer objective {n}") for n in range(1, 4)),
    *(("internal_process", f"P{n}", f"流程目标{n}", f"Process objective {n}") for n in range(1, 8)),
    ("learning_growth", "L1", "团队能力", "Abilities of the team"),
)
LINKS = (("L1", "P1"), ("P1", "P5"), ("P5", "F1"), ("P6", "C2"), ("C2", "F2"), ("F2", "F1"))


@dataclass(frozen=True, slots=True)
class Sample:
    """A metric, and the target that an average store has for it."""

    code: str
    objective: str
    department: str
    name_zh: str
    name_en: str
    measured_in: str
    direction: str
    precision: int
    aggregate: str
    target: Decimal
    ability: str = ""


ABILITIES = {"margin": "scorecard.margin.see"}


def _row(line: str) -> Sample:
    code, objective, department, zh, en, unit, direction, precision, aggregate, target, *rest = (
        part.strip() for part in line.split("|")
    )
    return Sample(
        code, objective, department, zh, en, unit, direction, int(precision), aggregate,
        Decimal(target), *(ABILITIES[name] for name in rest),
    )  # fmt: skip


METRICS = tuple(
    _row(line)
    for line in """
M1|F1|finance|经营性利润|Operating profit|万元|higher|2|sum|86|margin
M2|F4|finance|单车财务费用|Financial expense per new vehicle|元|lower|0|ratio|620
M3|P5|sales|非出租车销量|Non-taxi vehicle sales|辆|higher|0|sum|180
M4|P2|sales|网电销成交量占比|Share of online and telesales|%|higher|1|ratio|30
M5|P5|sales|二网销量占比|Share of the secondary network|%|higher|1|ratio|19
M6|F4|sales|60天以上库存车比例|Stock vehicles older than 60 days|%|lower|1|mean|15
M7|F2|sales|非出租车单车毛利|Gross profit per vehicle|元|higher|0|ratio|3600|margin
M8|F3|sales|单车有偿精品毛利|Paid-accessory gross profit|元|higher|0|ratio|900|margin
M9|F3|sales|金融渗透率|Finance penetration|%|higher|1|ratio|25
M10|F3|sales|新车上牌率|Plate-registration rate|%|higher|1|ratio|40
M11|F3|sales|新车投保率|New-vehicle insurance rate|%|higher|1|ratio|80
M12|P1|sales|展厅有效销售线索量|Valid showroom leads|条|higher|0|mean|420
M13|P1|sales|网电销有效销售线索量|Valid online leads|条|higher|0|mean|1300
M14|P4|sales|邀约到店率|Invitation-to-visit rate|%|higher|1|ratio|18
M15|P6|after_sales|售后有偿入场台次|Paid service visits|辆|higher|0|sum|1450
M16|F2|after_sales|售后业务客单价|Revenue per paid visit|元|higher|0|ratio|980
M17|F2|after_sales|事故车维修收入|Accident-repair revenue|万元|higher|2|sum|45
M18|C2|after_sales|首保回厂率|First-maintenance return rate|%|higher|1|ratio|75
M19|C3|after_sales|定保回厂率|Periodic-maintenance return rate|%|higher|1|ratio|60
M20|F2|after_sales|单车维修毛利|Repair gross profit per visit|元|higher|0|ratio|410|margin
M21|F4|after_sales|滞销件库存占比|Dead-stock share|%|lower|1|last|8
M22|F2|customer_service|续保车辆数|Insurance renewals|辆|higher|0|sum|210
M23|C2|customer_service|12个月客户留存率|12-month customer retention|%|higher|1|last|55
M24|C1|customer_service|EQC售时满意度|Sales satisfaction|分|higher|1|mean|92
M25|C1|customer_service|EQC售后满意度|After-sales satisfaction|分|higher|1|mean|90
M26|F5|administration|人事费用率|Personnel cost ratio|%|lower|1|ratio|6
M27|P7|administration|安全隐患整改达标率|Safety rectification rate|%|higher|1|ratio|95
""".strip().splitlines()
)
