#include "ui/window/startpage.h"

#include "ui/connections/profiledelegate.h"
#include "ui/parts/linkbutton.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int StartPageWidth = 480;
constexpr int MostRowsShown = 8;

} // namespace

StartPage::StartPage(const ConnectionService& service, const ProfileId& lastUsed, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_lastUsed(lastUsed)
    , m_title(plainLabel(tr("Connect to a tenant"), this))
    , m_text(secondaryLabel({}, this))
    , m_list(new QListWidget(this))
    , m_connect(new QPushButton(tr("Connect"), this))
    , m_connections(new QPushButton(tr("Connections…"), this))
    , m_demo(new QPushButton(tr("Open the demo tenant"), this))
    , m_demoByBrowser(new LinkButton(tr("Open it by signing in with the browser"), this))
{
    setObjectName(u"startPage"_s);
    QFont title = font();
    title.setPixelSize(16);
    title.setWeight(QFont::DemiBold);
    m_title->setFont(title);
    m_text->setWordWrap(true);
    m_list->setObjectName(u"startProfiles"_s);
    m_list->setAccessibleName(tr("Connections"));
    m_list->setItemDelegate(new ProfileDelegate(m_list));
    m_connect->setObjectName(u"startConnect"_s);
    m_connections->setObjectName(u"startConnections"_s);
    m_demo->setObjectName(u"startDemo"_s);
    m_demoByBrowser->setObjectName(u"startDemoByBrowser"_s);
    m_demoByBrowser->setToolTip(
        tr("Shows what a sign-in with your company's account (SSO) is like"));
    styleConfirmButton(*m_connect);
    // Outside of a dialog only these take Enter.
    for (QPushButton* button : { m_connect, m_connections, m_demo })
        button->setAutoDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_connect);
    buttons->addWidget(m_connections);
    buttons->addStretch();
    buttons->addWidget(m_demo);
    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addWidget(m_list);
    column->addLayout(buttons);
    column->addWidget(m_demoByBrowser, 0, Qt::AlignRight);
    column->addStretch(3);
    auto* middle = new QWidget(this);
    middle->setLayout(column);
    middle->setFixedWidth(std::max(StartPageWidth, column->minimumSize().width()));
    auto* layout = new QHBoxLayout(this);
    layout->addStretch();
    layout->addWidget(middle);
    layout->addStretch();

    connect(m_connect, &QPushButton::clicked, this, &StartPage::connectCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &StartPage::connectCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, &StartPage::update);
    connect(m_connections, &QPushButton::clicked, this, &StartPage::connectionsRequested);
    connect(m_demo, &QPushButton::clicked, this,
        [this] { emit demoRequested(SignInKind::ClientSecret); });
    connect(m_demoByBrowser, &LinkButton::clicked, this,
        [this] { emit demoRequested(SignInKind::Browser); });
    connect(&service, &ConnectionService::profilesChanged, this, &StartPage::fill);
    fill();
}

void StartPage::focusList()
{
    if (m_list->count() > 0)
        m_list->setFocus(Qt::OtherFocusReason);
    else
        m_connections->setFocus(Qt::OtherFocusReason);
}

void StartPage::fill()
{
    m_list->clear();
    int row = 0;
    for (const Profile& profile : m_service.profiles()) {
        auto* item = new QListWidgetItem(profile.name, m_list);
        item->setData(ProfileDelegate::IdRole, QVariant::fromValue(profile.id));
        item->setData(ProfileDelegate::EnvironmentRole, static_cast<int>(profile.environment));
        item->setData(ProfileDelegate::ReadOnlyRole, startsReadOnly(profile));
        item->setData(Qt::AccessibleTextRole,
            tr("%1, %2, %3", "connection, environment, whether it may be changed")
                .arg(profile.name, environmentWord(profile.environment),
                    startsReadOnly(profile) ? tr("read-only") : tr("changes allowed")));
        item->setToolTip(toolTipText(profile.apiBase));
        if (profile.id == m_lastUsed)
            row = m_list->count() - 1;
    }
    m_list->setCurrentRow(row);
    const bool any = m_list->count() > 0;
    m_list->setVisible(any);
    if (any) {
        const int rows = std::min(m_list->count(), MostRowsShown);
        m_list->setFixedHeight(rows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth());
    }
    const QList<ImportOffer> offers = any ? QList<ImportOffer>() : m_service.importOffers();
    const bool offersSome = std::any_of(
        offers.cbegin(), offers.cend(), [](const ImportOffer& offer) { return offer.isUsable; });
    m_text->setText(any ? tr("Each window shows one tenant; its band always says which.")
            : offersSome
            ? tr("SailPoint's tools keep connections on this computer: they can be imported, and "
                 "nothing is stored before you have seen what was read. Or look around in the demo "
                 "tenant: it runs on this computer and nothing in it is real.")
            : tr("Add a connection with the tenant's name and a personal access token. Or look "
                 "around in the demo tenant: it runs on this computer and nothing in it is "
                 "real."));
    m_connect->setVisible(any);
    m_connections->setText(any ? tr("Connections…")
            : offersSome       ? tr("Import or add…")
                               : tr("Add a connection…"));
    update();
}

void StartPage::update()
{
    m_connect->setEnabled(m_list->currentItem() != nullptr);
}

void StartPage::connectCurrent()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr)
        return;
    const auto id = item->data(ProfileDelegate::IdRole).value<ProfileId>();
    for (const Profile& profile : m_service.profiles()) {
        if (profile.id == id) {
            emit connectRequested(profile);
            return;
        }
    }
}

} // namespace ic
