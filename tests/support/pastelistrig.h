#pragma once

#include "support/consolewindow.h"

#include "ui/lists/listedit.h"
#include "ui/lists/pastelistdialog.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeView>

#include <functional>

namespace ic::test {

using namespace Qt::StringLiterals;

enum MatchTab { Found, Ambiguous, NotFound, Duplicates };

struct Person
{
    QString id;
    QString name;
    QString alias;
    QString email;
};

/// A window with the dialog open in it.
class PasteListRig
{
public:
    explicit PasteListRig(const demo::TenantConfig& config = { .identities = 5000 })
        : window(config)
    {
        m_isReady = QTest::qWaitFor([this] { return window.rows() > 0; }, 10'000)
            && window.waitForLoadedScreen() && window.waitForCounts();
        window.find<QAction>(u"pasteList"_s)->trigger();
        dialog = qobject_cast<PasteListDialog*>(window.dialog());
    }

    bool isReady() const { return m_isReady && dialog != nullptr; }
    template <class T> T* part(const QString& name) { return dialog->findChild<T*>(name); }
    QPushButton* button(const QString& name) { return part<QPushButton>(name); }
    void click(const QString& name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    ListEdit* edit() { return part<ListEdit>(u"list"_s); }
    void paste(const QString& text)
    {
        QApplication::clipboard()->setText(text);
        edit()->setFocus();
        edit()->selectAll();
        QTest::keySequence(edit(), QKeySequence::Paste);
    }
    QString text(const QString& label)
    {
        auto* found = part<QLabel>(label);
        return found->isVisible() ? found->text() : QString();
    }
    QString summary() { return text(u"matchSummary"_s).replace(QChar::Nbsp, u' '); }
    bool find()
    {
        click(u"find"_s);
        return QTest::qWaitFor(
            [this] { return button(u"find"_s)->text() == u"Find" && !summary().isEmpty(); },
            20'000);
    }
    QTabWidget* tabs() { return part<QTabWidget>(u"matchTabs"_s); }
    QAbstractItemModel* model(MatchTab tab)
    {
        return qobject_cast<QAbstractItemView*>(tabs()->widget(tab))->model();
    }
    QString cell(MatchTab tab, int row, int column)
    {
        return model(tab)->index(row, column).data().toString();
    }
    void clickRow(QTreeView* tree, const QModelIndex& index)
    {
        tree->scrollTo(index);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
    }
    /// People of the tenant, in the order of their names.
    QList<Person> people(
        const std::function<bool(const demo::DemoData&, quint32)>& wanted, int count)
    {
        QList<Person> found;
        window.tenant().inspect([&](demo::Directory& directory) {
            const demo::DemoData& data = directory.data();
            for (quint32 i = 0; i < data.count() && found.size() < count; ++i) {
                if (!data.hasEmail(i) || !wanted(data, i))
                    continue;
                const auto parts = data.naming().parts(i);
                found += Person { QString::fromLatin1(data.id(i)), data.naming().displayName(parts),
                    data.naming().alias(i), data.email(i) };
            }
        });
        return found;
    }
    /// Whose name nobody else has.
    QList<Person> unique(int count)
    {
        return people(
            [](const demo::DemoData& data, quint32 i) {
                return data.correlated(i) && !isTwin(data, i) && !isAwkward(data, i);
            },
            count);
    }
    /// Two of the same name.
    QList<Person> twins()
    {
        return people([](const demo::DemoData& data,
                          quint32 i) { return isTwin(data, i) && !isAwkward(data, i); },
            2);
    }
    static bool isAwkward(const demo::DemoData& data, quint32 i)
    {
        return data.naming().isAwkward(data.naming().parts(i));
    }
    static bool isTwin(const demo::DemoData& data, quint32 i)
    {
        const auto parts = data.naming().parts(i);
        return (i > 0 && data.naming().parts(i - 1) == parts)
            || (i + 1 < data.count() && data.naming().parts(i + 1) == parts);
    }
    ConsoleWindow window;
    PasteListDialog* dialog = nullptr;

private:
    bool m_isReady = false;
};

} // namespace ic::test
