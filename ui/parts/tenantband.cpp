#include "ui/parts/tenantband.h"

#include "ui/parts/icons.h"
#include "ui/parts/lockbutton.h"
#include "ui/parts/theme.h"

#include "base/plaintext.h"
#include "models/operations/changelock.h"
#include "models/table/connectionstatus.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

TenantBand::TenantBand(bool slim, QWidget* parent)
    : QFrame(parent)
    , m_slim(slim)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setObjectName(u"tenantBand"_s);
}

void TenantBand::setTenant(const Tenant& tenant)
{
    m_tenant = tenant;
    describe();
}

void TenantBand::setStatus(const ConnectionStatus& status)
{
    connect(&status, &ConnectionStatus::changed, this, [this, &status] {
        const QString user = shownLine(status.signedIn().userName);
        const QString version = status.current().version;
        if (m_user == user && (version.isEmpty() || m_tenant.version == version))
            return;
        m_user = user;
        if (!version.isEmpty())
            m_tenant.version = version;
        describe();
    });
}

void TenantBand::setLock(const ChangeLock& lock)
{
    m_lock = &lock;
    m_lockButton = new LockButton(this);
    m_lockButton->setLock(lock, m_tenant.environment);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 12, 0);
    layout->addStretch();
    layout->addWidget(m_lockButton);
    connect(m_lockButton, &LockButton::clicked, this, &TenantBand::lockClicked);
    connect(&lock, &ChangeLock::changed, this, &TenantBand::describe);
    describe();
}

void TenantBand::describe()
{
    QStringList parts { tr("%1 tenant %2", "PRODUCTION tenant acme")
                            .arg(environmentWord(m_tenant.environment), m_tenant.name) };
    if (isNamed())
        parts += m_tenant.host;
    if (!m_tenant.connection.isEmpty() && m_tenant.connection != m_tenant.name)
        parts += tr("connection %1").arg(m_tenant.connection);
    if (!m_user.isEmpty())
        parts += tr("signed in as %1").arg(m_user);
    if (m_lock != nullptr)
        parts += m_lock->isLocked() ? tr("read-only") : tr("changes allowed");
    setAccessibleName(parts.join(u", "_s));
    update();
}

QSize TenantBand::sizeHint() const
{
    return { 200, m_slim ? 24 : 28 };
}

void TenantBand::paintEvent(QPaintEvent*)
{
    const ColorPair colors = bandColors(m_tenant.environment);
    QPainter painter(this);
    painter.fillRect(rect(), colors.fill);
    const int iconSize = 16;
    int x = m_slim ? 16 : 12;
    const auto mirrored = [this](const QRect& place) {
        return QStyle::visualRect(layoutDirection(), rect(), place);
    };
    paintIcon(painter, mirrored(QRect(x, (height() - iconSize) / 2, iconSize, iconSize)),
        bandIcon(m_tenant.environment), colors.text);
    x += iconSize + 8;

    const int end
        = m_lockButton == nullptr ? width() - 12 : width() - m_lockButton->sizeHint().width() - 24;
    painter.setPen(colors.text);
    const auto write = [&](const QString& text, bool strong) {
        QFont own = font();
        own.setWeight(strong ? QFont::DemiBold : QFont::Normal);
        painter.setFont(own);
        const QRect place = mirrored(QRect(x, 0, std::max(0, end - x), height()));
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
        x += painter.fontMetrics().horizontalAdvance(text) + 10;
    };
    const auto bar = [&] {
        QColor line = colors.text;
        line.setAlphaF(0.5F);
        if (x < end)
            painter.fillRect(mirrored(QRect(x, height() / 2 - 7, 1, 14)), line);
        x += 11;
    };
    write(environmentWord(m_tenant.environment), true);
    bar();
    write(m_tenant.name, true);
    if (!m_tenant.connection.isEmpty() && m_tenant.connection != m_tenant.name)
        write(u"“%1”"_s.arg(m_tenant.connection), false);
    write(isNamed() ? u"%1 · %2"_s.arg(m_tenant.host, m_tenant.version) : m_tenant.version, false);
    if (m_user.isEmpty())
        return;
    bar();
    write(tr("signed in as %1").arg(m_user), false);
}

} // namespace ic
