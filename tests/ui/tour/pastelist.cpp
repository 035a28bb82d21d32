// Selecting by a list: what is asked, and what is said of each line.

#include "tour.h"

#include "models/lists/choicemodel.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

namespace {

struct Names
{
    QStringList single; ///< accounts, addresses, ids and names of one person each
    QStringList shared; ///< names of several
};

Names someNames(demo::Directory& directory)
{
    const demo::DemoData& data = directory.data();
    Names names;
    for (quint32 i = 1;
         i + 2 < data.count() && (names.single.size() < 41 || names.shared.size() < 2);
         i += names.single.size() < 41 ? 97 : 1) {
        const auto parts = data.naming().parts(i);
        const QString name = data.naming().displayName(parts);
        if (data.naming().isAwkward(parts) || !data.hasEmail(i))
            continue;
        const bool isShared
            = data.naming().parts(i - 1) == parts || data.naming().parts(i + 1) == parts;
        if (isShared && names.shared.size() < 2 && !names.shared.contains(name))
            names.shared += name;
        else if (!isShared && names.single.size() < 41) {
            const QStringList ways { data.naming().alias(i), data.email(i), u'"' + name + u'"',
                data.naming().alias(i).toUpper(), QString::fromLatin1(data.id(i)) };
            names.single += ways.at(names.single.size() % ways.size());
        }
    }
    return names;
}

} // namespace

bool Tour::pasteList()
{
    Names names;
    m_console.tenant().inspect([&](demo::Directory& directory) { names = someNames(directory); });
    if (names.single.size() < 41 || names.shared.size() < 2)
        return fail(u"there are not enough people for a list"_s);
    m_console.find<QAction>(u"pasteList"_s)->trigger();
    QDialog* dialog = m_console.dialog();
    if (dialog == nullptr || !stop(u"paste-list-empty"_s))
        return fail(u"the dialog for a list did not open"_s);
    QStringList lines { u"employee"_s };
    lines += names.single;
    lines.insert(6, names.shared.at(0));
    lines.insert(11, names.shared.at(1));
    lines += { names.single.at(0), names.single.at(3), names.single.at(5), names.single.at(9),
        u"p.okafor.left"_s, u"not.here@acme.test"_s, u"Nobody Atall"_s };
    auto* list = dialog->findChild<QPlainTextEdit*>(u"list"_s);
    list->setPlainText(lines.join(u'\n'));
    click(u"find"_s, dialog);
    auto* tabs = dialog->findChild<QTabWidget*>(u"matchTabs"_s);
    auto* tree = dialog->findChild<QTreeView*>(u"choices"_s);
    if (!QTest::qWaitFor([tabs] { return tabs->isVisible() && tabs->currentIndex() == 1; }, 10'000))
        return fail(u"the list has nobody to choose from"_s);
    const QModelIndex first = tree->model()->index(0, 0);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {},
        tree->visualRect(tree->model()->index(0, 0, first)).center());
    if (!stop(u"paste-list"_s))
        return false;
    tabs->setCurrentIndex(0);
    if (!stop(u"paste-list-found"_s))
        return false;
    tabs->setCurrentIndex(2);
    if (!stop(u"paste-list-not-found"_s))
        return false;
    tabs->setCurrentIndex(3);
    if (!stop(u"paste-list-duplicates"_s))
        return false;
    m_console.tenant().faults().add({ .kind = demo::FaultKind::ServerFault,
        .count = 3,
        .pathContains = u"/identities"_s,
        .status = 403 });
    list->setPlainText(u"Number;E-mail;Name\n17;anna@acme.test;Anna\n18;bert@acme.test;Bert"_s);
    click(u"find"_s, dialog);
    if (!stop(u"paste-list-failed"_s, [this, dialog] {
            return dialog->findChild<QComboBox*>(u"column"_s)->isVisible()
                && button(u"Retry"_s, dialog) != nullptr;
        }))
        return false;
    m_console.tenant().faults().clearPlanned();
    return closeDialog(u"Cancel"_s);
}
