#include "ui/details/jsontab.h"

#include "ui/parts/iconbutton.h"
#include "ui/parts/icons.h"
#include "ui/parts/loadpages.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "models/table/identityname.h"

#include <QClipboard>
#include <QFontInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

JsonColors jsonColors(const QPalette& palette)
{
    if (isDark(palette)) {
        return { .key = QColor(0x7FB2FF),
            .text = QColor(0x8FE0B0),
            .number = QColor(0xF5CB7A),
            .literal = QColor(0xD3B0FF) };
    }
    return { .key = QColor(0x1F5FBF),
        .text = QColor(0x0F5B33),
        .number = QColor(0x8A4B00),
        .literal = QColor(0x6B2FA0) };
}

void JsonHighlighter::setColors(const JsonColors& colors)
{
    m_colors = colors;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& text)
{
    static const QRegularExpression token(
        uR"re((?<text>"(?:[^"\\]|\\.)*")(?<colon>\s*:)?|(?<number>-?\d[\d.eE+-]*)|(?<literal>\b(?:true|false|null)\b))re"_s);
    QRegularExpressionMatchIterator matches = token.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const auto color = [&](const QString& group, const QColor& with) {
            setFormat(static_cast<int>(match.capturedStart(group)),
                static_cast<int>(match.capturedLength(group)), with);
        };
        if (match.capturedLength(u"text"_s) > 0)
            color(u"text"_s, match.capturedLength(u"colon"_s) > 0 ? m_colors.key : m_colors.text);
        else if (match.capturedLength(u"number"_s) > 0)
            color(u"number"_s, m_colors.number);
        else
            color(u"literal"_s, m_colors.literal);
    }
}

JsonTab::JsonTab(IdentityDetail& detail, Notices& notices, QWidget* parent)
    : QWidget(parent)
    , m_notices(notices)
    , m_detail(detail)
    , m_text(new QPlainTextEdit(this))
    , m_highlighter(new JsonHighlighter(m_text->document()))
    , m_pages(new LoadPages(m_text, notices, this))
{
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(fixedFont(fontInfo().pixelSize() - 1));
    m_text->document()->setDocumentMargin(8);
    m_text->setAccessibleName(tr("The record as the tenant sent it"));
    m_text->setObjectName(u"json"_s);
    m_pages->setObjectName(u"jsonPages"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFindBar());
    layout->addWidget(m_pages, 1);
    connect(m_pages, &LoadPages::retryRequested, &m_detail, &IdentityDetail::reload);
    connect(&m_detail, &IdentityDetail::changed, this, &JsonTab::refresh);
    applyColors();
    refresh();
}

QWidget* JsonTab::makeFindBar()
{
    auto* bar = new QWidget(this);
    m_find = new QLineEdit(bar);
    m_find->setPlaceholderText(tr("Find in the JSON"));
    m_find->setAccessibleName(tr("Find in the JSON"));
    m_find->setObjectName(u"jsonFind"_s);
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_count = secondaryLabel({}, bar);
    const auto add = [&](const QString& iconName, const QString& name, auto slot) {
        QToolButton* button = makeIconButton(iconName, name, bar);
        connect(button, &QToolButton::clicked, this, slot);
        return button;
    };
    m_previous = add(u"chevron-up"_s, tr("Previous match (Shift+Enter)"), [this] { step(-1); });
    m_next = add(u"chevron-down"_s, tr("Next match (Enter)"), [this] { step(1); });
    m_copy = add(u"copy"_s, tr("Copy the JSON"), [this] {
        QGuiApplication::clipboard()->setText(m_detail.jsonText());
        m_notices.say(tr("Copied the JSON of %1.").arg(nameInSentence(m_detail.identity())));
    });
    m_copyRow = add(u"rows-3"_s, tr("Copy as table row"), [this] { emit copyRowRequested(); });
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_find, 1);
    layout->addWidget(m_count);
    for (QToolButton* button : { m_previous, m_next, m_copy, m_copyRow })
        layout->addWidget(button);
    connect(m_find, &QLineEdit::textChanged, this, &JsonTab::findAll);
    return bar;
}

void JsonTab::refresh()
{
    const QString& json = m_detail.jsonText();
    if (m_text->toPlainText() != json.trimmed()) {
        m_text->setPlainText(json.trimmed());
        findAll();
    }
    m_copy->setEnabled(!json.isEmpty());
    m_copyRow->setEnabled(!json.isEmpty());
    if (!json.isEmpty())
        m_pages->showContent();
    else if (m_detail.state() == IdentityDetail::State::Failed)
        m_pages->showError(m_detail.error());
    else
        m_pages->showLoading();
}

void JsonTab::findAll()
{
    m_matches.clear();
    m_current = -1;
    if (!m_find->text().isEmpty()) {
        QTextCursor cursor(m_text->document());
        while (!(cursor = m_text->document()->find(m_find->text(), cursor)).isNull())
            m_matches += cursor;
    }
    if (m_matches.isEmpty())
        showMatches();
    else
        step(1);
}

void JsonTab::step(int by)
{
    if (m_matches.isEmpty())
        return;
    m_current = (m_current + by + m_matches.size()) % m_matches.size();
    QTextCursor place = m_matches.at(m_current);
    place.clearSelection();
    m_text->setTextCursor(place);
    m_text->centerCursor();
    showMatches();
}

void JsonTab::showMatches()
{
    const ThemeColors& colors = themeColors(palette());
    QList<QTextEdit::ExtraSelection> marks;
    for (qsizetype i = 0; i < m_matches.size(); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_matches.at(i);
        mark.format.setBackground(
            i == m_current ? palette().color(QPalette::Highlight) : colors.filterBusy.fill);
        mark.format.setForeground(
            i == m_current ? palette().color(QPalette::HighlightedText) : colors.filterBusy.text);
        marks += mark;
    }
    m_text->setExtraSelections(marks);
    const bool found = !m_matches.isEmpty();
    m_previous->setEnabled(found);
    m_next->setEnabled(found);
    if (found)
        m_count->setText(tr("%1 of %2").arg(m_current + 1).arg(m_matches.size()));
    else
        m_count->setText(
            m_find->text().isEmpty() ? QString() : tr("none", "no place in the JSON matches"));
}

void JsonTab::applyColors()
{
    m_highlighter->setColors(jsonColors(palette()));
    showMatches();
}

bool JsonTab::event(QEvent* event)
{
    // Ctrl+F means this tab while the focus is in it.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Find)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void JsonTab::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Find)) {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    } else if (isEnter && m_find->hasFocus()) {
        step(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void JsonTab::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_find != nullptr)
        applyColors();
}

} // namespace ic
