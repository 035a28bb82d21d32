#pragma once

#include "jobs/backgroundjournal.h"
#include "jobs/jobevent.h"
#include "models/operations/operationsubject.h"
#include "models/table/rowrefresh.h"
#include "ui/operations/operationactions.h"
#include "ui/window/uiservices.h"

#include <QObject>
#include <QSet>

class QMenu;

namespace ic {

class IdentityBrowser;
class ResultDialog;
class RowMenu;

/// Where the window's verbs come together: who is meant, the confirmation, the start of the job,
/// what is said of its end, and the rows that are read again because of it.
class OperationDesk final : public QObject
{
    Q_OBJECT

public:
    /// `parent` is the window its dialogs belong to.
    OperationDesk(const UiServices& services, IdentityBrowser& browser, QWidget* parent);

    /// Whom the verbs of toolbar and menu are about: the ticked ones, else the current row.
    OperationTarget target() const;
    /// Whom the verbs beside one identity are about.
    OperationTarget targetOf(const Identity& identity) const;

    /// Opens the confirmation for the ticked ones, else the current row.
    void open(const Operation& operation);
    void open(const Operation& operation, const Identity& identity);
    /// Opens the confirmation of an operation for which ISC chooses the people.
    void openForEverybody(const Operation& operation);
    /// Adds the verbs to the menu of a row.
    void fillRowMenu(RowMenu& menu, const Identity& identity);

    /// Opens the results of a job, also of one that still runs or of an earlier start.
    void showResult(const JobId& id);
    /// And in it those whom the text is about.
    void showResultOf(const JobId& id, const QString& text);
    /// The same, at its item `seq`.
    void showResultAt(const JobId& id, int seq);
    /// Goes on with a job; with one of an earlier start after a confirmation.
    void resume(const JobId& id);
    /// Opens the confirmation for what is left of a job, or what is to be repeated of one.
    void askAgain(const JobId& id, OperationSubject::Kind kind);
    /// The job that ended last since the start; empty if none.
    const JobId& lastEnded() const { return m_lastEnded; }

signals:
    /// Something target() depends on, or lastEnded().
    void changed();
    /// Somebody wants to look at an identity.
    void detailsRequested(const ic::IdentityId& id, const QString& name);
    /// A job ended that may have changed something: what was counted is old.
    void ended();
    /// A job changed these: what is shown of them elsewhere is old.
    void identitiesAffected(const QList<ic::IdentityId>& ids);

private:
    /// What of a job somebody wants once more.
    struct JobPart
    {
        JobSnapshot job;
        qsizetype items = 0;
        OperationSubject subject;
    };

    QString refusal() const;
    void askAgainAbout(const JobPart& part, OperationSubject::Kind kind);
    bool hasSelection() const;
    void confirm(const Operation& operation, const OperationSubject& subject, qint64 outside);
    void ask(const Operation& operation, const OperationSubject& subject, qint64 outside,
        const std::function<void(const BulkPlan&)>& confirmed);
    void start(const BulkPlan& plan, const JobId& retryOf = {});
    ResultDialog* openResult(const JobId& id);
    void onEvent(const JobEvent& event);
    void showAltered(const JobEvent& event);
    void untick(const QList<IdentityId>& gone);
    void onEnded(const JobSnapshot& job);
    void addActions(QMenu& menu, const OperationTarget& target,
        const std::function<void(const Operation&)>& chosen);

    UiServices m_services;
    IdentityBrowser& m_browser;
    QWidget* m_window;
    RowRefresh m_rows;
    BackgroundJournal m_journal;
    QSet<JobId> m_started; ///< by this window
    JobId m_lastEnded;
    QString m_journalProblem;
};

} // namespace ic
