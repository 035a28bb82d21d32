#pragma once

#include <QElapsedTimer>
#include <QLocale>
#include <QString>

#include <cstdio>

namespace ic::bench {

inline QString number(double value, int decimals = 1)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', decimals);
}

inline QString yesNo(bool met)
{
    return met ? QStringLiteral("yes") : QStringLiteral("NO");
}

/// One line of the table: measure TAB figure TAB target TAB met.
inline void report(const QString& measure, const QString& figure,
    const QString& target = QStringLiteral("–"), const QString& met = QStringLiteral("–"))
{
    std::printf("%s\t%s\t%s\t%s\n", qPrintable(measure), qPrintable(figure), qPrintable(target),
        qPrintable(met));
    std::fflush(stdout);
}

/// Milliseconds.
inline double since(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace ic::bench
