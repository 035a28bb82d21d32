#pragma once

#include "models/help/guide.h"
#include "ui/parts/dialogframe.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace ic {

/// The guide: its chapters beside each other's text, to be searched. Needs no network. Modeless,
/// and in front of whatever it was opened from.
class GuideWindow final : public DialogFrame
{
    Q_OBJECT

public:
    /// Opens it at the chapter that explains the window of that object name, or at the first.
    static void showFor(const QString& explained, QWidget* parent);

private:
    explicit GuideWindow(QWidget* parent);

    void explain(const QString& window);
    void search(const QString& words);
    void showChapter();
    void markWords();
    qsizetype chapter() const;

    const QList<GuideChapter> m_chapters;
    QLineEdit* m_search;
    QListWidget* m_list;
    QTextBrowser* m_text;
    QLabel* m_nothing;
};

} // namespace ic
