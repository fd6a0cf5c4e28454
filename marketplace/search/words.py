"""The words of this room."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.core.speech import Phrase

FACETS: Mapping[str, Phrase] = {
    "field": Phrase("绿色技术领域", "Green field"),
    "industry": Phrase("应用行业", "Industry"),
    "pollutant": Phrase("污染物", "Pollutant"),
    "process": Phrase("工艺", "Process"),
    "trl": Phrase("成熟度", "Maturity (TRL)"),
    "licence": Phrase("许可方式", "Licence offered"),
    "price_band": Phrase("价格区间", "Price band"),
    "budget_band": Phrase("预算区间", "Budget band"),
    "evidence": Phrase("证明状态", "Evidence"),
    "region": Phrase("地区", "Region"),
    "catalogue": Phrase("产业目录", "Industry catalogue"),
    "ipc": Phrase("国际专利分类", "Patent class (IPC)"),
    "grade": Phrase("经纪人等级", "Grade of broker"),
    "scope": Phrase("服务范围", "Scope of service"),
    "accredited": Phrase("证书在有效期内", "Certificate valid"),
    "holder_kind": Phrase("机构类型", "Kind of organisation"),
    "holder": Phrase("持有方", "Holder"),
}
SORTS: Mapping[str, Phrase] = {
    "relevance": Phrase("相关性", "Relevance"),
    "newest": Phrase("最新发布", "Newest"),
    "trl": Phrase("成熟度从高到低", "Most mature"),
    "price": Phrase("价格从低到高", "Lowest price"),
    "-price": Phrase("价格从高到低", "Highest price"),
    "deadline": Phrase("截止日期", "Deadline"),
}
REVERSED = Phrase("下限高于上限。", "The lower end lies above the upper one.")
NO_SUCH_ORDER = Phrase("没有这种排序方式。", "There is no such order.")
# Codes that are no term of their facet's vocabulary.
CODES: Mapping[str, Phrase] = {"unquantified": Phrase("未量化", "Not quantified")}
# What people call it when no sum of money is stated.
UNSTATED: Mapping[str, Phrase] = {
    "price_band": Phrase("面议或未标价", "Negotiable or not stated"),
    "budget_band": Phrase("预算未公开", "Budget not stated"),
}
# Why a question cannot be asked, by the codes of `search_index`.
WHY: Mapping[str, Phrase] = {
    "too_long": Phrase("搜索内容过长，最多 256 个字符。", "Too long: at most 256 characters."),
    "unbalanced_quote": Phrase("引号不成对。", "A quotation mark has no partner."),
    "unbalanced_parenthesis": Phrase("括号不成对。", "A parenthesis has no partner."),
    "empty_parenthesis": Phrase("括号里没有词语。", "There is nothing in the parentheses."),
    "missing_word": Phrase(
        "AND、OR、NOT 旁边缺少词语。", "A word is missing beside AND, OR or NOT."
    ),
    "only_negative": Phrase(
        "只写了要排除的词，请同时写出要找的词。",
        "There are only words to leave out; say what to find as well.",
    ),
    "too_many_clauses": Phrase("条件过多，最多 16 个。", "Too many parts: at most 16."),
    "too_deep": Phrase(
        "括号嵌套过深，最多三层。", "Too deep: at most three levels of parentheses."
    ),
    "prefix_too_short": Phrase("星号前至少三个字母。", "Give three letters or more before a star."),
    "unknown_field": Phrase(
        "冒号前的字段名不能用于搜索。可用：标题、关键词、正文、证明、分类号、领域、行业、污染物、工艺、"
        "成熟度、许可、地区、目录；如果要找这些字，请加引号。",
        "There is no such field. Use title, keywords, text, evidence, ipc, field, industry, "
        "pollutant, process, trl, licence, region or catalogue, or quotes if you mean the text.",
    ),
    "missing_value": Phrase(
        "字段名的冒号后面缺少要找的词。", "A word is missing after the name of a field."
    ),
    "cursor_of_another_question": Phrase(
        "分页地址属于另一个搜索，请从第一页开始。",
        "This page belongs to another search; start again from the first page.",
    ),
    "prefix_too_common": Phrase(
        "以此开头的词过多，请在星号前多写几个字母。",
        "Too many words begin like this: give more letters before the star.",
    ),
    "too_broad": Phrase(
        "搜索范围过大。请减少常用词，或改用更具体的词。",
        "Too broad: leave common words out, or use more exact ones.",
    ),
    "bad_cursor": Phrase("分页地址无效，请从第一页开始。", "Start again from the first page."),
}
OTHERWISE = Phrase("搜索条件无效。", "This search is not valid.")


@dataclass(frozen=True, slots=True)
class Function:
    """One of the five functions of the market, and the pages on which it is found."""

    name: Phrase
    words: Phrase
    links: tuple[tuple[Phrase, str], ...] = ()


FUNCTIONS = (
    Function(
        Phrase("展示", "Display"),
        Phrase(
            "绿色技术、专利卡片和技术需求，带成熟度、量化效果和证明。",
            "Technologies, patent cards and demands, with maturity, measured effects and evidence.",
        ),
        (
            (Phrase("技术", "Technologies"), "/technologies"),
            (Phrase("专利", "Patents"), "/patents"),
            (Phrase("需求", "Demands"), "/demands"),
        ),
    ),
    Function(
        Phrase("交易", "Trading"),
        Phrase(
            "许可申请、报价与还价、条款商定，每一步留痕。",
            "Licence requests, offers and counter-offers, agreed terms: every step on the record.",
        ),
        (
            (Phrase("许可申请", "Licence requests"), "/licence-requests"),
            (Phrase("交易", "Deals"), "/deals"),
        ),
    ),
    Function(
        Phrase("共享", "Sharing"),
        Phrase(
            "仪器设备和中试基地的预约与使用。",
            "Instruments and pilot bases: calendars, bookings, use.",
        ),
        ((Phrase("仪器设备", "Instruments"), "/instruments"),),
    ),
    Function(
        Phrase("服务", "Service"),
        Phrase(
            "技术经纪人、检测评价认证机构的公开名录。",
            "Public directories of brokers and of testing, evaluation and certification agencies.",
        ),
        (
            (Phrase("经纪人", "Brokers"), "/brokers"),
            (Phrase("服务机构", "Agencies"), "/agencies"),
        ),
    ),
    Function(
        Phrase("交流", "Exchange"),
        Phrase("路演、对接会和问答。", "Roadshows, matchmaking days, questions and answers."),
        ((Phrase("活动", "Events"), "/events"),),
    ),
)
