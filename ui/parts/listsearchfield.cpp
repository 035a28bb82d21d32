#include "ui/parts/listsearchfield.h"

#include "ui/parts/icons.h"
#include "ui/settings/shortcutlist.h"

#include <QAbstractItemView>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace ic {

ListSearchField::ListSearchField(
    const QString& placeholder, const QString& accessibleName, QWidget* parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(accessibleName);
    setClearButtonEnabled(true);
    addAction(icon(u"search"_s), LeadingPosition);
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
