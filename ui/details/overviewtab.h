#pragma once

#include "models/details/identitydetail.h"
#include "models/table/pinnedattributes.h"

#include <QWidget>

#include <array>

class QFormLayout;
class QLabel;

namespace ic {

class LinkButton;
class ValueLabel;

/// The fields of the open identity, after the attributes somebody pinned. What the table knows is
/// there at once; when loading fails it stays and the reason is said above it.
class OverviewTab final : public QWidget
{
    Q_OBJECT

public:
    OverviewTab(IdentityDetail& detail, PinnedAttributes& pinned, const Clock& clock,
        QWidget* parent = nullptr);

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

    /// A value and, in grey beside it, what explains it.
    struct Field
    {
        ValueLabel* value = nullptr;
        QLabel* note = nullptr;
    };

    QWidget* makePinned();
    QWidget* makeFields();
    void addField(QFormLayout& form, Row row);
    void refresh();
    void rebuildPinned();
    void showPinned();
    void refreshManager(const Identity& identity);
    void set(Row row, const QString& value, const QString& note = {});
    void setTime(Row row, const QDateTime& time);

    IdentityDetail& m_detail;
    PinnedAttributes& m_pinned;
    const Clock& m_clock;
    QWidget* m_pinnedBox = nullptr;
    QFormLayout* m_pinnedForm = nullptr;
    QList<Field> m_pinnedFields; ///< as m_pinned.names()
    std::array<Field, RowCount> m_fields {};
    LinkButton* m_manager = nullptr;
};

} // namespace ic
