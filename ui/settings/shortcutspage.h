#pragma once

#include "ui/settings/settingspage.h"
#include "ui/settings/shortcutlist.h"

class QLabel;
class QLineEdit;
class QStandardItemModel;

namespace ic {

class DetailTree;

/// Every key of the window, to be searched. Nothing can be changed here.
class ShortcutsPage final : public SettingsPage
{
    Q_OBJECT

public:
    explicit ShortcutsPage(const QList<ShortcutEntry>& entries, QWidget* parent = nullptr);

    bool hasDefaults() const override { return false; }
    void focusSearch();

private:
    void find(const QString& text);

    QLineEdit* m_find;
    DetailTree* m_tree;
    QLabel* m_nothing;
    QStandardItemModel* m_model;
};

} // namespace ic
