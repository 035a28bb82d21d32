#pragma once

#include "api/apiclient.h"
#include "models/selection/selectionstore.h"
#include "models/table/identityquery.h"
#include "reading/background.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace ic {

class IdentityTableModel;

/// How many of the ticked identities the current view does not show. Rows that are loaded are
/// counted here; for the others the tenant is asked, in the bulk lane and with a few requests.
class SelectionReach final : public QObject
{
    Q_OBJECT

public:
    static constexpr int DebounceMs = 400;
    /// Beyond this many ids that are not on loaded rows the answer is not worth its requests.
    static constexpr qsizetype MostAsked = 1000;

    SelectionReach(ApiClient& client, const SelectionStore& selection,
        const IdentityTableModel& model, QObject* parent = nullptr);

    /// nullopt while it is not known.
    std::optional<qint64> outside() const { return m_outside; }

signals:
    void changed();

private:
    void restart();
    void onListChanged();
    void ask();
    void set(std::optional<qint64> outside);

    ApiClient& m_client;
    const SelectionStore& m_selection;
    const IdentityTableModel& m_model;
    QTimer m_debounce;
    Latest m_latest;
    Background<qint64> m_counting;
    int m_open = 0;
    qint64 m_found = 0;
    qint64 m_asked = 0;
    quint64 m_generation = 0; ///< of the list that was looked at
    QDateTime m_before; ///< of when its rows were as it was asked for anew; invalid: they came
    std::optional<qint64> m_outside = 0;
};

} // namespace ic
