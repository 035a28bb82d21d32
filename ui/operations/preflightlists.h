#pragma once

#include "models/operations/preflightrows.h"

#include <QTableView>

class QVBoxLayout;

namespace ic {

class DetailTree;

/// A list of identities as a confirmation shows it: to read, not to change.
class CandidateList final : public QTableView
{
    Q_OBJECT

public:
    explicit CandidateList(const QString& name, QWidget* parent = nullptr);

    void setIdentities(const QList<Identity>& identities) { m_model.setIdentities(identities); }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    CandidateModel m_model;
};

/// Who is left out, by reason, with what can be done about it.
class SkipTree final : public QWidget
{
    Q_OBJECT

public:
    explicit SkipTree(QWidget* parent = nullptr);

    void setSkipped(const QList<SkippedIdentity>& skipped);

private:
    GroupedRows m_model { SkippedRows::titles() };
    DetailTree* m_tree;
};

/// Below the lists: "12 skipped: long-term inactive", one line a reason, each with what can be
/// done.
class SkipLines final : public QWidget
{
    Q_OBJECT

public:
    explicit SkipLines(const Operation& operation, QWidget* parent = nullptr);

    /// `included`: how many run although a soft reason speaks against it.
    void setSkipped(const Preflight& preflight, const QSet<SkipReason>& included);

signals:
    void showRequested();
    void includeRequested(ic::SkipReason reason, bool on);

private:
    void addLine(const QString& text, SkipReason reason, const QString& action, bool include);

    const Operation& m_operation;
    QVBoxLayout* m_lines;
};

} // namespace ic
