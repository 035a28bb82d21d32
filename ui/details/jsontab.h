#pragma once

#include "models/identitydetail.h"

#include <QList>
#include <QTextCursor>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace ic {

class JsonHighlighter;
class LoadPages;

/// The record as the tenant sent it: coloured, to be searched and copied.
class JsonTab final : public QWidget
{
    Q_OBJECT

public:
    explicit JsonTab(IdentityDetail& detail, QWidget* parent = nullptr);

signals:
    void notice(const QString& text);
    void copyRowRequested();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeFindBar();
    void refresh();
    void findAll();
    void step(int by);
    void showMatches();
    void applyColors();

    IdentityDetail& m_detail;
    QPlainTextEdit* m_text;
    JsonHighlighter* m_highlighter;
    LoadPages* m_pages;
    QLineEdit* m_find = nullptr;
    QLabel* m_count = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_copyRow = nullptr;
    QToolButton* m_copy = nullptr;
    QList<QTextCursor> m_matches;
    qsizetype m_current = -1;
};

} // namespace ic
