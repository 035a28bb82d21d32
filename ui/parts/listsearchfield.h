#pragma once

#include <QLineEdit>

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
};

} // namespace ic
