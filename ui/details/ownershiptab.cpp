#include "ui/details/ownershiptab.h"

#include "ui/parts/detailtree.h"
#include "ui/parts/icons.h"
#include "ui/parts/loadpages.h"
#include "ui/parts/notices.h"
#include "ui/parts/savelist.h"
#include "ui/parts/text.h"

#include "base/plaintext.h"
#include "files/csvwriter.h"
#include "models/table/identityname.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

OwnershipTab::OwnershipTab(IdentityDetail& detail, const UiServices& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_detail(detail)
    , m_loader(services.client, services.clock)
    , m_view(new DetailTree(this))
    , m_note(nullptr)
    , m_copy(nullptr)
{
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new GroupDelegate(m_view));
    m_view->setRootIsDecorated(true);
    m_view->setIndentation(16);
    m_view->setObjectName(u"ownership"_s);
    m_view->setAccessibleName(tr("Objects that block deletion"));
    m_view->header()->resizeSection(OwnershipRows::NameColumn, 190);
    m_view->header()->resizeSection(OwnershipRows::TypeColumn, 112);

    auto* content = new QWidget(this);
    m_note = secondaryLabel(
        tr("These objects block deletion. Search in ISC shows everything the identity owns."),
        content);
    m_note->setWordWrap(true);
    m_copy = new QPushButton(icon(u"copy"_s), tr("Copy list"), content);
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &OwnershipTab::copyList);
    auto* exportButton = new QPushButton(icon(u"download"_s), tr("Export…"), content);
    exportButton->setAutoDefault(false);
    connect(exportButton, &QPushButton::clicked, this, &OwnershipTab::exportList);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(exportButton);
    buttons->addStretch();
    auto* footer = new QVBoxLayout;
    footer->setContentsMargins(12, 8, 8, 8);
    footer->setSpacing(8);
    footer->addWidget(m_note);
    footer->addLayout(buttons);
    auto* contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    contentLayout->addWidget(m_view, 1);
    contentLayout->addLayout(footer);

    m_pages = new LoadPages(content, services.notices, this);
    m_pages->setObjectName(u"ownershipPages"_s);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);

    connect(m_view, &DetailTree::copyRequested, this, &OwnershipTab::copyIdOfCurrent);
    connect(m_pages, &LoadPages::retryRequested, this, [this] { m_loader.reload(); });
    connect(&m_loader, &AnswerLoaderState::changed, this, &OwnershipTab::refresh);
    connect(&m_detail, &IdentityDetail::changed, this, &OwnershipTab::follow);
    follow();
}

void OwnershipTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
}

void OwnershipTab::follow()
{
    if (m_generation != m_detail.generation()) {
        // Another identity, or the same one anew: what is known is out of date.
        m_generation = m_detail.generation();
        m_loader.clear();
    }
    if (isVisible() && m_detail.isSettled() && m_loader.state() == AnswerLoaderState::State::Idle)
        m_loader.load({ .id = m_detail.identity().id });
}

void OwnershipTab::refresh()
{
    const OwnershipDetails* ownership = m_loader.value();
    m_model.setRows(OwnershipRows::of(ownership == nullptr ? OwnershipDetails() : *ownership));
    switch (m_loader.state()) {
    case AnswerLoaderState::State::Idle:
    case AnswerLoaderState::State::Loading:
        m_pages->showLoading();
        break;
    case AnswerLoaderState::State::Failed:
        m_pages->showError(m_loader.error());
        break;
    case AnswerLoaderState::State::Loaded:
        if (m_model.rowCount() > 0) {
            m_view->expandAll();
            for (int row = 0; row < m_model.rowCount(); ++row)
                m_view->setFirstColumnSpanned(row, {}, true);
            m_pages->showContent();
        } else if (ownership->isStated) {
            m_pages->showEmpty(u"circle-check"_s, tr("Owns nothing that blocks deletion"),
                tr("Search in ISC shows everything the identity owns."));
        } else {
            m_pages->showEmpty(u"circle-question-mark"_s, tr("No ownership answer"),
                tr("ISC gave no ownership answer for this identity (it may be uncorrelated)."));
        }
        break;
    }
    emit titleChanged();
}

QString OwnershipTab::title() const
{
    const OwnershipDetails* ownership = m_loader.value();
    if (m_loader.state() != AnswerLoaderState::State::Loaded || !ownership->isStated)
        return tr("Ownership");
    return tr("Ownership %1").arg(numberText(ownership->entityCount()));
}

void OwnershipTab::copyList()
{
    QString lines;
    for (const QStringList& cells : OwnershipRows::table(*m_loader.value()))
        lines += tabSeparatedRow(cells) + u'\n';
    QGuiApplication::clipboard()->setText(lines);
    m_services.notices.say(tr("Copied the list as tab-separated text."));
}

void OwnershipTab::exportList()
{
    const Identity& identity = m_detail.identity();
    saveListAs(this,
        u"ownership-"_s + (identity.alias.isEmpty() ? identity.id.text() : identity.alias),
        tableWriter(OwnershipRows::table(*m_loader.value())), m_services,
        tr("Objects owned by %1").arg(shownLine(identity.name)));
}

void OwnershipTab::copyIdOfCurrent()
{
    const QString id
        = m_view->currentIndex().siblingAtColumn(OwnershipRows::IdColumn).data().toString();
    if (id.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(id);
    m_services.notices.say(tr("Copied the id of the object."));
}

} // namespace ic
