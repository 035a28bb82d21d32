#pragma once

#include "models/details/identitydetail.h"

#include <QColor>
#include <QList>
#include <QSyntaxHighlighter>
#include <QTextCursor>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace ic {

class LoadPages;
class Notices;

/// The colours of JSON on the background of texts, light or dark.
struct JsonColors
{
    QColor key;
    QColor text;
    QColor number;
    QColor literal; ///< true, false, null
};

JsonColors jsonColors(const QPalette& palette);

/// Colours indented JSON line by line: no value of it spans lines.
class JsonHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    using QSyntaxHighlighter::QSyntaxHighlighter;

    void setColors(const JsonColors& colors);

protected:
    void highlightBlock(const QString& text) override;

private:
    JsonColors m_colors;
};

/// The record as the tenant sent it: coloured, to be searched and copied.
class JsonTab final : public QWidget
{
    Q_OBJECT

public:
    JsonTab(IdentityDetail& detail, Notices& notices, QWidget* parent = nullptr);

signals:
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

    Notices& m_notices;
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
