#include "models/relativetime.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace ic {

QString relativeTime(const QDateTime& time, const QDateTime& now)
{
    const qint64 seconds = time.secsTo(now);
    if (seconds >= 0 && seconds < 60)
        return u"now"_s;
    if (seconds >= 0 && seconds < 3600)
        return u"%1 min"_s.arg(seconds / 60);
    const qint64 days = time.toLocalTime().date().daysTo(now.toLocalTime().date());
    if (seconds >= 0 && (days == 0 || seconds < 6 * 3600))
        return u"%1 h"_s.arg(seconds / 3600);
    if (days == 1)
        return u"yesterday"_s;
    if (days > 1 && days < 14)
        return u"%1 d"_s.arg(days);
    return QLocale().toString(time.toLocalTime().date(), QLocale::ShortFormat);
}

QString absoluteTime(const QDateTime& time)
{
    return QLocale::c().toString(time.toLocalTime(), u"d MMM yyyy HH:mm");
}

QString exactTime(const QDateTime& time)
{
    if (!time.isValid())
        return {};
    const QString local = QLocale::c().toString(time.toLocalTime(), u"ddd d MMM yyyy HH:mm:ss");
    return u"%1 (%2 UTC)"_s.arg(local, time.toUTC().toString(u"HH:mm:ss"));
}

QString localTime(const QDateTime& time)
{
    return time.isValid() ? QLocale::c().toString(time.toLocalTime(), u"d MMM yyyy HH:mm:ss")
                          : QString();
}

QString distanceTime(const QDateTime& time, const QDateTime& now)
{
    const qint64 seconds = now.secsTo(time);
    const qint64 far = seconds < 0 ? -seconds : seconds;
    const qint64 days = far / 86'400;
    if (far < 60)
        return u"now"_s;
    const QString span = days > 0 ? u"%1 d"_s.arg(days)
        : far >= 3600             ? u"%1 h"_s.arg(far / 3600)
                                  : u"%1 min"_s.arg(far / 60);
    return seconds < 0 ? span + u" ago"_s : u"in "_s + span;
}

QString dateText(const QDateTime& time, const QString& otherwise)
{
    return time.isValid() ? QLocale::c().toString(time.toLocalTime(), u"d MMM yyyy") : otherwise;
}

} // namespace ic
