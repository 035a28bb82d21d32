#pragma once

#include "api/identity.h"
#include "models/table/identityquery.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <optional>

namespace ic {

/// Which identities are ticked: by id, or "all matching a query, except these". It knows nothing
/// of rows, so it survives paging, sorting and filtering.
///
/// "All matching" costs no memory per identity. While it is in force and the view shows other
/// members, nobody can say which of them are ticked: knows() is then false, rows cannot be ticked,
/// and the person goes back to that query or clears the selection.
class SelectionStore final : public QObject
{
    Q_OBJECT

public:
    explicit SelectionStore(QObject* parent = nullptr);

    /// The query of the view the ticks are shown in.
    void setViewQuery(const IdentityQuery& query);

    bool isEmpty() const { return count() == 0; }
    /// Ticked identities; of "all matching" as many as the tenant counted, less the exceptions.
    qint64 count() const;
    bool isAllMatching() const { return m_all.has_value(); }
    /// The query of "all matching"; only while isAllMatching().
    const IdentityQuery& allMatchingQuery() const;
    /// Ticked ids, or the exceptions of "all matching".
    const QSet<IdentityId>& ids() const { return m_ids; }

    /// What was read last about somebody who is ticked, so that nobody has to be read again to be
    /// counted. Of "all matching" nothing is kept.
    struct Known
    {
        QString status;
        QString processingState;
    };
    void remember(const Identity& identity);
    /// Something was done to them: what was read before is not said of them any more.
    void forgetStates(const QList<IdentityId>& ids);
    const QHash<IdentityId, Known>& known() const { return m_known; }
    /// The names of those who were read at any time, as the tenant has them.
    const QHash<IdentityId, QString>& names() const { return m_names; }
    /// Another number for each change of who is ticked.
    quint64 revision() const { return m_revision; }

    /// Whether the ticks of the current view can be told.
    bool knows() const;
    /// Whoever has no id is never ticked: nothing could be done to them.
    bool isSelected(const IdentityId& id) const;

    /// All calls below do nothing and return false while !knows().
    bool setSelected(const IdentityId& id, bool on);
    bool setSelected(const QList<IdentityId>& ids, bool on);
    bool toggle(const IdentityId& id);
    /// Ticks whatever matches `query`, `count` identities as the tenant says.
    void selectAllMatching(const IdentityQuery& query, qint64 count);
    /// The tenant counted again.
    void updateAllMatchingCount(const IdentityQuery& query, qint64 count);
    void clear();
    /// Ticks these and nobody else, however many, without going through them here.
    void replace(QSet<IdentityId> ids, QHash<IdentityId, QString> names);
    /// As selectAllMatching(), with the exceptions.
    void replaceMatching(const IdentityQuery& query, qint64 count, QSet<IdentityId> except);

signals:
    void changed();

private:
    struct AllMatching
    {
        IdentityQuery query;
        qint64 count = 0;
    };

    void letGo();
    void announceAnother();

    std::optional<AllMatching> m_all;
    QHash<IdentityId, Known> m_known;
    QSet<IdentityId> m_ids; ///< ticked, or unticked again while m_all
    QHash<IdentityId, QString> m_names;
    IdentityQuery m_view;
    quint64 m_revision = 0;
};

} // namespace ic
