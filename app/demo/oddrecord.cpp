#include "demo/oddrecord.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace ic::demo {

QByteArray oddRecord(const QByteArray& identity, quint32 ordinal)
{
    QJsonObject record = QJsonDocument::fromJson(identity).object();
    const auto bytes = [&record] { return QJsonDocument(record).toJson(QJsonDocument::Compact); };
    switch (ordinal % 6) {
    case 0:
        record[u"lifecycleState"_s] = u"active"_s;
        return bytes();
    case 1:
        record[u"attributes"_s] = QJsonArray();
        return bytes();
    case 2:
        record[u"managerRef"_s] = u"x"_s;
        return bytes();
    case 3:
        return "null";
    case 4:
        record.remove(u"id"_s);
        return bytes();
    default:
        record[u"name"_s] = u"?"_s;
        // A byte order mark, half of a surrogate pair, and a byte that is no UTF-8.
        return bytes().replace("\"name\":\"?\"", "\"name\":\"\xEF\xBB\xBFhalf \\ud83d \xFF\"");
    }
}

} // namespace ic::demo
