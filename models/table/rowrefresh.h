#pragma once

#include "reading/identityreading.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace ic {

class IdentityTableModel;
class SelectionStore;

/// Reads again after somebody changed the identities: the loaded rows of a table, and the ticked
/// whose states were forgotten.
class RowRefresh final : public QObject
{
    Q_OBJECT

public:
    /// Identities of one operation come in portions: those of so many ms are read together.
    static constexpr int GatherMs = 300;
    static constexpr int MostStates = 500; ///< identities that are read to be counted

    RowRefresh(ApiClient& client, IdentityTableModel& model, QObject* parent = nullptr);

    /// Those of them that a row shows.
    void refresh(const QList<IdentityId>& ids);
    /// Reads the ticked of whom no state is known, unless they are many: they are counted by their
    /// states.
    void readStates(const SelectionStore& selection);

signals:
    /// Of those that were asked for, the tenant no longer knows these.
    void gone(const QList<ic::IdentityId>& ids);

private:
    void read();
    void onRead(const ReadIdentities& read);

    IdentityTableModel& m_model;
    IdentityReading m_reading;
    QSet<IdentityId> m_wanted; ///< to be read next, as far as a row shows them
    QSet<IdentityId> m_uncounted; ///< to be read next, whether a row shows them or not
    QTimer m_gather;
};

} // namespace ic
