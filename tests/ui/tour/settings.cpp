// The settings, page by page.

#include "tour.h"

#include <QDialog>
#include <QListWidget>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

bool Tour::settings()
{
    trigger(u"Settings…"_s);
    QDialog* dialog = m_console.dialog();
    auto* pages = dialog == nullptr ? nullptr : dialog->findChild<QListWidget*>(u"settingsPages"_s);
    if (pages == nullptr)
        return fail(u"the settings do not open"_s);
    for (int row = 0; row < pages->count(); ++row) {
        pages->setCurrentRow(row);
        const QString name = u"settings-"_s + inEnglish(pages->item(row)->text()).toLower();
        if (!stop(name, [dialog] { return dialog->isVisible(); }))
            return false;
    }
    return closeDialog(u"Cancel"_s);
}
