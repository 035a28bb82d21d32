#include "base/thiscomputer.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace ic {

bool isThisComputer(const QString& host)
{
    static const QRegularExpression loopback(
        u"^(localhost|127(\\.[0-9]{1,3}){1,3}|\\[?::1\\]?)(:[0-9]+)?\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return loopback.match(host).hasMatch();
}

} // namespace ic
