#pragma once

#include "jobs/backgroundjournal.h"

#include <QAbstractTableModel>

namespace ic {

/// Every job in the journal, of all tenants and starts, newest first; read in pages, for which the
/// window does not wait. What was found before stays until something newer is.
class AuditModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Started,
        Operation,
        Tenant,
        By,
        Parameters,
        Outcome,
        Summary,
        ColumnCount,
    };
    static constexpr int JobsPerPage = 100;

    explicit AuditModel(const QString& journalPath, QObject* parent = nullptr);
    ~AuditModel() override;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    /// Jobs that hold the text in operation, tenant, person or an identity of theirs; empty = all.
    void search(const QString& text);
    void setFilter(const JobFilter& filter);
    /// Reads everything anew.
    void refresh();
    const QString& text() const { return m_text; }
    const JobFilter& filter() const { return m_filter; }
    /// Whether nothing is asked for, so that every job fits.
    bool isAll() const { return m_text.isEmpty() && m_filter == JobFilter(); }
    const JobSnapshot& job(int row) const { return m_jobs.at(row); }
    /// Jobs that were found, read or not; nullopt while it is not known how many there are.
    const std::optional<int>& total() const { return m_total; }
    /// Whether the rows are still those of what was searched before.
    bool isSearching() const { return m_isOtherList; }
    /// Why the journal could not be read; empty if it could.
    const QString& problem() const { return m_problem; }

signals:
    /// Something was found, or everything.
    void changed();

private:
    void read(int limit);
    void onFound(const Expected<FoundJobs>& found);
    void count();
    void fail(const ApiError& error);
    QString text(const JobSnapshot& job, int column) const;

    BackgroundJournal m_journal;
    QList<JobSnapshot> m_jobs;
    QString m_text;
    JobFilter m_filter;
    QString m_problem;
    std::optional<int> m_total;
    qint64 m_before = 0; ///< where the next page begins, see FoundJobs
    bool m_isReading = false;
    bool m_isOtherList = true;
};

/// E.g. "by EMAIL_WORK, for Active Directory"; whom, what and where to of an export; empty if there
/// is nothing to say.
QString parametersText(const JobSnapshot& job);

} // namespace ic
