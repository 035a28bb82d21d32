#include "ui/lists/listedit.h"

#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "files/listtext.h"

#include <QMimeData>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace ic {

namespace {

constexpr int FontSize = 12;
constexpr int GutterMargin = 8;
constexpr int LeastDigits = 2;

class Gutter final : public QWidget
{
public:
    explicit Gutter(ListEdit& edit)
        : QWidget(&edit)
        , m_edit(edit)
    {
    }

protected:
    void paintEvent(QPaintEvent* event) override { m_edit.paintGutter(*event); }

private:
    ListEdit& m_edit;
};

} // namespace

ListEdit::ListEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(*this))
{
    setFont(fixedFont(FontSize));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setAccessibleName(tr("List"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &ListEdit::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::textChanged, this, &ListEdit::clearMarks);
    placeGutter();
}

QString ListEdit::head(qsizetype characters) const
{
    QString text;
    for (QTextBlock block = document()->begin(); block.isValid() && text.size() < characters;
         block = block.next())
        text += block.text() + u'\n';
    return text;
}

void ListEdit::setHeadingLine(int line)
{
    m_headingLine = line;
    applyMarks();
}

void ListEdit::setWrongLine(int line)
{
    m_wrongLine = line;
    if (line > 0)
        showLine(line);
    else
        applyMarks();
}

void ListEdit::showLine(int line)
{
    m_shownLine = line;
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (block.isValid())
        setTextCursor(QTextCursor(block));
    centerCursor();
    applyMarks();
}

void ListEdit::clearMarks()
{
    m_headingLine = 0;
    m_wrongLine = 0;
    m_shownLine = 0;
    applyMarks();
}

void ListEdit::applyMarks()
{
    const ThemeColors& colors = themeColors(palette());
    QList<QTextEdit::ExtraSelection> marks;
    const auto mark = [&](int line, const auto& paint) {
        const QTextBlock block = document()->findBlockByNumber(line - 1);
        if (line <= 0 || !block.isValid())
            return;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        paint(selection);
        marks += selection;
    };
    if (m_shownLine != m_wrongLine) {
        mark(m_shownLine, [&](QTextEdit::ExtraSelection& selection) {
            selection.format.setBackground(colors.currentRow);
            selection.format.setForeground(colors.currentRowText);
            selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        });
    }
    mark(m_wrongLine, [&](QTextEdit::ExtraSelection& selection) {
        selection.format.setBackground(colors.filterInvalid.fill);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
    });
    mark(m_headingLine, [&](QTextEdit::ExtraSelection& selection) {
        selection.cursor.select(QTextCursor::LineUnderCursor);
        selection.format.setForeground(colors.secondaryText);
    });
    setExtraSelections(marks);
}

/// A document of that size would hold the window up for longer than anybody waits.
void ListEdit::insertFromMimeData(const QMimeData* source)
{
    if (source->text().size() > MostListBytes) {
        emit refused(
            tr("The text is longer than %1 million characters. Paste only the column that is "
               "needed.")
                .arg(MostListBytes / 1'000'000));
        return;
    }
    QPlainTextEdit::insertFromMimeData(source);
}

int ListEdit::gutterWidth() const
{
    int digits = LeastDigits;
    for (int lines = std::max(1, blockCount()); lines >= 100; lines /= 10)
        ++digits;
    return 2 * GutterMargin + digits * fontMetrics().horizontalAdvance(u'9');
}

void ListEdit::placeGutter()
{
    const QMargins margins
        = isRightToLeft() ? QMargins(0, 0, gutterWidth(), 0) : QMargins(gutterWidth(), 0, 0, 0);
    setViewportMargins(margins);
    const QRect inside = contentsRect();
    const int left = isRightToLeft() ? inside.right() - gutterWidth() + 1 : inside.left();
    m_gutter->setGeometry(left, inside.top(), gutterWidth(), viewport()->height());
    m_gutter->update();
}

void ListEdit::paintGutter(QPaintEvent& event)
{
    const ThemeColors& colors = themeColors(palette());
    QPainter painter(m_gutter);
    painter.fillRect(event.rect(), palette().color(QPalette::Window));
    const int edge = isRightToLeft() ? 0 : m_gutter->width() - 1;
    painter.fillRect(QRect(edge, event.rect().top(), 1, event.rect().height()), colors.separator);
    painter.setFont(font());
    painter.setPen(colors.secondaryText);
    QTextBlock block = firstVisibleBlock();
    QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    while (block.isValid() && place.top() <= event.rect().bottom()) {
        if (place.bottom() >= event.rect().top()) {
            // The last line's place has the margin below it, which is not part of the line.
            painter.drawText(QRectF(GutterMargin, place.top(), m_gutter->width() - 2 * GutterMargin,
                                 block.layout()->boundingRect().height()),
                static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                QString::number(block.blockNumber() + 1));
        }
        block = block.next();
        place = blockBoundingGeometry(block).translated(contentOffset());
    }
}

void ListEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void ListEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (m_gutter == nullptr)
        return; // not built yet
    if (event->type() == QEvent::PaletteChange)
        applyMarks();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        placeGutter();
}

} // namespace ic
