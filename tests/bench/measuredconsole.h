#pragma once

#include "figures.h"

#include "models/table/identitytablemodel.h"
#include "program/tenantsession.h"
#include "support/memoryvault.h"
#include "support/viewcounts.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace ic::bench {

using namespace Qt::StringLiterals;

constexpr int LongestWaitMs = 60'000;
constexpr int DragSteps = 20;

/// A window that has just been shown, with a client that has not asked anything yet.
class Console
{
public:
    /// `rateLimit`: requests in 10 s; 0 = as fast as they come.
    explicit Console(const Connection& connection, int rateLimit = 0)
        : m_opening { .connection = connection,
            .tenant = { .name = u"acme-demo"_s,
                .host = connection.base.displayHost(),
                .version = connection.base.version(),
                .environment = Environment::Demo },
            .journalPath = m_folder.filePath(u"journal.sqlite"_s) }
        , m_connections(m_folder.filePath(u"profiles.json"_s),
              std::make_unique<test::MemoryVault>(m_secrets), {})
        , m_settings(m_folder.filePath(u"settings.ini"_s))
    {
        m_opening.options.rateLimit = rateLimit;
    }

    /// Milliseconds from the choice of the tenant to the first rows painted.
    double firstRows()
    {
        QElapsedTimer timer;
        timer.start();
        m_session = std::make_unique<TenantSession>(
            m_opening, m_connections, m_settings, m_notices, Desktop());
        window().show();
        m_table = window().findChild<QTableView*>(u"identities"_s);
        waitForPaintedRows();
        return since(timer);
    }

    /// Until nothing is asked by itself any more: the tenant of the benchmark answers one request
    /// at a time, so who jumps earlier waits for the counts of the sidebar.
    void waitForCounts()
    {
        if (!QTest::qWaitFor([this] { return test::areViewsCounted(window()); }, LongestWaitMs))
            qFatal("The views are not counted.");
    }

    /// Milliseconds from Enter in the search field to the first rows painted.
    double search(const QString& text)
    {
        auto* field = window().findChild<QLineEdit*>(u"quickSearch"_s);
        field->setText(text);
        QElapsedTimer timer;
        timer.start();
        QTest::keyClick(field, Qt::Key_Return);
        waitForPaintedRows();
        return since(timer);
    }

    /// Milliseconds from the click on a column's header to the first rows painted.
    double sortBy(int column)
    {
        const QHeaderView& header = *m_table->horizontalHeader();
        const int x = header.sectionViewportPosition(column) + header.sectionSize(column) / 2;
        QElapsedTimer timer;
        timer.start();
        QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, { x, header.height() / 2 });
        waitForPaintedRows();
        return since(timer);
    }

    /// What the list on screen is asked for with, without its page.
    const IdentityQuery& query() const
    {
        return static_cast<const IdentityTableModel*>(m_table->model())->query();
    }

    /// Drags the handle to the last row; milliseconds from letting it go to its screen painted.
    double jumpToEnd()
    {
        QScrollBar& bar = *m_table->verticalScrollBar();
        bar.setSliderDown(true);
        for (int step = 1; step <= DragSteps; ++step)
            bar.setSliderPosition(static_cast<int>(qint64(bar.maximum()) * step / DragSteps));
        QElapsedTimer timer;
        timer.start();
        bar.setSliderDown(false);
        waitForPaintedRows();
        return since(timer);
    }

    /// Event loop until every row on screen is loaded, then a paint.
    void waitForPaintedRows()
    {
        QElapsedTimer waited;
        waited.start();
        QTimer wake;
        wake.start(LongestWaitMs);
        while (!isScreenLoaded()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            if (waited.elapsed() >= LongestWaitMs)
                qFatal("The rows did not come.");
        }
        m_table->viewport()->repaint();
    }

    int rows() const { return m_table->model()->rowCount(); }
    int firstOnScreen() const { return std::max(0, m_table->rowAt(0)); }
    int lastOnScreen() const
    {
        const int last = m_table->rowAt(m_table->viewport()->height() - 1);
        return last < 0 ? rows() - 1 : last;
    }
    QTableView& table() { return *m_table; }
    TenantWindow& window() { return m_session->window(); }
    TenantSession& session() { return *m_session; }
    QString pathOf(const QString& name) const { return m_folder.filePath(name); }

private:
    bool isScreenLoaded() const
    {
        if (rows() == 0)
            return false;
        for (int row = firstOnScreen(); row <= lastOnScreen(); ++row) {
            const QModelIndex index = m_table->model()->index(row, 1);
            if (index.data(IdentityTableModel::IdentityIdRole).toString().isEmpty())
                return false;
        }
        return true;
    }

    QTemporaryDir m_folder;
    TenantOpening m_opening;
    test::MemoryVault::Entries m_secrets;
    ConnectionDesk m_connections;
    Settings m_settings;
    Notices m_notices;
    std::unique_ptr<TenantSession> m_session;
    QTableView* m_table = nullptr;
};

} // namespace ic::bench
