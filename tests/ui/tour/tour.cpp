#include "tour.h"

#include "support/pseudolanguage.h"
#include "support/windowtexts.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace ic;

namespace {

constexpr int LongestStopMs = 20'000;
constexpr int SettleMs = 150; // until the status line has followed

/// How many windows a dialog stands above.
int depthOf(const QWidget* widget)
{
    int depth = 0;
    while ((widget = widget->parentWidget()) != nullptr)
        depth += widget->isWindow() ? 1 : 0;
    return depth;
}

/// The window with what is open above it; grabbing a window leaves out its dialogs and menus.
QPixmap pictureOf(QWidget& window)
{
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    QWidgetList all = QApplication::topLevelWidgets();
    // In no order of its own: a dialog would now and then be hidden by the one it belongs to, or
    // by one that is behind it.
    std::stable_sort(all.begin(), all.end(), [](const QWidget* a, const QWidget* b) {
        return depthOf(a) != depthOf(b) ? depthOf(a) < depthOf(b)
                                        : !a->isActiveWindow() && b->isActiveWindow();
    });
    for (QWidget* widget : std::as_const(all)) {
        if (!widget->isVisible() || widget == &window)
            continue;
        if (qobject_cast<QDialog*>(widget) != nullptr) {
            painter.fillRect(window.rect(), QColor(0, 0, 0, 90));
            painter.drawPixmap((window.width() - widget->width()) / 2,
                (window.height() - widget->height()) / 2, widget->grab());
        }
    }
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        const bool popup = widget->windowType() == Qt::Popup || widget->windowType() == Qt::ToolTip;
        if (widget->isVisible() && popup)
            painter.drawPixmap(window.mapFromGlobal(widget->pos()), widget->grab());
    }
    return picture;
}

/// The first visible control that a screen reader could not name; empty if there is none.
QString namelessControl()
{
    for (QWidget* widget : QApplication::allWidgets()) {
        const bool control = qobject_cast<QAbstractButton*>(widget) != nullptr
            || qobject_cast<QLineEdit*>(widget) != nullptr
            || qobject_cast<QComboBox*>(widget) != nullptr
            || qobject_cast<QAbstractItemView*>(widget) != nullptr
            || qobject_cast<QPlainTextEdit*>(widget) != nullptr
            || qobject_cast<QProgressBar*>(widget) != nullptr
            || qobject_cast<QTabBar*>(widget) != nullptr;
        // Parts of a control that Qt made are named by it.
        const bool part = widget->objectName().startsWith(u"qt_"_s)
            || qobject_cast<QAbstractItemView*>(widget->parentWidget()) != nullptr
            || qobject_cast<QLineEdit*>(widget->parentWidget()) != nullptr
            || widget->parentWidget() == nullptr
            || widget->parentWidget()->inherits("QComboBoxPrivateContainer")
            || widget->inherits("QHeaderView");
        if (!control || part || !widget->isVisible())
            continue;
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
        if (face == nullptr || face->text(QAccessible::Name).isEmpty()) {
            return u"%1 \"%2\" in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                widget->objectName(),
                QString::fromLatin1(widget->parentWidget()->metaObject()->className()));
        }
    }
    return {};
}

} // namespace

Tour::Tour(const QDir& directory, const QString& suffix, quint32 identities)
    : m_directory(directory)
    , m_suffix(suffix)
    , m_details({ .identities = identities, .awkwardNames = false })
    , m_console(m_details.console)
{
}

bool Tour::run()
{
    return browse() && search() && expression() && conditions() && columnsAndDensity()
        && findInTable() && selection() && sets() && rowMenu() && rowColours() && commands()
        && guide() && snapshots() && overview() && attributes() && ownership() && roles() && json()
        && compare() && apiLog() && pasteList() && exportCsv() && confirmations() && job()
        && unknown() && audit() && activityOfOne() && locked() && glance() && unfinished()
        && restored() && startPage() && connections() && failedTest() && networkAndImport()
        && production() && settings() && smallWindow() && empty() && loading() && failedPage()
        && failedList() && endingVersion() && offline();
}

bool Tour::stop(const QString& name, const std::function<bool()>& done)
{
    return stopAt(m_console.window(), name, done);
}

bool Tour::stopAt(QWidget& window, const QString& name, const std::function<bool()>& done)
{
    if (!QTest::qWaitFor(done, LongestStopMs))
        return fail(u"the stop \"%1\" was not reached"_s.arg(name));
    QTest::qWait(SettleMs);
    const QString nameless = namelessControl();
    if (!nameless.isEmpty())
        return fail(u"at \"%1\" a control has no accessible name: %2"_s.arg(name, nameless));
    if (m_watchesTexts)
        lookAtTexts(name);
    const QString path = m_directory.filePath(
        u"%1-%2%3.png"_s.arg(++m_number, 2, 10, QLatin1Char('0')).arg(name, m_suffix));
    if (!pictureOf(window).save(path))
        return fail(u"%1 could not be written"_s.arg(path));
    std::printf("%s\n", qPrintable(path));
    return true;
}

void Tour::setSize(const QSize& size)
{
    m_size = size;
    m_console.window().resize(size);
}

bool Tour::restart()
{
    if (!m_console.restartJobs())
        return false;
    if (m_size.isValid())
        m_console.window().resize(m_size);
    return true;
}

bool Tour::fail(const QString& why)
{
    std::fprintf(stderr, "tour: %s\n", qPrintable(why));
    return false;
}

void Tour::click(const QString& name, QWidget* in)
{
    QWidget* const root = in != nullptr ? in : &m_console.window();
    if (auto* widget = root->findChild<QWidget*>(name))
        QTest::mouseClick(widget, Qt::LeftButton);
    else
        fail(u"there is no %1"_s.arg(name));
}

void Tour::trigger(const QString& text)
{
    for (QAction* action : m_console.window().findChildren<QAction*>()) {
        if (inEnglish(action->text()) == text) {
            action->trigger();
            return;
        }
    }
    fail(u"there is no action %1"_s.arg(text));
}

bool Tour::press(const QString& text, QWidget* in)
{
    QAbstractButton* const found = button(text, in);
    if (found == nullptr || !found->isEnabled())
        return fail(u"there is no button %1"_s.arg(text));
    QTest::mouseClick(found, Qt::LeftButton);
    return true;
}

QAbstractButton* Tour::button(const QString& text, QWidget* in)
{
    QWidget* const root = in != nullptr ? in : &m_console.window();
    for (auto* candidate : root->findChildren<QAbstractButton*>()) {
        if (inEnglish(candidate->text()) == text && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

QString Tour::inEnglish(const QString& text)
{
    return test::PseudoLanguage::english(text);
}

void Tour::lookAtTexts(const QString& stop)
{
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (!window->isVisible())
            continue;
        for (const QString& problem : test::leftInEnglish(*window) + test::clippedIn(*window)) {
            if (m_knownProblems.contains(problem))
                continue;
            m_knownProblems.insert(problem);
            m_textProblems += u"%1: %2"_s.arg(stop, problem);
        }
    }
}

bool Tour::closeDialog(const QString& buttonText)
{
    return press(buttonText, m_console.dialog()) && (QTest::qWaitFor([this] {
        return m_console.dialog() == nullptr;
    }) || fail(u"the dialog stays open"_s));
}
