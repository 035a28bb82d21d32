#pragma once

#include "models/filter/filtervalues.h"

#include <memory>

namespace ic {

class Snapshot;

/// What an open snapshot tells whoever builds a filter.
class SnapshotValues final : public FilterValues
{
public:
    explicit SnapshotValues(std::shared_ptr<Snapshot> snapshot);
    ~SnapshotValues() override;

    CallId attributes(QObject* context, std::function<void(const QStringList&)> callback) override;
    CallId values(const QString& key, const QString& beginning, int most, QObject* context,
        std::function<void(const QList<Value>&)> callback) override;
    void cancel(CallId call) override;

private:
    const std::shared_ptr<Snapshot> m_snapshot;
};

} // namespace ic
