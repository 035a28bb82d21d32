// What is shown when there is nothing to show, or not yet, or no more.

#include "tour.h"

#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;
using namespace ic;
using namespace ic::test;

bool Tour::smallWindow()
{
    const QSize size = m_console.window().size();
    m_console.window().resize(m_console.window().minimumSize());
    const bool reached = stop(u"smallest"_s, [this] { return m_console.waitForLoadedScreen(); });
    m_console.window().resize(size);
    return reached;
}

bool Tour::glance()
{
    trigger(u"Overview"_s);
    auto* age = m_console.find<QLabel>(u"overviewAge"_s);
    const auto isCounted = [age] { return inEnglish(age->text()).startsWith(u"Counted "); };
    if (!stop(u"overview"_s, isCounted))
        return false;
    const QSize size = m_console.window().size();
    m_console.window().resize(1024, 700);
    const bool reached = stop(u"overview-small"_s, isCounted);
    m_console.window().resize(size);
    click(u"overviewLeave"_s);
    return reached;
}

bool Tour::empty()
{
    m_console.search(u"zzzz"_s);
    return stop(u"empty"_s,
        [this] { return inEnglish(m_console.stateTitle()) == u"No identities match"_s; });
}

bool Tour::loading()
{
    m_console.tenant().faults().set({ .latencyMs = 1500 });
    m_console.search(u"ma"_s);
    const bool reached = stop(u"loading"_s,
        [this] { return inEnglish(m_console.stateTitle()) == u"Loading identities…"_s; });
    m_console.tenant().faults().set({});
    return reached;
}

bool Tour::failedPage()
{
    m_console.find<QLineEdit>(u"quickSearch"_s)->clear();
    m_console.search({});
    if (!QTest::qWaitFor([this] { return rows() > 10'000 && m_console.waitForLoadedScreen(); }))
        return fail(u"the search is not cleared"_s);
    m_details.failNext(u"/identities"_s, 600); // counts of views take some of them
    m_console.table().scrollTo(
        m_console.table().model()->index(1245, Name), QAbstractItemView::PositionAtCenter);
    const bool reached = stop(u"failed-page"_s, [this] {
        return inEnglish(m_console.cell(1245, Name)).startsWith(u"Not loaded"_s)
            || inEnglish(m_console.cell(1255, Name)).startsWith(u"Not loaded"_s);
    });
    m_console.tenant().faults().clearPlanned();
    return reached;
}

bool Tour::failedList()
{
    m_details.failNext(u"/identities"_s, 3);
    m_console.search(u"b"_s);
    const bool reached = stop(u"failed-list"_s,
        [this] { return inEnglish(m_console.stateTitle()).startsWith(u"The answer was not"_s); });
    m_console.tenant().faults().clearPlanned();
    return reached && press(u"Retry"_s)
        && (QTest::qWaitFor([this] { return rows() > 0; }) || fail(u"Retry brings nothing"_s));
}

bool Tour::endingVersion()
{
    ConsoleWindow second({ .identities = 2000, .deprecated = demo::Version::V2024 });
    second.window().resize(m_console.window().size());
    return stopAt(second.window(), u"version-ending"_s, [&second] {
        return second.rows() > 0 && second.waitForLoadedScreen()
            && second.visible(u"versionStrip"_s) != nullptr;
    });
}

bool Tour::offline()
{
    if (!m_console.waitForLoadedScreen())
        return fail(u"the rows do not come"_s);
    m_console.tenant().stop();
    trigger(u"Refresh"_s);
    QWidget* strip = m_console.find<QWidget>(u"offlineStrip"_s);
    return stop(u"offline"_s, [strip] { return strip->isVisible(); });
}
