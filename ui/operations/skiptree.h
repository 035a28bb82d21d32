#pragma once

#include "models/skippedmodel.h"

#include <QWidget>

class QVBoxLayout;

namespace ic {

class DetailTree;

/// Who is left out, by reason, with what can be done about it.
class SkipTree final : public QWidget
{
    Q_OBJECT

public:
    explicit SkipTree(QWidget* parent = nullptr);

    void setSkipped(const QList<SkippedIdentity>& skipped);

private:
    SkippedModel m_model;
    DetailTree* m_tree;
};

/// Below the lists: "12 skipped: long-term inactive", one line a reason, each with what can be
/// done.
class SkipLines final : public QWidget
{
    Q_OBJECT

public:
    explicit SkipLines(OperationId operation, QWidget* parent = nullptr);

    /// `included`: how many run although a soft reason speaks against it.
    void setSkipped(const Preflight& preflight, const QSet<SkipReason>& included);

signals:
    void showRequested();
    void includeRequested(ic::SkipReason reason, bool on);

private:
    void addLine(const QString& text, SkipReason reason, const QString& action, bool include);

    OperationId m_operation;
    QVBoxLayout* m_lines;
};

} // namespace ic
