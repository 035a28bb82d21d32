#include "files/listentry.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype LongestHeading = 60;
constexpr qsizetype HexDigits = 32;

/// Words that headings are made of. A name made of nothing else is unlikely, and the tenant is
/// asked before it is left out.
const QSet<QString>& headingWords()
{
    static const QSet<QString> words { u"id"_s, u"ids"_s, u"identity"_s, u"identities"_s, u"user"_s,
        u"users"_s, u"username"_s, u"userid"_s, u"name"_s, u"names"_s, u"display"_s,
        u"displayname"_s, u"full"_s, u"fullname"_s, u"first"_s, u"last"_s, u"firstname"_s,
        u"lastname"_s, u"given"_s, u"family"_s, u"account"_s, u"accounts"_s, u"accountname"_s,
        u"accountid"_s, u"login"_s, u"loginname"_s, u"logon"_s, u"email"_s, u"emails"_s, u"e"_s,
        u"mail"_s, u"emailaddress"_s, u"address"_s, u"work"_s, u"employee"_s, u"employees"_s,
        u"number"_s, u"no"_s, u"person"_s, u"people"_s, u"alias"_s, u"uid"_s, u"upn"_s,
        u"principal"_s, u"sam"_s, u"samaccountname"_s, u"userprincipalname"_s, u"key"_s, u"list"_s,
        u"member"_s, u"members"_s, u"owner"_s, u"manager"_s, u"contractor"_s, u"status"_s,
        u"department"_s, u"native"_s, u"external"_s, u"attributes"_s, u"benutzer"_s,
        u"benutzername"_s, u"anzeigename"_s, u"kontoname"_s, u"mitarbeiter"_s, u"adresse"_s,
        u"vorname"_s, u"nachname"_s, u"nom"_s, u"nombre"_s, u"correo"_s, u"courriel"_s };
    return words;
}

/// "sAMAccountName", "E-mail address", "user_name" as their words in lower case.
QStringList wordsOf(QStringView text)
{
    QStringList words;
    QString word;
    const auto finish = [&words, &word] {
        if (!word.isEmpty())
            words += word;
        word.clear();
    };
    bool wasLower = false;
    for (const QChar c : text) {
        if (!c.isLetter() || (wasLower && c.isUpper()))
            finish();
        wasLower = c.isLower();
        if (c.isLetter())
            word += c.toLower();
    }
    finish();
    return words;
}

} // namespace

bool looksLikeId(QStringView text)
{
    static constexpr int dashes[] { 8, 13, 18, 23 };
    const bool isUuid = text.size() == HexDigits + 4;
    if (!isUuid && text.size() != HexDigits)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].toLower().unicode();
        if (isUuid && std::ranges::find(dashes, static_cast<int>(i)) != std::end(dashes)) {
            if (c != u'-')
                return false;
        } else if ((c < u'0' || c > u'9') && (c < u'a' || c > u'f')) {
            return false;
        }
    }
    return true;
}

bool looksLikeEmail(QStringView text)
{
    const qsizetype at = text.indexOf(u'@');
    return at > 0 && at + 1 < text.size()
        && std::ranges::none_of(text, [](QChar c) { return c.isSpace(); });
}

QString addressIn(const QString& text)
{
    const qsizetype open = text.lastIndexOf(u'<');
    if (open < 0 || !text.endsWith(u'>'))
        return text;
    const QString address = text.sliced(open + 1, text.size() - open - 2).trimmed();
    return looksLikeEmail(address) ? address : text;
}

bool looksLikeHeading(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > LongestHeading || text.contains(u'@'))
        return false;
    if (text.front() == u'#')
        text = text.sliced(1).trimmed();
    if (std::ranges::any_of(text, [](QChar c) { return c.isDigit(); }))
        return false;
    // In one word first: "sAMAccountName" has "sam", "eMail" has "mail".
    const QStringList words = wordsOf(text);
    if (headingWords().contains(words.join(QString())))
        return true;
    return !words.isEmpty() && std::ranges::all_of(words, [](const QString& word) {
        return headingWords().contains(word);
    });
}

std::optional<ListKey> keyOfHeading(QStringView text)
{
    if (!looksLikeHeading(text))
        return {};
    const QString word = wordsOf(text).join(QString());
    if (word == u"id" || word == u"identityid")
        return ListKey::Id;
    if (word.contains(u"mail") || word == u"correo" || word == u"courriel"
        || word == u"userprincipalname" || word == u"upn")
        return ListKey::Email;
    static const QSet<QString> accounts { u"alias"_s, u"account"_s, u"accounts"_s, u"accountname"_s,
        u"accountid"_s, u"username"_s, u"user"_s, u"userid"_s, u"uid"_s, u"login"_s, u"loginname"_s,
        u"logon"_s, u"logonname"_s, u"samaccountname"_s, u"benutzername"_s, u"kontoname"_s };
    if (accounts.contains(word))
        return ListKey::AccountName;
    static const QSet<QString> names { u"name"_s, u"displayname"_s, u"fullname"_s, u"person"_s,
        u"employee"_s, u"identity"_s, u"identityname"_s, u"anzeigename"_s, u"nom"_s, u"nombre"_s };
    if (names.contains(word))
        return ListKey::DisplayName;
    return {};
}

} // namespace ic
