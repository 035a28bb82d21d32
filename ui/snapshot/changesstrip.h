#pragma once

#include "ui/parts/attentionstrip.h"

#include "snapshot/snapshot.h"

class QLabel;
class QMenu;

namespace ic {

class LinkButton;

/// What is not as it was in the snapshot before: how many are new, gone and changed, each a way to
/// them.
class ChangesStrip final : public AttentionStrip
{
    Q_OBJECT

public:
    explicit ChangesStrip(QWidget* parent = nullptr);

    /// It is being found out.
    void setComparing(const QString& since);
    void setComparison(const QString& since, const SnapshotComparison& comparison);

signals:
    /// "new", "changed" or "gone".
    void changeRequested(const QString& change);
    /// Those of whom this field was changed.
    void fieldRequested(const QString& key);
    void exportRequested();
    void closed();

private:
    void setLink(LinkButton& link, const QString& text, qint64 number);

    QLabel* m_text;
    LinkButton* m_new;
    LinkButton* m_changed;
    LinkButton* m_gone;
    LinkButton* m_fields;
    QMenu* m_fieldMenu;
    LinkButton* m_export;
};

} // namespace ic
