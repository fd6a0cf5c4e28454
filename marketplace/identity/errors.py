"""What identity refuses, by name."""

from marketplace.core.errors import Conflict, Invalid, Missing, Refused, TooMany, Unauthenticated


class NoSuchOrganisation(Missing):
    """There is no such organisation, or you may not see it."""

    code = "no-such-organisation"
    zh = "没有这家机构，或您无权查看。"


class NoSuchPerson(Missing):
    """There is no such person, or you may not see them."""

    code = "no-such-person"
    zh = "没有这位用户，或您无权查看。"


class WrongCredentials(Unauthenticated):
    """The account or the password is not right."""

    code = "wrong-credentials"
    zh = "账号或密码不正确。"


class TooManyAttempts(TooMany):
    """Too many sign-in attempts for this account. Wait five minutes and try again."""

    code = "too-many-attempts"
    zh = "该账号登录尝试过多，请五分钟后再试。"


class LoginTaken(Conflict):
    """An account with this e-mail address or mobile number exists already. Sign in instead."""

    code = "login-taken"
    zh = "该邮箱或手机号已注册，请直接登录。"


class UsccTaken(Conflict):
    """This unified social credit code is registered already. Ask its people to add you."""

    code = "uscc-taken"
    zh = "该统一社会信用代码的机构已入驻，请联系其管理员将您加为成员。"


class BadUscc(Invalid):
    """The unified social credit code is not valid. Check its 18 characters."""

    code = "bad-uscc"
    zh = "统一社会信用代码无效，请核对 18 位字符。"


class NoLogin(Invalid):
    """Give an e-mail address or a mobile number to sign in with."""

    code = "no-login"
    zh = "请填写邮箱或手机号作为登录账号。"


class NoSuchTrust(Invalid):
    """There is no such level of trust. Choose one of the list."""

    code = "no-such-trust"
    zh = "没有这一信任等级，请从列表中选择。"


class MemberAlready(Conflict):
    """This person belongs to the organisation already."""

    code = "member-already"
    zh = "该用户已是本机构成员。"


class NotYourOrganisation(Refused):
    """You do not belong to that organisation."""

    code = "not-your-organisation"
    zh = "您不是该机构的成员。"


class ReservedKind(Refused):
    """Only the operator can make an organisation an operator or a supervisor."""

    code = "reserved-kind"
    zh = "只有市场运营方可以设立运营方或监管部门账号。"


class NotVerified(Refused):
    """Your organisation has not been verified yet; until then it can prepare but not publish."""

    code = "not-verified"
    zh = "贵机构尚未通过核验，目前可以准备内容，但不能对外发布或交易。"


class NoSuchNumber(Invalid):
    """This is no mobile number that text messages reach."""

    code = "no-such-number"
    zh = "手机号格式不正确，无法接收短信。"


class WrongCode(Invalid):
    """The code is wrong or too old. After several tries ask for a new one."""

    code = "wrong-code"
    zh = "验证码不正确或已过期；多次输错请重新获取。"


class TooManyCodes(TooMany):
    """A code was sent a moment ago, or several today. Ask again later."""

    code = "too-many-codes"
    zh = "验证码发送过于频繁，请稍后再试。"
