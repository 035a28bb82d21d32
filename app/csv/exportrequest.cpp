#include "csv/exportrequest.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QString number(qint64 value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

QString counted(qint64 value, const QString& one, const QString& many)
{
    return number(value) + u' ' + (value == 1 ? one : many);
}

QString size(qint64 bytes)
{
    if (bytes < 1000)
        return counted(bytes, u"byte"_s, u"bytes"_s);
    if (bytes < 999'500)
        return u"%1 KB"_s.arg((bytes + 500) / 1000);
    return u"%1 MB"_s.arg(static_cast<double>(bytes) / 1e6, 0, 'f', 1);
}

QString duration(qint64 ms)
{
    if (ms < 100)
        return u"under 0.1 s"_s;
    if (ms < 60'000)
        return u"%1 s"_s.arg(static_cast<double>(ms) / 1000, 0, 'f', 1);
    return u"%1 min %2 s"_s.arg(ms / 60'000).arg(ms / 1000 % 60);
}

} // namespace

bool ExportResult::differs() const
{
    return (expected >= 0 && written != expected) || (atEnd >= 0 && atEnd != expected)
        || duplicates > 0 || missing > 0 || unsettled > 0;
}

QString ExportResult::summary() const
{
    const QString effort = u"(%1) in %2"_s.arg(size(bytes), duration(elapsedMs));
    const QString rows = counted(written, u"row"_s, u"rows"_s);
    QString text = expected >= 0
        ? u"Wrote %1 of %2 expected %3."_s.arg(rows, number(expected), effort)
        : u"Wrote %1 %2; the tenant gave no count."_s.arg(rows, effort);
    if (odd > 0) {
        text += u" %1 not what the API describes (the first: %2)."_s.arg(
            counted(odd, u"row is"_s, u"rows are"_s), firstOddity);
    }
    if (withoutId > 0) {
        text += u" %1 no id: nothing can be done to whoever that is."_s.arg(
            counted(withoutId, u"row has"_s, u"rows have"_s));
    }
    if (differs() && missing == 0) {
        text += atEnd >= 0
            ? u" The tenant changed meanwhile and counts %1 now."_s.arg(number(atEnd))
            : u" The tenant changed meanwhile."_s;
    }
    if (unsettled > 0) {
        text += u" %1 of the list could not be settled: identities may be missing there."_s.arg(
            counted(unsettled, u"place"_s, u"places"_s));
    } else if (atEnd > written) {
        text += u" It lacks at least %1 who came, or changed their place in the list, meanwhile."_s
                    .arg(number(atEnd - written));
    } else if (missing == 0) {
        text += differs() ? u" Nobody who stayed is missing."_s : u" Nothing is unsettled."_s;
    }
    if (missing > 0) {
        text += u" %1 of %2 selected %3 no longer %4."_s.arg(number(missing), number(expected),
            expected == 1 ? u"identity"_s : u"identities"_s,
            missing == 1 ? u"exists"_s : u"exist"_s);
    }
    return text;
}

} // namespace ic
