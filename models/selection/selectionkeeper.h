#pragma once

#include "base/clock.h"
#include "files/keptpeople.h"
#include "models/selection/fileturns.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

class QLockFile;

namespace ic {

class SelectionStore;

/// "14:02", "yesterday" or "12 Jan 2026": when something was that is said to be from then.
QString fromWhen(const QDateTime& time, const QDateTime& now);

/// Brings the selection of the last time back at the start, and keeps the present one from then on.
/// Of two windows of one connection each has a file of its own; the next to open takes the first
/// that is free.
///
/// The person has to answer before what came back is theirs: until then origin() says so, to be
/// told wherever something is done with it.
class SelectionKeeper final : public QObject
{
    Q_OBJECT

public:
    static constexpr int RestMs = 1000; ///< after a change, before it is written
    static constexpr int MostWindows = 16;

    /// `folder`: see tenantFolder(); empty = nothing is kept. All of them outlive the keeper.
    SelectionKeeper(SelectionStore& selection, const QString& folder, const Clock& clock,
        QObject* parent = nullptr);
    /// Writes what is not written yet.
    ~SelectionKeeper() override;

    /// Whether the selection is one of an earlier start that the person has not answered to.
    bool isUnanswered() const { return m_since.isValid(); }
    /// The person said that it is to stay.
    void accept();
    /// What there is to know of it, in a sentence; empty if it is the person's own.
    QString origin() const;

signals:
    void changed();
    /// These are ticked because they were the last time.
    void restored(const QList<ic::IdentityId>& ids);
    /// In a sentence.
    void problem(const QString& text);

private:
    struct Opened
    {
        std::shared_ptr<QLockFile> lock = {};
        QString path = {};
        KeptPeople people = {}; ///< as the file says; the people are here:
        QSet<IdentityId> ids = {};
        QHash<IdentityId, QString> names = {};
        QList<IdentityId> toCheck = {}; ///< the ids, unless they are exceptions
        QString problem = {};
    };

    static Opened openIn(const QString& folder);
    void onOpened(Opened& opened);
    void onSelectionChanged();
    void write();
    void writeNow(KeptPeople&& people);

    SelectionStore& m_selection;
    const Clock& m_clock;
    QString m_path; ///< empty before it is known, and if nothing is kept
    std::shared_ptr<QLockFile> m_lock;
    QDateTime m_since; ///< when what came back was kept
    quint64 m_restored = 0; ///< the selection's revision with it
    quint64 m_written = 0;
    bool m_isCopying = false; ///< for the file
    QString m_problem; ///< said once
    QTimer m_rest;
    FileTurns m_files;
};

} // namespace ic
