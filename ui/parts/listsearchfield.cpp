#include "ui/parts/listsearchfield.h"

#include "ui/parts/icons.h"
#include "ui/settings/shortcutlist.h"

#include <QAbstractItemView>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int ListSearchPauseMs = 250;

} // namespace

ListSearchField::ListSearchField(
    const QString& placeholder, const QString& accessibleName, QWidget* parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(accessibleName);
    setClearButtonEnabled(true);
    addAction(icon(u"search"_s), LeadingPosition);
    m_pause.setSingleShot(true);
    m_pause.setInterval(ListSearchPauseMs);
    const auto settle = [this] {
        m_pause.stop();
        emit settled(text());
    };
    connect(&m_pause, &QTimer::timeout, this, settle);
    connect(this, &QLineEdit::returnPressed, this, settle);
    connect(this, &QLineEdit::textChanged, this, [this, settle](const QString& now) {
        if (now.isEmpty())
            settle();
        else
            m_pause.start();
    });
}

void ListSearchField::setList(QAbstractItemView& list)
{
    auto* down = new QShortcut(Qt::Key_Down, this, nullptr, nullptr, Qt::WidgetShortcut);
    down->setProperty(ShortcutTitle, tr("To what was found"));
    connect(down, &QShortcut::activated, &list, [&list] {
        list.setFocus(Qt::ShortcutFocusReason);
        if (!list.currentIndex().isValid())
            list.setCurrentIndex(list.model()->index(0, 0));
    });
}

} // namespace ic
