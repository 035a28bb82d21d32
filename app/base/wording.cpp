#include "base/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace ic {

namespace {

struct Wording
{
    Q_DECLARE_TR_FUNCTIONS(ic::Wording)
};

/// The last joined to the others by `pair`.
QString listText(const QStringList& words, const QString& pair)
{
    return words.size() < 2 ? words.join(QString())
                            : pair.arg(words.first(words.size() - 1).join(u", "), words.last());
}

QString localText(const QDateTime& time, QStringView format)
{
    return QLocale().toString(time.toLocalTime(), format);
}

} // namespace

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

QString identitiesText(qint64 number)
{
    return Wording::tr("%Ln identities", "%Ln identity", pluralCount(number));
}

QString shareText(qint64 number, qint64 whole)
{
    // What was counted at another moment may be more than the whole was.
    if (whole <= 0 || number > whole)
        return {};
    const double percent = 100.0 * static_cast<double>(number) / static_cast<double>(whole);
    if (number > 0 && percent < 0.1)
        return Wording::tr("< %1 %", "less than a share").arg(QLocale().toString(0.1, 'f', 1));
    if (number < whole && percent > 99.9)
        return Wording::tr("> %1 %", "more than a share").arg(QLocale().toString(99.9, 'f', 1));
    const bool isRound = number == 0 || number == whole;
    return Wording::tr("%1 %", "a share").arg(QLocale().toString(percent, 'f', isRound ? 0 : 1));
}

int pluralCount(qint64 number)
{
    return static_cast<int>(std::min<qint64>(number, std::numeric_limits<int>::max()));
}

QString andList(const QStringList& words)
{
    return listText(words, Wording::tr("%1 and %2", "the last two of a list"));
}

QString orList(const QStringList& words)
{
    return listText(words, Wording::tr("%1 or %2", "the last two of a list"));
}

QString relativeTime(const QDateTime& time, const QDateTime& now)
{
    const qint64 seconds = time.secsTo(now);
    if (seconds >= 0 && seconds < 60)
        return Wording::tr("now");
    if (seconds >= 0 && seconds < 3600)
        return Wording::tr("%1 min", "minutes").arg(seconds / 60);
    if (seconds >= 0 && seconds < 6 * 3600)
        return Wording::tr("%1 h", "hours").arg(seconds / 3600);
    // The system is asked for its time zone each time, which costs more than the rest.
    if (seconds < 0 || seconds > 15 * 86'400)
        return dateText(time);
    const qint64 days = time.toLocalTime().date().daysTo(now.toLocalTime().date());
    if (days == 0)
        return Wording::tr("%1 h", "hours").arg(seconds / 3600);
    if (days == 1)
        return Wording::tr("yesterday");
    if (days < 14)
        return Wording::tr("%1 d", "days").arg(days);
    return dateText(time);
}

QString distanceTime(const QDateTime& time, const QDateTime& now)
{
    const qint64 seconds = now.secsTo(time);
    const qint64 far = seconds < 0 ? -seconds : seconds;
    const qint64 days = far / 86'400;
    if (far < 60)
        return Wording::tr("now");
    const QString span = days > 0 ? Wording::tr("%1 d", "days").arg(days)
        : far >= 3600             ? Wording::tr("%1 h", "hours").arg(far / 3600)
                                  : Wording::tr("%1 min", "minutes").arg(far / 60);
    return seconds < 0 ? Wording::tr("%1 ago", "5 h ago").arg(span)
                       : Wording::tr("in %1", "in 5 h").arg(span);
}

QString absoluteTime(const QDateTime& time)
{
    return localText(time, u"d MMM yyyy HH:mm");
}

QString localTime(const QDateTime& time)
{
    return time.isValid() ? localText(time, u"d MMM yyyy HH:mm:ss") : QString();
}

QString exactTime(const QDateTime& time)
{
    if (!time.isValid())
        return {};
    return Wording::tr("%1 (%2 UTC)", "a time with its day, and the same time in UTC")
        .arg(localText(time, u"ddd d MMM yyyy HH:mm:ss"),
            QLocale().toString(time.toUTC(), u"HH:mm:ss"));
}

QString clockTime(const QDateTime& time)
{
    return localText(time, u"HH:mm");
}

QString dateText(const QDateTime& time, const QString& otherwise)
{
    return time.isValid() ? localText(time, u"d MMM yyyy") : otherwise;
}

} // namespace ic
