#include "base/abouttime.h"

#include "base/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace ic {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(AboutTime)
};

} // namespace

QString aboutText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(1, (ms + 999) / 1000);
    if (seconds < 90)
        return Texts::tr("about %1 s").arg(seconds);
    return Texts::tr("about %1 min").arg(numberText((seconds + 30) / 60));
}

} // namespace ic
