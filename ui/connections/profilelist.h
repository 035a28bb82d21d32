#pragma once

#include "ui/connections/connectiondrafts.h"

#include <QWidget>

class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace ic {

/// The connections at the left of their dialog, with the buttons that add, remove, duplicate and
/// import. Rows are moved by dragging or with Alt and the arrow keys.
class ProfileList final : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileList(QWidget* parent = nullptr);

    /// Shows all of them; says nothing of it.
    void showDrafts(const ConnectionDrafts& drafts, const ProfileId& current);
    /// Shows one row anew.
    void showDraft(const ConnectionDrafts& drafts, const ProfileDraft& draft);
    ProfileId current() const;
    void focusList();

signals:
    void currentChanged(const ic::ProfileId& id);
    void moved(int from, int to);
    void addRequested();
    void removeRequested();
    void duplicateRequested();
    void importRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QPushButton* addButton(const QString& name, const QString& icon, const QString& words,
        void (ProfileList::*then)());
    void moveCurrent(int by);
    void openMenu(const QPoint& at);
    void fill(QListWidgetItem& item, const ConnectionDrafts& drafts, const ProfileDraft& draft);

    QListWidget* m_list;
    QPushButton* m_remove;
    QPushButton* m_duplicate;
};

} // namespace ic
