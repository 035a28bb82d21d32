#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace ic {

/// What a snapshot knows of its identities, for whoever builds a filter: a snapshot in the window,
/// something smaller in tests. Callbacks run on the thread of `context`, never from inside the
/// call, and not at all when the call is cancelled, `context` is gone, or nothing can be told.
class FilterValues
{
public:
    using CallId = quint64;

    struct Value
    {
        QString text = {};
        qint64 count = 0;

        bool operator==(const Value&) const = default;
    };

    FilterValues() = default;
    virtual ~FilterValues() = default;
    Q_DISABLE_COPY_MOVE(FilterValues)

    /// The keys of all attributes, the ones that most identities have first.
    virtual CallId attributes(QObject* context, std::function<void(const QStringList&)> callback)
        = 0;
    /// The most frequent values of a field that begin with the text. `key`: as in subjectKey().
    virtual CallId values(const QString& key, const QString& beginning, int most, QObject* context,
        std::function<void(const QList<Value>&)> callback)
        = 0;
    virtual void cancel(CallId call) = 0;
};

} // namespace ic
