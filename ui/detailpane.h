#pragma once

#include "models/attributemodel.h"
#include "models/identitydetail.h"

#include <QWidget>

#include <array>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTabWidget;
class QToolButton;
class QTreeView;

namespace ic {

class StatePage;

/// Everything about the identity of the current row: overview, attributes, and the record as the
/// tenant sent it. What the table knows is there at once.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    enum Tab {
        OverviewTab,
        AttributesTab,
        JsonTab,
    };

    DetailPane(IdentityDetail& detail, const Clock& clock, QWidget* parent = nullptr);

    void showTab(Tab tab);

signals:
    void notice(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Row {
        NameRow,
        AliasRow,
        EmailRow,
        IdRow,
        StatusRow,
        LifecycleRow,
        ProcessingRow,
        ManagerRow,
        IsManagerRow,
        LastRefreshRow,
        CreatedRow,
        ModifiedRow,
        RowCount,
    };

    QWidget* makeHeader();
    QWidget* makeOverview();
    QWidget* makeAttributes();
    QWidget* makeJson();
    void refresh();
    void refreshHeader(const Identity& identity);
    void refreshOverview(const Identity& identity);
    void copyId();
    QString timeText(const QDateTime& time) const;

    IdentityDetail& m_detail;
    const Clock& m_clock;
    AttributeModel m_attributes;
    QStackedWidget* m_pages;
    StatePage* m_empty;
    QLabel* m_initials;
    QLabel* m_title;
    QLabel* m_subtitle;
    QLabel* m_chipIcon;
    QLabel* m_chip;
    QWidget* m_errorRow;
    QLabel* m_error;
    QTabWidget* m_tabs;
    std::array<QLabel*, RowCount> m_values {};
    QTreeView* m_attributeView;
    QPlainTextEdit* m_json;
};

} // namespace ic
