#include "ui/window/windowplace.h"

#include <QApplication>
#include <QEvent>
#include <QMainWindow>
#include <QScreen>
#include <QStyle>
#include <QWindow>

#include <algorithm>

namespace ic {

namespace {

constexpr QPoint Step(32, 32); // from one window to the next
constexpr int Near = 16;
constexpr int MostCorrections = 3; // of a system that insists

/// Asked of the window itself: its widget hears of it late.
QMargins knownFrame(const QWidget& window)
{
    return window.windowHandle() == nullptr ? QMargins() : window.windowHandle()->frameMargins();
}

/// What the system puts around a window. Before it is on the screen, what is usual.
QSize frameOf(const QWidget& window)
{
    const QSize known = QSize(0, 0).grownBy(knownFrame(window));
    const int title = window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window);
    return { known.width(), std::max(known.height(), title) };
}

} // namespace

QRect fittedInto(const QRect& wanted, const QRect& available)
{
    QRect fitted(wanted.topLeft(), wanted.size().boundedTo(available.size()));
    fitted.moveRight(std::min(fitted.right(), available.right()));
    fitted.moveBottom(std::min(fitted.bottom(), available.bottom()));
    fitted.moveLeft(std::max(fitted.left(), available.left()));
    fitted.moveTop(std::max(fitted.top(), available.top()));
    return fitted;
}

WindowPlace::WindowPlace(QWidget& window, const QSize& least)
    : QObject(&window)
    , m_window(window)
    , m_least(least)
{
    window.setMinimumSize(least);
    window.installEventFilter(this);
}

bool WindowPlace::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show && !event->spontaneous() && !m_settled)
        settle();
    // The system frames a window after it was shown, and says nothing of it where that leaves what
    // is in the frame where it was.
    const bool isNews = m_settled && !m_isAsked
        && (m_isFramed ? m_corrections < MostCorrections && isTitleHidden()
                       : !knownFrame(m_window).isNull());
    if (isNews) {
        m_corrections += m_isFramed ? 1 : 0;
        m_isFramed = true;
        m_isAsked = true;
        QMetaObject::invokeMethod(this, &WindowPlace::fit, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void WindowPlace::settle()
{
    m_settled = true;
    fit();
    const auto follow = [this](QScreen* screen) {
        if (screen != nullptr) {
            connect(screen, &QScreen::availableGeometryChanged, this, &WindowPlace::fit,
                Qt::UniqueConnection);
        }
    };
    follow(m_window.screen());
    connect(m_window.windowHandle(), &QWindow::screenChanged, this, follow);
    keepApart();
}

/// What is in the frame is where the frame was to be: no person would drag it there.
bool WindowPlace::isTitleHidden() const
{
    const int below = m_window.windowHandle()->y() - m_window.screen()->availableGeometry().top();
    return below >= 0 && below < knownFrame(m_window).top();
}

void WindowPlace::fit()
{
    m_isAsked = false;
    const QRect available = m_window.screen()->availableGeometry();
    const QSize frame = frameOf(m_window);
    m_window.setMinimumSize(m_least.boundedTo(available.size() - frame));
    if (m_window.isMaximized() || m_window.isFullScreen())
        return;
    const bool isFramed = m_isFramed;
    const QRect wanted(isFramed ? m_window.windowHandle()->framePosition() : m_window.pos(),
        m_window.size() + frame);
    const QRect fitted = fittedInto(wanted, available);
    if (fitted.size() != wanted.size())
        m_window.resize(fitted.size() - frame);
    if (fitted.topLeft() == wanted.topLeft())
        return;
    // Before that, a window that was never moved is placed by the system.
    const QMargins known = knownFrame(m_window);
    if (isFramed)
        m_window.windowHandle()->setPosition(fitted.topLeft() + QPoint(known.left(), known.top()));
    else if (m_window.testAttribute(Qt::WA_Moved))
        m_window.move(fitted.topLeft());
}

bool WindowPlace::isTaken(const QPoint& place) const
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    return std::any_of(windows.cbegin(), windows.cend(), [&](const QWidget* other) {
        return other != &m_window && other != m_before && other->isVisible()
            && qobject_cast<const QMainWindow*>(other) != nullptr
            && (other->pos() - place).manhattanLength() < Near;
    });
}

void WindowPlace::keepApart()
{
    QPoint place = m_window.pos();
    while (isTaken(place))
        place += Step;
    if (place == m_window.pos())
        return;
    const QRect available = m_window.screen()->availableGeometry();
    const QSize frame = frameOf(m_window);
    const QSize room = QRect(place, available.bottomRight()).size();
    m_window.resize((m_window.size() + frame).boundedTo(room) - frame); // not below its least
    m_window.move(fittedInto(QRect(place, m_window.size() + frame), available).topLeft());
}

} // namespace ic
