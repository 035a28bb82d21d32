#pragma once

#include "models/details/attributerows.h"
#include "models/details/identitydetail.h"
#include "models/table/pinnedattributes.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace ic {

class DetailTree;
class LoadPages;
class Notices;

/// The free-form attributes: find, copy, pin to the overview, show in the table.
class AttributesTab final : public QWidget
{
    Q_OBJECT

public:
    AttributesTab(IdentityDetail& detail, PinnedAttributes& pinned, Notices& notices,
        QWidget* parent = nullptr);

signals:
    /// The attribute shall be a column of the table.
    void columnRequested(const QString& attribute);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeFindRow();
    void refresh();
    void updateButtons();
    void showMenu(const QPoint& position);
    void copyValue();
    void copyNameAndValue();
    void togglePin();
    /// Of the current row; empty without one.
    QString currentName() const;

    Notices& m_notices;
    IdentityDetail& m_detail;
    PinnedAttributes& m_pinned;
    GroupedRows m_model { AttributeRows::titles() };
    DetailTree* m_view;
    LoadPages* m_pages;
    QLineEdit* m_find = nullptr;
    QToolButton* m_copyValue = nullptr;
    QToolButton* m_copyBoth = nullptr;
    QToolButton* m_pin = nullptr;
};

} // namespace ic
