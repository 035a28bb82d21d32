#pragma once

#include <QLineEdit>
#include <QTimer>

class QAbstractItemView;

namespace ic {

/// A field that searches a list. Down leads to what was found.
class ListSearchField final : public QLineEdit
{
    Q_OBJECT

public:
    ListSearchField(const QString& placeholder, const QString& accessibleName, QWidget* parent);

    /// What it searches.
    void setList(QAbstractItemView& list);

signals:
    /// The typing paused, Enter was pressed or the field emptied: for searches that take time.
    void settled(const QString& text);

private:
    QTimer m_pause;
};

} // namespace ic
