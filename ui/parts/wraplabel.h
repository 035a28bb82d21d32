#pragma once

#include "models/table/statuswords.h"

#include <QLabel>

namespace ic {

/// A plain text of any length in the colour of its tone. Breaks inside a word where the word is
/// longer than a line, which a QLabel cannot: texts come from servers and files, and one long word
/// must not widen a dialog or run out of it.
class WrapLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrapLabel(Tone tone = Tone::Plain, QWidget* parent = nullptr);

    void setTone(Tone tone);
    /// More lines than this end in an ellipsis; the tooltip then holds the whole. 0 = all.
    void setMostLines(int lines);
    void setShown(const QString& text);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Lines;
    Lines laidOut(int width, int mostHeight) const;

    Tone m_tone;
    int m_mostLines = 0;
};

} // namespace ic
