"""How files call things: headings and choices, in Chinese and English."""

from collections.abc import Mapping

from sinan.base.exchange.tables import Heading

METRIC = Heading(
    "metric", ("指标", "指标编号", "指标代码", "衡量指标", "metric code"), required=True
)
BAND = Heading("band", ("档位", "档", "档次", "bands"))
MONTH = Heading("month", ("月份", "月", "年月", "期间", "period"), of_months=True)
VALUE = Heading("value", ("数值", "实际值", "实际", "实绩", "值", "actual"))
NUMERATOR = Heading("numerator", ("分子",))
DENOMINATOR = Heading("denominator", ("分母",))

MONTH_NAMES = (
    ("一月", "jan", "january"),
    ("二月", "feb", "february"),
    ("三月", "mar", "march"),
    ("四月", "apr", "april"),
    ("五月", "may"),
    ("六月", "jun", "june"),
    ("七月", "jul", "july"),
    ("八月", "aug", "august"),
    ("九月", "sep", "september"),
    ("十月", "oct", "october"),
    ("十一月", "nov", "november"),
    ("十二月", "dec", "december"),
)

BANDS: Mapping[str, tuple[str, ...]] = {
    "threshold": ("门槛值", "门槛"),
    "target": ("目标值", "目标"),
    "challenge_1": ("挑战值1", "挑战值一", "挑战1", "挑战值①", "challenge 1"),
    "challenge_2": ("挑战值2", "挑战值二", "挑战2", "挑战值②", "challenge 2"),
}
PERSPECTIVES: Mapping[str, tuple[str, ...]] = {
    "financial": ("财务", "财务维度", "finance"),
    "customer": ("客户", "客户维度"),
    "internal_process": ("内部流程", "内部运营", "内部流程维度", "internal process"),
    "learning_growth": ("学习与成长", "学习成长", "学习与成长维度", "learning and growth"),
}
DEPARTMENTS: Mapping[str, tuple[str, ...]] = {
    "sales": ("销售", "销售部"),
    "after_sales": ("售后", "售后部", "售后服务部", "after-sales"),
    "customer_service": ("客服", "客服部", "客户服务部", "customer service"),
    "marketing": ("市场", "市场部"),
    "finance": ("财务", "财务部"),
    "administration": ("行政", "行政部", "综合部", "人事行政部"),
}
DIRECTIONS: Mapping[str, tuple[str, ...]] = {
    "higher": ("越高越好", "越大越好", "高", "higher is better"),
    "lower": ("越低越好", "越小越好", "低", "lower is better"),
}
AGGREGATES: Mapping[str, tuple[str, ...]] = {
    "sum": ("求和", "合计", "累计"),
    "mean": ("平均", "平均值", "average"),
    "last": ("期末", "期末值", "最后一月"),
    "ratio": ("比率", "比例", "分子除以分母"),
}
YES = frozenset(("yes", "y", "true", "1", "x", "是", "受限", "毛利", "scorecard.margin.see"))
NO = frozenset(("", "no", "n", "false", "0", "否", "不受限"))


YEAR_NAMES = ("年度", "全年", "年", "年度值")
TO_DATE_NAMES = ("本年累计", "年累计", "累计", "ytd", "year to date")


def month_headings(year: int) -> tuple[Heading, ...]:
    """Return the headings of the year column and the twelve months."""
    months = (
        Heading(
            f"{number:02d}",
            (
                *(str(number), f"{number}月", f"{number:02d}月", *names),
                *(f"{year}-{number:02d}", f"{year}/{number}", f"{year}年{number}月"),
            ),
        )
        for number, names in enumerate(MONTH_NAMES, 1)
    )
    return (Heading("year", (*YEAR_NAMES, f"{year}", f"{year}年")), *months)
