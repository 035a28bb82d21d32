#pragma once

#include "base/expected.h"
#include "files/listparser.h"
#include "reading/background.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace ic {

class LayoutBox;
class ListEdit;

/// Where a list comes from: typed, pasted or read from a file, and what its entries are.
class ListInput final : public QWidget
{
    Q_OBJECT

public:
    explicit ListInput(QWidget* parent = nullptr);

    QString text() const;
    ListOptions options();
    ListEdit& edit() { return *m_edit; }
    QPushButton& findButton() { return *m_find; }
    /// While the list is looked up, Find stops it.
    void setRunning(bool running);
    /// Below the list, in place of the hint; empty = the hint again.
    void showProblem(const QString& problem);
    void openFile(const QString& path);

signals:
    void findRequested();
    void stopRequested();
    /// Another text, kind or column.
    void changed();

private:
    void chooseFile();
    void onTextChanged();
    void lookAtLayout();
    ListKey key() const;
    QLayout* makeMatchRow();

    Background<Expected<QString>> m_file; ///< that is being read
    QPushButton* m_open;
    ListEdit* m_edit;
    LayoutBox* m_layout;
    QComboBox* m_key;
    QPushButton* m_find;
    QLabel* m_hint;
    QLabel* m_problem;
    QTimer m_lookDelay;
    bool m_running = false;
};

} // namespace ic
