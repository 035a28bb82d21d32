#pragma once

#include "api/apiclient.h"
#include "models/identityquery.h"

#include <QObject>

#include <map>

namespace ic {

/// Reads the ids of rows first…last of a query, for ranges whose rows are not loaded. Reads in the
/// bulk lane, so that scrolling goes before it, and gives all ids or none.
class RangeIds final : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostRows = 25'000; ///< 100 requests

    RangeIds(ApiClient& client, QObject* parent = nullptr);

    /// Starts reading; what is being read is given up. `first` ≤ `last`, at most MostRows rows.
    void read(const IdentityQuery& query, int first, int last);
    void cancel();
    bool isReading() const { return !m_calls.empty(); }

signals:
    void progress(int read, int total);
    /// Each once. Fewer than the rows that were asked for, where the list lost some meanwhile, or
    /// where they have no id: whoever shows it says so.
    void finished(const QList<ic::IdentityId>& ids, int rows);
    void failed(const ic::ApiError& error);

private:
    QList<IdentityId> found() const;

    ApiClient& m_client;
    std::map<qint64, ApiClient::CallId> m_calls; ///< by offset
    std::map<qint64, QList<IdentityId>> m_read;
    int m_total = 0;
};

} // namespace ic
