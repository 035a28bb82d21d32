#include "snapshot/snapshotchanges.h"

#include "api/attributekey.h"

using namespace Qt::StringLiterals;

namespace ic {

QStringList SnapshotChanges::of(qint64 row) const
{
    const auto has = [row](const RowSet& rows) { return row < rows.rows() && rows.contains(row); };
    if (has(isNew))
        return { u"new"_s };
    if (has(gone))
        return { u"gone"_s };
    QStringList keys;
    for (const auto& [key, rows] : fields) {
        if (has(changed) && has(rows))
            keys += key;
    }
    return keys;
}

QString fieldKey(MemberPlace place, QByteArrayView key)
{
    const QString name = toQString(QUtf8StringView(key.data(), key.size()));
    switch (place) {
    case MemberPlace::Top:
    case MemberPlace::Whole:
        return name;
    case MemberPlace::Manager:
        return name == "name"_L1 ? u"managerName"_s
            : name == "id"_L1    ? u"managerId"_s
                                 : u"managerRef."_s + name;
    case MemberPlace::Lifecycle:
        return name == "stateName"_L1 ? u"lifecycleState"_s : u"lifecycleState."_s + name;
    case MemberPlace::Attribute:
        return AttributePrefix + name;
    }
    Q_UNREACHABLE();
}

} // namespace ic
