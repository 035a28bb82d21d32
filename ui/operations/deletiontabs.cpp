#include "ui/operations/deletiontabs.h"

#include "ui/operations/preflightlists.h"
#include "ui/parts/detailtree.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

enum Tab {
    DeletableTab,
    OwnersTab,
    ProtectedTab,
    NotCheckedTab,
    OthersTab,
};

constexpr int LeastOfObject = 260;
constexpr int MostOfObject = 360;
constexpr int TypeWidth = 112;
constexpr int DeletionTabsMostOpened = 50; // people

QPushButton* makeButton(const QString& iconName, const QString& text, QWidget* parent)
{
    auto* button = new QPushButton(icon(iconName), text, parent);
    button->setAutoDefault(false);
    return button;
}

} // namespace

DeletionTabs::DeletionTabs(OperationPreparation& preparation, QWidget* parent)
    : QWidget(parent)
    , m_preparation(preparation)
    , m_tabs(new QTabWidget(this))
    , m_deletable(new CandidateList(tr("Identities that can be deleted"), this))
    , m_owners(new DetailTree(this))
    , m_protected(new CandidateList(tr("Protected identities"), this))
    , m_notChecked(new CandidateList(tr("Identities that could not be checked"), this))
    , m_notCheckedWhy(plainLabel({}, this))
    , m_others(new SkipTree(this))
{
    m_tabs->setObjectName(u"deletionTabs"_s);
    m_deletable->setObjectName(u"deletable"_s);
    m_protected->setObjectName(u"protected"_s);
    m_notChecked->setObjectName(u"notChecked"_s);
    for (CandidateList* list : { m_deletable, m_protected, m_notChecked })
        list->setFrameShape(QFrame::NoFrame);
    m_tabs->addTab(m_deletable, QString());
    m_tabs->addTab(makeOwners(), QString());
    m_tabs->addTab(m_protected, QString());
    m_tabs->addTab(makeNotChecked(), QString());
    m_tabs->addTab(m_others, QString());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    connect(&m_preparation, &OperationPreparation::changed, this, &DeletionTabs::refresh);
    refresh();
}

QWidget* DeletionTabs::makeOwners()
{
    auto* page = new QWidget(this);
    m_owners->setObjectName(u"owners"_s);
    m_owners->setAccessibleName(tr("People who own objects, and which"));
    m_owners->setModel(&m_ownersModel);
    m_owners->setItemDelegate(new GroupDelegate(m_owners));
    m_owners->setRootIsDecorated(true);
    m_owners->setIndentation(16);
    QHeaderView* header = m_owners->header();
    header->setStretchLastSection(true);
    header->resizeSection(OwnerRows::TypeColumn, TypeWidth);
    QLabel* note = plainLabel(tr("Reassign these objects first, then check again."), page);
    note->setWordWrap(true);
    QPushButton* again = makeButton(u"refresh-cw"_s, tr("Check again"), page);
    again->setObjectName(u"checkAgain"_s);
    QPushButton* list = makeButton(u"download"_s, tr("Export checklist…"), page);
    list->setObjectName(u"exportChecklist"_s);
    connect(again, &QPushButton::clicked, &m_preparation, &OperationPreparation::checkOwnersAgain);
    connect(list, &QPushButton::clicked, this, &DeletionTabs::exportChecklistRequested);
    auto* footer = new QHBoxLayout;
    footer->setContentsMargins(8, 8, 8, 8);
    footer->setSpacing(8);
    footer->addWidget(note, 1);
    footer->addWidget(again);
    footer->addWidget(list);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_owners, 1);
    layout->addLayout(footer);
    return page;
}

QWidget* DeletionTabs::makeNotChecked()
{
    auto* page = new QWidget(this);
    m_notCheckedWhy->setObjectName(u"notCheckedWhy"_s);
    m_notCheckedWhy->setWordWrap(true);
    QPushButton* retry = makeButton(u"refresh-cw"_s, tr("Retry"), page);
    retry->setObjectName(u"retryChecks"_s);
    connect(retry, &QPushButton::clicked, &m_preparation, &OperationPreparation::checkOwnersAgain);
    auto* footer = new QHBoxLayout;
    footer->setContentsMargins(8, 8, 8, 8);
    footer->setSpacing(8);
    footer->addWidget(m_notCheckedWhy, 1);
    footer->addWidget(retry, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notChecked, 1);
    layout->addLayout(footer);
    return page;
}

void DeletionTabs::refresh()
{
    if (m_preparation.stage() != OperationPreparation::Stage::Ready)
        return;
    const Preflight& result = m_preparation.result();
    m_ownersShown.clear();
    QList<Identity> isProtected;
    QList<Identity> notChecked;
    QList<SkippedIdentity> others;
    for (const SkippedIdentity& one : result.skipped) {
        if (one.reason == SkipReason::OwnsObjects)
            m_ownersShown.append(
                { one.identity, m_preparation.ownership().entry(one.identity.id).details });
        else if (one.reason == SkipReason::Protected)
            isProtected += one.identity;
        else if (one.reason == SkipReason::NotChecked)
            notChecked += one.identity;
        else
            others += one;
    }
    const auto title = [this](Tab tab, const QString& words, qsizetype count) {
        m_tabs->setTabText(tab, u"%1 (%2)"_s.arg(words, numberText(count)));
    };
    title(DeletableTab, tr("Can be deleted"), result.willRun.size());
    title(OwnersTab, tr("Own objects"), m_ownersShown.size());
    title(ProtectedTab, tr("Protected"), isProtected.size());
    title(NotCheckedTab, tr("Not checked"), notChecked.size());
    title(OthersTab, tr("Left out"), others.size());
    m_tabs->setTabVisible(OthersTab, !others.isEmpty());
    m_deletable->setIdentities(result.willRun);
    m_ownersModel.setRows(OwnerRows::of(m_ownersShown));
    if (m_ownersShown.size() <= DeletionTabsMostOpened)
        m_owners->expandAll();
    m_owners->resizeColumnToContents(OwnerRows::ObjectColumn);
    QHeaderView* header = m_owners->header();
    header->resizeSection(OwnerRows::ObjectColumn,
        std::clamp(header->sectionSize(OwnerRows::ObjectColumn), LeastOfObject, MostOfObject));
    m_protected->setIdentities(isProtected);
    m_notChecked->setIdentities(notChecked);
    m_notCheckedWhy->setText(notChecked.isEmpty()
            ? tr("Everybody was checked.")
            : m_preparation.ownership().entry(notChecked.first().id).error.sentence());
    m_others->setSkipped(others);
    const auto warn = [this](Tab tab, bool on) {
        m_tabs->setTabIcon(tab, on ? icon(u"triangle-alert"_s, Tone::Warning) : QIcon());
    };
    warn(OwnersTab, !m_ownersShown.isEmpty());
    warn(NotCheckedTab, !notChecked.isEmpty());
    // Who will be gone is what the person has to read; without anybody, who stands in the way.
    if (!result.willRun.isEmpty())
        m_tabs->setCurrentIndex(DeletableTab);
    else if (!m_ownersShown.isEmpty())
        m_tabs->setCurrentIndex(OwnersTab);
    else if (!notChecked.isEmpty())
        m_tabs->setCurrentIndex(NotCheckedTab);
    else
        m_tabs->setCurrentIndex(isProtected.isEmpty() ? OthersTab : ProtectedTab);
}

} // namespace ic
