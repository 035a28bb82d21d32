#pragma once

#include <QColor>
#include <QPalette>
#include <QSyntaxHighlighter>

namespace ic {

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

} // namespace ic
