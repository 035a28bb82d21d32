#include "ui/help/guidewindow.h"

#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QFile>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr QSize GuideWindowUsual(900, 640);
constexpr int GuideListWidth = 200;
constexpr int GuideMargin = 24;
constexpr int ChapterRole = Qt::UserRole;

QString guideText()
{
    QFile file(u":/guide/guide.md"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Pictures are as wide as the text at most.
class GuideText final : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;

protected:
    QVariant loadResource(int type, const QUrl& name) override
    {
        if (type != QTextDocument::ImageResource)
            return QTextBrowser::loadResource(type, name);
        QImage picture(u':' + name.path());
        const int width = maximumViewportSize().width() - 2 * GuideMargin
            - verticalScrollBar()->sizeHint().width();
        return picture.width() <= width ? picture
                                        : picture.scaledToWidth(width, Qt::SmoothTransformation);
    }
};

/// Between paragraphs, which Markdown sets close to each other.
void giveRoom(QTextDocument& text)
{
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format;
        format.setTopMargin(block.blockFormat().headingLevel() > 1 ? 18 : 0);
        format.setBottomMargin(block.textList() == nullptr ? 10 : 5);
        QTextCursor(block).mergeBlockFormat(format);
    }
}

} // namespace

void GuideWindow::showFor(const QString& explained, QWidget* parent)
{
    // It belongs to what it was opened from, and can be read while that is above everything else.
    auto* guide = parent->findChild<GuideWindow*>({}, Qt::FindDirectChildrenOnly);
    if (guide == nullptr) {
        guide = new GuideWindow(parent);
        guide->setAttribute(Qt::WA_DeleteOnClose);
    }
    guide->explain(explained);
    guide->show();
    guide->raise();
    guide->activateWindow();
}

GuideWindow::GuideWindow(QWidget* parent)
    : DialogFrame(u"guide"_s, tr("Guide"), parent)
    , m_chapters(guideChapters(guideText()))
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_text(new GuideText(this))
    , m_nothing(secondaryLabel(tr("No chapter has all of these words."), this))
{
    m_search->setObjectName(u"guideSearch"_s);
    m_search->setPlaceholderText(tr("Search the guide"));
    m_search->setAccessibleName(tr("Search the guide"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"guideChapters"_s);
    m_list->setAccessibleName(tr("Chapters"));
    m_list->setFixedWidth(GuideListWidth);
    m_text->setObjectName(u"guideText"_s);
    m_text->setAccessibleName(tr("Chapter"));
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(GuideMargin);
    m_nothing->hide();

    auto* left = new QVBoxLayout;
    left->addWidget(m_search);
    left->addWidget(m_nothing);
    left->addWidget(m_list, 1);
    m_nothing->setWordWrap(true);
    auto* sides = new QHBoxLayout;
    sides->addLayout(left);
    sides->addWidget(m_text, 1);
    m_search->setFixedWidth(GuideListWidth);
    m_nothing->setFixedWidth(GuideListWidth);
    body().addLayout(sides, 1);
    addClose();
    hideHelp(); // this is it
    resize(GuideWindowUsual);

    connect(m_search, &QLineEdit::textChanged, this, &GuideWindow::search);
    connect(m_list, &QListWidget::currentRowChanged, this, &GuideWindow::showChapter);
    search({});
}

void GuideWindow::explain(const QString& window)
{
    m_search->clear();
    const auto found = std::ranges::find_if(m_chapters,
        [&window](const GuideChapter& chapter) { return chapter.windows.contains(window); });
    m_list->setCurrentRow(
        found == m_chapters.cend() ? 0 : static_cast<int>(found - m_chapters.cbegin()));
}

void GuideWindow::search(const QString& words)
{
    const qsizetype before = chapter();
    m_list->clear();
    for (const qsizetype i : chaptersWith(m_chapters, words)) {
        auto* item = new QListWidgetItem(m_chapters.at(i).title, m_list);
        item->setData(ChapterRole, static_cast<int>(i));
        if (i == before && words.isEmpty())
            m_list->setCurrentItem(item);
    }
    m_nothing->setVisible(m_list->count() == 0);
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0); // what fits best
    markWords();
}

qsizetype GuideWindow::chapter() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item == nullptr ? -1 : item->data(ChapterRole).toInt();
}

void GuideWindow::showChapter()
{
    const qsizetype i = chapter();
    m_text->setMarkdown(i < 0 ? QString() : m_chapters.at(i).text);
    giveRoom(*m_text->document());
    markWords();
}

/// What is searched for is marked in the text, and the first place is in sight.
void GuideWindow::markWords()
{
    QList<QTextEdit::ExtraSelection> marks;
    const ColorPair colors = toneColors(Tone::Warning, palette());
    for (const QString& word : m_search->text().split(u' ', Qt::SkipEmptyParts)) {
        QTextCursor at = m_text->document()->find(word);
        for (; !at.isNull(); at = m_text->document()->find(word, at)) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = at;
            mark.format.setBackground(colors.fill);
            mark.format.setForeground(colors.text);
            marks += mark;
        }
    }
    m_text->setExtraSelections(marks);
    const auto first = std::ranges::min_element(
        marks, {}, [](const QTextEdit::ExtraSelection& mark) { return mark.cursor.position(); });
    QTextCursor start(m_text->document());
    if (first != marks.end())
        start.setPosition(first->cursor.position());
    m_text->setTextCursor(start);
    m_text->ensureCursorVisible();
}

} // namespace ic
