"""The words of this room."""

from marketplace.core.speech import Phrase

FORMATS = {
    "standard": Phrase("自有系统（Standard Webhooks）", "Own system (Standard Webhooks)"),
    "wecom": Phrase("企业微信群机器人", "WeCom group robot"),
    "dingtalk": Phrase("钉钉群机器人", "DingTalk group robot"),
    "feishu": Phrase("飞书群机器人", "Feishu group robot"),
}
# What an organisation may want to hear; the words are those of notices, as a test proves.
KINDS = {
    "match": Phrase("撮合匹配", "Matches"),
    "deal": Phrase("申请、方案与交易", "Requests, proposals and deals"),
    "review": Phrase("审核与发布", "Reviews and listings"),
    "mandate": Phrase("委托与转请", "Mandates and referrals"),
    "reminder": Phrase("期限提醒", "Reminders"),
}
LANGUAGES = {"zh": Phrase("中文", "Chinese"), "en": Phrase("英文", "English")}
STATES = {
    "active": Phrase("推送中", "Active"),
    "paused": Phrase("已暂停", "Paused"),
    "disabled": Phrase("已停用", "Switched off"),
    "removed": Phrase("已移除", "Removed"),
}
OUTCOMES = {
    "taken": Phrase("已接收", "Taken"),
    "refused": Phrase("未接收", "Not taken"),
    "limited": Phrase("对方限流", "Asked to wait"),
    "gone": Phrase("地址已失效", "Address is gone"),
    "unfit": Phrase("内容被拒绝", "Content was refused"),
    "dns": Phrase("域名无法解析", "Name is unknown"),
    "connection": Phrase("无法连接", "No connection"),
    "tls": Phrase("证书无效", "Bad certificate"),
    "timeout": Phrase("超时", "Timed out"),
    "protocol": Phrase("应答无法识别", "Answer made no sense"),
    "forbidden": Phrase("地址不在公网", "Address is not on the open internet"),
}
FACTS = {
    "endpoint.registered": Phrase(
        "登记接收地址“{title}”", "Receiving address “{title}” was entered"
    ),
    "endpoint.changed": Phrase("修改接收地址“{title}”", "Receiving address “{title}” was changed"),
    "endpoint.rotated": Phrase("更换“{title}”的签名密钥", "The secret of “{title}” was changed"),
    "endpoint.tested": Phrase("向“{title}”发送测试消息", "A test message was sent to “{title}”"),
    "endpoint.paused": Phrase("暂停向“{title}”推送", "“{title}” was paused"),
    "endpoint.resumed": Phrase("恢复向“{title}”推送", "“{title}” goes on"),
    "endpoint.disabled": Phrase(
        "接收地址“{title}”持续失败，已停用", "“{title}” kept failing and was switched off"
    ),
    "endpoint.enabled": Phrase("重新启用接收地址“{title}”", "“{title}” was switched on again"),
    "endpoint.removed": Phrase("移除接收地址“{title}”", "“{title}” was removed"),
}
TEST = Phrase(
    "这是一条测试消息：推送地址工作正常。", "This is a test message: the receiving address works."
)
OPEN = Phrase("打开查看", "Open")
LABELS = {"endpoint": STATES, "format": FORMATS}
