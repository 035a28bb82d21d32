#include "support/windowtexts.h"

#include "support/pseudolanguage.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ic::test {

namespace {

/// Words that hold a sentence together: where one stands by itself, somebody wrote English.
bool isEnglish(const QString& text)
{
    static const QRegularExpression word(
        u"\\b(?:the|of|is|are|was|were|not|no|and|to|it|its|in|on|for|with|this|that|has|have|be|"
        "been|can|cannot|will|would|by|from|as|or|all|each|every|only|again|there|they|your|you)\\b"_s);
    return word.match(text).hasMatch();
}

/// An address may hold such a word, too.
bool isSentence(const QString& text)
{
    return text.contains(u' ') && isEnglish(text);
}

/// What stands in the window in English on purpose: names, words of the API, units, keys.
bool isMeantToStay(const QString& text)
{
    static const QRegularExpression kept(
        u"^(?:[^A-Za-z]|\\b(?:ISC|API|SailPoint|Identity|Console|"
        "PowerShell|curl|CSV|TSV|JSON|OK|TLS|HTTP|SOCKS|URL|UUID|ms|system|acme\\S*|demo|"
        "department|cloud\\w+)" // attributes are called as the tenant calls them
        "\\b)*$"_s);
    // A person's name. Ours begin no second word with a capital.
    static const QRegularExpression person(
        u"^\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}\\.)?(?: \\p{Lu}[\\p{L}'-]+)+$"_s);
    return kept.match(text).hasMatch() || person.match(text).hasMatch();
}

/// A request as the API log shows it, or a filter: they have the words of the API's language.
bool isApiLanguage(const QString& text)
{
    return text.startsWith(u"/v20") || text.contains(u" sw \""_s) || text.contains(u" eq \""_s);
}

QString place(const QWidget& widget)
{
    const QWidget* named = &widget;
    while (named != nullptr && named->objectName().isEmpty())
        named = named->parentWidget();
    return u"%1 in \"%2\""_s.arg(QString::fromLatin1(widget.metaObject()->className()),
        named == nullptr ? QString() : named->objectName());
}

class Reader
{
public:
    explicit Reader(QWidget& window)
    {
        read(window, window.windowTitle(), u"title"_s);
        for (QWidget* widget : window.findChildren<QWidget*>())
            readWidget(*widget);
        for (QAction* action : window.findChildren<QAction*>()) {
            readOwn(window, action->text(), u"action"_s);
            read(window, action->toolTip(), u"tooltip of an action"_s);
        }
    }

    QStringList found() const { return m_found; }

private:
    void readWidget(const QWidget& widget)
    {
        read(widget, widget.toolTip(), u"tooltip"_s);
        read(widget, widget.accessibleName(), u"accessible name"_s);
        read(widget, widget.accessibleDescription(), u"accessible description"_s);
        if (const auto* label = qobject_cast<const QLabel*>(&widget))
            read(widget, label->text(), u"text"_s);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
            readOwn(widget, button->text(), u"text"_s);
        else if (const auto* box = qobject_cast<const QGroupBox*>(&widget))
            readOwn(widget, box->title(), u"title"_s);
        else if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
            readOwn(widget, edit->placeholderText(), u"placeholder"_s);
        else if (const auto* paper = qobject_cast<const QPlainTextEdit*>(&widget))
            readOwn(widget, paper->placeholderText(), u"placeholder"_s);
        else if (const auto* tabs = qobject_cast<const QTabBar*>(&widget))
            for (int i = 0; i < tabs->count(); ++i)
                readOwn(widget, tabs->tabText(i), u"tab"_s);
        else if (const auto* combo = qobject_cast<const QComboBox*>(&widget))
            for (int i = 0; i < combo->count(); ++i)
                read(widget, combo->itemText(i), u"choice"_s);
        else if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
            readView(*view);
    }

    void readView(const QAbstractItemView& view)
    {
        const QAbstractItemModel* model = view.model();
        // The guide is a text for itself, in English.
        if (model == nullptr || !view.isVisible() || view.objectName() == u"guideChapters"_s)
            return;
        if (const auto* header = qobject_cast<const QHeaderView*>(&view)) {
            for (int i = 0; i < header->count(); ++i) {
                readOwn(view, model->headerData(i, header->orientation()).toString(), u"header"_s);
                read(view, model->headerData(i, header->orientation(), Qt::ToolTipRole).toString(),
                    u"tooltip of a header"_s);
            }
            return;
        }
        QModelIndex index = view.indexAt(view.viewport()->rect().topLeft() + QPoint(4, 4));
        for (int row = 0; index.isValid() && row < MostRows; ++row) {
            for (int column = 0; column < model->columnCount(index.parent()); ++column) {
                const QModelIndex cell = index.siblingAtColumn(column);
                // A cell may be the tenant's: only what is written like a sentence is ours.
                for (const int role : { Qt::DisplayRole, Qt::ToolTipRole }) {
                    const QString text = cell.data(role).toString();
                    if (isSentence(text) && !PseudoLanguage::isSpoken(text) && !isApiLanguage(text)
                        && !isMeantToStay(text))
                        note(view, text, u"cell"_s);
                }
            }
            index = view.indexAt(view.visualRect(index).bottomLeft() + QPoint(4, 4));
        }
    }

    /// Of a text that may be the tenant's.
    void read(const QWidget& widget, QString text, const QString& what)
    {
        static const QRegularExpression tag(u"<[^>]*>"_s);
        text.remove(tag);
        if (isEnglish(text))
            note(widget, text, what);
    }

    /// Of a text that is ours alone.
    void readOwn(const QWidget& widget, QString text, const QString& what)
    {
        text.remove(u'&');
        if (isApiLanguage(text))
            return;
        if (isEnglish(text) || (!PseudoLanguage::isSpoken(text) && !isMeantToStay(text)))
            note(widget, text, what);
    }

    void note(const QWidget& widget, const QString& text, const QString& what)
    {
        const QString line = u"%1 of %2: %3"_s.arg(what, place(widget), text.simplified());
        if (!m_found.contains(line))
            m_found += line;
    }

    static constexpr int MostRows = 60;
    QStringList m_found;
};

} // namespace

QStringList leftInEnglish(QWidget& window)
{
    return Reader(window).found();
}

QStringList clippedIn(QWidget& window)
{
    // A text that has just changed gets its room with the next layout.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QStringList found;
    const auto note = [&found](const QWidget& widget, const QString& text, const QString& how) {
        found += u"%1: %2: %3"_s.arg(place(widget), how, text.simplified());
    };
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        // What is too long for one line is shortened there on purpose, and told whole by a tooltip.
        const bool isShortened
            = widget->inherits("ic::ValueLabel") || widget->inherits("ic::ElidedLabel");
        if (!widget->isVisible() || isShortened)
            continue;
        QString text;
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            text = label->text();
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            text = button->text();
        if (text.isEmpty())
            continue;
        const bool wraps = widget->hasHeightForWidth();
        const QSize wanted = wraps
            ? QSize(widget->minimumSizeHint().width(), widget->heightForWidth(widget->width()))
            : widget->sizeHint();
        if (wanted.width() > widget->width() + 1)
            note(*widget, text, u"%1 of %2 wide"_s.arg(widget->width()).arg(wanted.width()));
        else if (wanted.height() > widget->height() + 1)
            note(*widget, text, u"%1 of %2 high"_s.arg(widget->height()).arg(wanted.height()));
    }
    return found;
}

} // namespace ic::test
