// The confirmations of the six changes, and what came of one of them.

#include "tour.h"

#include "ui/operations/operationwords.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

bool Tour::confirmations()
{
    m_console.search(u"ma"_s);
    if (!QTest::qWaitFor([this] { return rows() > 10 && rows() < 10'000; })
        || !m_console.waitForLoadedScreen())
        return fail(u"the search finds nothing"_s);
    for (int row = 0; row < 8; ++row)
        m_console.clickCell(row, 0);
    for (const OperationWords& words : operationWords()) {
        const QString key = operationInfo(words.operation).journalKey;
        m_console.find<QAction>(u"operation-"_s + key)->trigger();
        QDialog* dialog = m_console.dialog();
        if (dialog == nullptr)
            return fail(u"the confirmation of %1 did not open"_s.arg(key));
        const bool prepared = stop(u"confirm-"_s + key, [dialog] {
            return !dialog->findChild<QLabel*>(u"preparationText"_s)->isVisibleTo(dialog);
        });
        if (!prepared || !closeDialog(u"Cancel"_s))
            return false;
    }
    return true;
}

bool Tour::results()
{
    m_console.find<QAction>(u"operation-synchronize-attributes"_s)->trigger();
    QDialog* dialog = m_console.dialog();
    auto* confirm = dialog->findChild<QAbstractButton*>(u"confirm"_s);
    if (!QTest::qWaitFor([confirm] { return confirm->isEnabled(); }, 20'000))
        return fail(u"the confirmation is never ready"_s);
    click(u"confirm"_s, dialog);
    auto* last = m_console.find<QAction>(u"lastResult"_s);
    if (!QTest::qWaitFor([last] { return last->isEnabled(); }, 30'000))
        return fail(u"the job does not end"_s);
    last->trigger();
    return stop(u"results"_s) && closeDialog(u"Close"_s);
}
