#include "ui/parts/loadpages.h"

#include "ui/parts/notices.h"
#include "ui/parts/statepage.h"
#include "ui/parts/theme.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QTimer>

#include <array>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int DelayMs = 150; // shorter waits are not worth a flicker

/// Three bars where text will be. Blank until somebody has looked at it for a moment.
class Bars final : public QWidget
{
public:
    explicit Bars(QWidget* parent)
        : QWidget(parent)
    {
        m_delay.setSingleShot(true);
        m_delay.setInterval(DelayMs);
        connect(&m_delay, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    }

protected:
    void showEvent(QShowEvent*) override { m_delay.start(); }

    void paintEvent(QPaintEvent*) override
    {
        if (m_delay.isActive())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(themeColors(palette()).skeleton);
        constexpr std::array Percent { 62, 45, 54 };
        constexpr int BarMargin = 12;
        int y = 16;
        for (const int percent : Percent) {
            painter.drawRoundedRect(
                BarMargin, y, (width() - 2 * BarMargin) * percent / 100, 8, 4, 4);
            y += 26;
        }
    }

private:
    QTimer m_delay;
};

} // namespace

LoadPages::LoadPages(QWidget* content, Notices& notices, QWidget* parent)
    : QStackedWidget(parent)
    , m_notices(notices)
    , m_content(content)
    , m_bars(new Bars(this))
    , m_state(new StatePage(this))
{
    m_bars->setAccessibleName(tr("Loading"));
    addWidget(m_content);
    addWidget(m_bars);
    addWidget(m_state);
    connect(m_state, &StatePage::primaryClicked, this, [this] {
        if (m_errorDetails.isEmpty())
            emit actionRequested();
        else
            emit retryRequested();
    });
    connect(m_state, &StatePage::secondaryClicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_errorDetails);
        m_notices.say(tr("Copied the details of the error."));
    });
}

void LoadPages::showContent()
{
    setCurrentWidget(m_content);
}

void LoadPages::showLoading()
{
    setCurrentWidget(m_bars);
}

void LoadPages::showState(const QString& icon, const QString& title, const QString& detail)
{
    m_state->setState(icon, title, detail);
    setCurrentWidget(m_state);
}

void LoadPages::showEmpty(
    const QString& icon, const QString& title, const QString& detail, const QString& action)
{
    m_errorDetails.clear();
    showState(icon, title, detail);
    m_state->setActions(action);
}

void LoadPages::showError(const ApiError& error)
{
    QString detail = (error.reason() + u' ' + error.advice()).trimmed();
    if (!error.trackingId.isEmpty())
        detail += tr("\nTracking id %1").arg(error.trackingId);
    m_errorDetails = error.details();
    showState(u"circle-alert"_s, error.title(), detail);
    m_state->setActions(tr("Retry"), tr("Copy details"));
    QAccessibleEvent alert(m_state, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString LoadPages::stateName() const
{
    if (currentWidget() == m_content)
        return u"content"_s;
    return currentWidget() == m_bars ? u"loading"_s : m_state->accessibleName();
}

} // namespace ic
