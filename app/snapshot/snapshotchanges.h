#pragma once

#include "snapshot/rowset.h"
#include "snapshot/snapshotrow.h"

#include <QStringList>

#include <map>

namespace ic {

/// How a snapshot differs from the one it was compared with; each set is of its own rows.
struct SnapshotChanges
{
    RowSet isNew = {};
    RowSet changed = {}; ///< beyond what isBookkeeping()
    RowSet gone = {}; ///< of the older of the two
    std::map<QString, RowSet> fields = {}; ///< by fieldKey(), those too that are bookkeeping

    QStringList of(qint64 row) const; ///< see Identity::changes
};

/// What a member is called in filters and files, e.g. "emailAddress", "managerName",
/// "attributes.department".
QString fieldKey(MemberPlace place, QByteArrayView key);

} // namespace ic
