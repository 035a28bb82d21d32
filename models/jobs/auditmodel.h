#pragma once

#include "jobs/journalreader.h"

#include <QAbstractTableModel>

namespace ic {

/// Every job in the journal, of all tenants and starts, newest first; read in pages.
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
    /// Reads everything anew.
    void refresh();
    const JobSnapshot& job(int row) const { return m_jobs.at(row); }
    /// Jobs that were found, read or not.
    int total() const { return m_total; }
    /// Why the journal could not be read; empty if it could.
    const QString& problem() const { return m_problem; }

    /// A header and one row for each item of the jobs: who, when, what, and what became of it.
    QList<QStringList> table(const QList<JobSnapshot>& jobs);
    /// All jobs that were found.
    QList<JobSnapshot> allFound();

private:
    bool open();
    QString text(const JobSnapshot& job, int column) const;

    QString m_path;
    std::unique_ptr<JournalReader> m_reader;
    QList<JobSnapshot> m_jobs;
    QString m_text;
    QString m_problem;
    int m_total = 0;
};

/// E.g. "by EMAIL_WORK, for Active Directory"; empty if there is nothing to say.
QString parametersText(const JobSnapshot& job);

} // namespace ic
