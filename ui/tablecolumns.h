#pragma once

#include "ui/identityview.h"

#include <QObject>

namespace ic {

class Settings;

/// Which columns the table has: brought back at the start, kept when they change, chosen in a
/// dialog.
class TableColumns final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive this object, which `view` may be the parent of.
    TableColumns(IdentityView& view, IdentityTableModel& model, Settings& settings,
        QObject* parent = nullptr);

    /// Opens the dialog above `window`.
    void choose(QWidget* window);
    /// Shows an attribute as the last column, or where it is already, and brings it into sight.
    void showAttribute(const QString& attribute);

private:
    void restore();
    void save();

    IdentityView& m_view;
    IdentityTableModel& m_model;
    Settings& m_settings;
    const QList<ColumnChoice> m_standard;
};

} // namespace ic
